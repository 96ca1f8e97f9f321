/** The table of calls as the practice provider answers them (onflow-api.md, Calls), and how a request finds its row. */
import { callNames, type CallName } from '../../contract/errors.ts';
import { listBrands, listDistricts, listProvinces, listWards, listWarehouses } from './catalogue.ts';
import type { Company } from './company.ts';
import type { Reply } from './envelope.ts';
import type { FileStore } from './files.ts';
import type { Pace } from './pace.ts';
import { assignProduct, createProduct, deactivateProduct, listProducts, productDetail, productStock } from './products.ts';
import {
  cancelPurchaseOrder,
  createPurchaseOrder,
  listPurchaseOrders,
  purchaseOrderBill,
  purchaseOrderDetail,
  purchaseOrderInspection,
} from './purchaseOrders.ts';
import type { PracticeRequest } from './request.ts';
import { cancelReturn, createReturn, listReturns, returnDetail } from './returns.ts';
import { cancelShipment, createShipment, listShipments, shipmentDetail } from './shipments.ts';

/** What a call may use besides its request. */
export interface Office {
  readonly company: Company;
  readonly files: FileStore;
  readonly pace: Pace;
}

export interface Route {
  /** `METHOD /path/{name}`. */
  readonly line: string;
  /** Whether it changes anything: faults may be limited to such calls. */
  readonly isWrite: boolean;
  /** `null` for the upload, whose body is no JSON: the server hands it to the files. */
  readonly answer: ((office: Office, request: PracticeRequest) => Reply | Promise<Reply>) | null;
}

const read = (path: string, answer: Route['answer']): Route => ({ line: `GET ${path}`, isWrite: false, answer });
const write = (line: string, answer: Route['answer']): Route => ({ line, isWrite: true, answer });

const routes: Record<CallName, Route> = {
  'warehouses.list': read('/api/v1/warehouses/list', () => listWarehouses()),
  'brands.list': read('/api/v1/brands/list', (_, request) => listBrands(request)),
  'areas.provinces': read('/api/v1/addresses/province/list', () => listProvinces()),
  'areas.districts': read('/api/v1/addresses/district/list', (_, request) => listDistricts(request)),
  'areas.wards': read('/api/v1/addresses/ward/list', (_, request) => listWards(request)),
  'files.upload': write('POST /api/v1/files/upload', null),
  'products.create': write('POST /api/v1/products/create', ({ company }, request) => createProduct(company, request)),
  'products.assign': write('PUT /api/v1/products/{oasin}/assign', ({ company }, request) => assignProduct(company, request)),
  'products.list': read('/api/v1/products/list', ({ company }, request) => listProducts(company, request)),
  'products.detail': read('/api/v1/products/{oasin}/detail', ({ company }, request) => productDetail(company, request)),
  'products.deactivate': write('PUT /api/v1/products/{oasin}/deactivate', ({ company }, request) => deactivateProduct(company, request)),
  'products.stock': read('/api/v1/products/{oasin}/stock', ({ company }, request) => productStock(company, request)),
  'purchaseOrders.create': write('POST /api/v1/purchase-orders/create', ({ company, pace }, request) =>
    createPurchaseOrder(company, request, pace),
  ),
  'purchaseOrders.list': read('/api/v1/purchase-orders/list', ({ company }, request) => listPurchaseOrders(company, request)),
  'purchaseOrders.detail': read('/api/v1/purchase-orders/{po_code}/detail', ({ company }, request) =>
    purchaseOrderDetail(company, request),
  ),
  // These two are printed without `/api` (D).
  'purchaseOrders.bill': read('/v1/purchase-orders/{po_code}/export-po-bill', ({ company, files }, request) =>
    purchaseOrderBill(company, request, files),
  ),
  'purchaseOrders.inspection': read('/v1/purchase-orders/{po_code}/inspection-list', ({ company }, request) =>
    purchaseOrderInspection(company, request),
  ),
  'purchaseOrders.cancel': write('PUT /api/v1/purchase-orders/{po_code}/cancel', ({ company }, request) =>
    cancelPurchaseOrder(company, request),
  ),
  'shipments.create': write('POST /api/v1/shipments/b2c/create', ({ company, pace }, request) => createShipment(company, request, pace)),
  'shipments.list': read('/api/v1/shipments/b2c/list', ({ company }, request) => listShipments(company, request)),
  'shipments.detail': read('/api/v1/shipments/b2c/{tracking_code}/detail', ({ company }, request) => shipmentDetail(company, request)),
  'shipments.cancel': write('PUT /api/v1/shipments/b2c/{tracking_code}/cancel', ({ company }, request) => cancelShipment(company, request)),
  'returns.create': write('POST /api/v1/return-shipments/b2c/create', ({ company, pace }, request) => createReturn(company, request, pace)),
  'returns.list': read('/api/v1/return-shipments/b2c/list', ({ company }, request) => listReturns(company, request)),
  'returns.detail': read('/api/v1/return-shipments/b2c/{return_tracking_code}/detail', ({ company }, request) =>
    returnDetail(company, request),
  ),
  'returns.cancel': write('PUT /api/v1/return-shipments/b2c/{return_tracking_code}/cancel', ({ company }, request) =>
    cancelReturn(company, request),
  ),
};

/** A call at another place than assumed (`'DELETE /api/v1/products/{oasin}'`), or nowhere: what a real server may turn out to do. */
export type MovedCalls = Partial<Record<CallName, string | null>>;

export type Found =
  | { readonly kind: 'call'; readonly call: CallName; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrongMethod'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' };

interface Row {
  readonly call: CallName;
  readonly route: Route;
  readonly method: string;
  readonly pattern: RegExp;
}

/** Answers which call a method and path mean. */
export function routeTable(moved: MovedCalls): (method: string, path: string) => Found {
  const rows: Row[] = callNames.flatMap((call) => {
    const route = routes[call];
    const line = moved[call] === undefined ? route.line : moved[call];
    if (line === null) return [];
    const [method = '', path = ''] = line.split(' ');
    return [{ call, route, method, pattern: patternOf(path) }];
  });
  return (method, path) => {
    const here = rows.flatMap((row) => {
      const match = row.pattern.exec(path);
      return match === null ? [] : [{ row, params: { ...match.groups } }];
    });
    const hit = here.find(({ row }) => row.method === method);
    if (hit !== undefined) return { kind: 'call', call: hit.row.call, route: hit.row.route, params: hit.params };
    return here.length > 0 ? { kind: 'wrongMethod', allowed: here.map(({ row }) => row.method) } : { kind: 'unknown' };
  };
}

/** Codes are letters and digits, so that nothing in a path needs decoding. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[A-Za-z0-9_-]+)')}$`);
}
