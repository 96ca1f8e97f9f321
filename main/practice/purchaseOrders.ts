/** Calls 11 to 16 of the practice provider: purchase orders, their bill and their inspection. */
import { poCodeOf, warehouses, type Company, type PurchaseOrder } from './company.ts';
import { Refusal, created, ok, type Reply } from './envelope.ts';
import type { FileStore } from './files.ts';
import { mustBeUsable, mustBeWarehouse, readLine, showLines } from './goods.ts';
import { chanceOf, happened, poPlan, poState } from './lifecycle.ts';
import type { Pace } from './pace.ts';
import { textPdf } from './pdf.ts';
import { Fields, matches, newestFirst, pageOf, type PracticeRequest } from './request.ts';
import { inspect } from './stock.ts';

/** 201, `TRANSIT` (D). References may repeat: whether the real server minds is not known, and tests count them here. */
export function createPurchaseOrder(company: Company, { body, now }: PracticeRequest, pace: Pace): Reply {
  const fields = new Fields(body);
  const given = {
    warehouse_code: fields.text('warehouse_code'),
    vas: fields.optionalTexts('vas'),
    merchant_po_reference: fields.text('merchant_po_reference'),
    packages: fields.rows('packages', (row) => ({
      package_code: row.text('package_code'),
      weight: row.optionalNumber('weight'),
      length: row.optionalNumber('length'),
      width: row.optionalNumber('width'),
      height: row.optionalNumber('height'),
      items: row.rows('items', readLine),
      package_note: row.optionalText('package_note'),
    })),
    estimated_arrival_time: fields.time('estimated_arrival_time'),
    po_documents: fields.optionalRows('po_documents', (row) => ({
      document_type: row.text('document_type'),
      document_url: row.text('document_url'),
      print_quantity: row.optionalNumber('print_quantity') ?? 0,
    })),
    note: fields.optionalText('note'),
  };
  fields.done();
  mustBeWarehouse(given.warehouse_code);
  mustBeUsable(
    company,
    given.packages.flatMap(({ items }) => items),
    given.warehouse_code,
  );

  const number = company.nextNumber('purchaseOrders');
  const plan = poPlan(chanceOf(pace.seed, 'purchaseOrders', number), now, pace.timeScale);
  const po: PurchaseOrder = { number, created: now, po_code: poCodeOf(number), ...given, plan, cancelled: null };
  company.put('purchaseOrders', po);
  return created(summary(po, now));
}

export function listPurchaseOrders(company: Company, { query, now }: PracticeRequest): Reply {
  const rows = company
    .all('purchaseOrders')
    .filter(
      (po) =>
        matches(query, 'warehouse_code', po.warehouse_code) &&
        matches(query, 'merchant_po_reference', po.merchant_po_reference) &&
        matches(query, 'status', poState(po, now).status),
    );
  return pageOf(newestFirst(rows), query, (po) => summary(po, now));
}

export function purchaseOrderDetail(company: Company, request: PracticeRequest): Reply {
  const po = find(company, request);
  const packages = po.packages.map((each) => ({ ...each, items: showLines(company, each.items) }));
  return ok({ ...summary(po, request.now), packages, po_documents: po.po_documents });
}

/** A PDF that this server serves itself. It says only what never changes about a PO, so that it is the same file every time. */
export async function purchaseOrderBill(company: Company, request: PracticeRequest, files: FileStore): Promise<Reply> {
  const po = find(company, request);
  const warehouse = warehouses.find(({ warehouse_code }) => warehouse_code === po.warehouse_code);
  const lines = [
    `PHIEU NHAP KHO ${po.po_code}`,
    '',
    `Tham chiếu: ${po.merchant_po_reference}`,
    `Kho: ${po.warehouse_code}  ${warehouse?.warehouse_name ?? ''}`,
    `Ngày tạo: ${new Date(Math.floor(po.created) * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `VAS: ${po.vas.join(', ') || '-'}`,
    `Ghi chú: ${po.note ?? '-'}`,
    ...po.packages.flatMap(({ package_code, items }) => [
      '',
      `Kiện ${package_code}`,
      ...items.map(({ oasin, product_quantity }) => {
        const product = company.product(oasin);
        return `    ${oasin}   ${product?.sku ?? ''}   ${product?.name ?? ''}   x ${product_quantity}`;
      }),
    ]),
    '',
    'Chứng từ luyện tập, không có giá trị giao dịch.',
  ];
  return ok({ po_bill_url: await files.keep(textPdf(lines), 'pdf') });
}

/** Only once `COMPLETED` (D); before, 400 `PURCHASE_ORDER_NOT_COMPLETED` (status and code are practice's own). */
export function purchaseOrderInspection(company: Company, request: PracticeRequest): Reply {
  const po = find(company, request);
  const { status } = poState(po, request.now);
  if (status !== 'COMPLETED') throw new Refusal(400, 'PURCHASE_ORDER_NOT_COMPLETED', { detail: { status } });
  const rows = inspect(po).map((found) => {
    const product = company.product(found.oasin);
    const measure = (name: string): string => Number(product?.plain[name] ?? 0).toFixed(1);
    return {
      package_code: found.package_code,
      oasin: found.oasin,
      sku: product?.sku ?? null,
      product_quantity: found.product_quantity,
      volume: `${measure('length')}x${measure('width')}x${measure('height')}`,
      weight: Number(product?.plain['weight'] ?? 0),
      inbound_quantity: found.inbound_quantity,
      putaway_quantity: found.inbound_quantity,
      is_putaway_completed: true,
      stock_level: found.stock_level,
      batch_lot_code: found.batch_lot_code,
      manufacturing_date: 0,
      expiry_date: 0,
    };
  });
  return { status: 200, data: rows, total: rows.length };
}

/** Only while `TRANSIT` (D); else 400 `PURCHASE_ORDER_CANNOT_CANCEL` (status and code are practice's own). */
export function cancelPurchaseOrder(company: Company, request: PracticeRequest): Reply {
  const po = find(company, request);
  const { status } = poState(po, request.now);
  if (status !== 'TRANSIT') throw new Refusal(400, 'PURCHASE_ORDER_CANNOT_CANCEL', { detail: { status } });
  company.put('purchaseOrders', { ...po, cancelled: request.now });
  return ok({ po_code: po.po_code, success: true });
}

function find(company: Company, { params }: PracticeRequest): PurchaseOrder {
  const po = company.purchaseOrder(params['po_code'] ?? '');
  if (po === undefined) throw new Refusal(404, 'NOT_FOUND');
  return po;
}

/** The row of a list (A): the detail without packages and documents. */
function summary(po: PurchaseOrder, now: number): object {
  const { status, since } = poState(po, now);
  return {
    po_code: po.po_code,
    status,
    warehouse_code: po.warehouse_code,
    merchant_po_reference: po.merchant_po_reference,
    vas: po.vas,
    estimated_arrival_time: po.estimated_arrival_time,
    note: po.note,
    created_time: Math.floor(po.created),
    updated_time: Math.floor(since),
    arrived_time: happened(po.plan.arrived, now, po.cancelled),
    completed_time: happened(po.plan.completed, now, po.cancelled),
    cancelled_time: po.cancelled === null ? null : Math.floor(po.cancelled),
  };
}
