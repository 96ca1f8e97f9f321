/** The calls about each kind of document as the practice provider answers them (onflow-api.md, Calls). */
import type { KindCall } from '../../contract/kinds/index.ts';
import { assignProduct, createProduct, deactivateProduct, listProducts, productDetail, productStock } from './products.ts';
import {
  cancelPurchaseOrder,
  createPurchaseOrder,
  listPurchaseOrders,
  purchaseOrderBill,
  purchaseOrderDetail,
  purchaseOrderInspection,
} from './purchaseOrders.ts';
import { cancelReturn, createReturn, listReturns, returnDetail } from './returns.ts';
import { cancelShipment, createShipment, listShipments, shipmentDetail } from './shipments.ts';
import { type Route, read, write } from './route.ts';

export const kindRoutes: Record<KindCall, Route> = {
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
