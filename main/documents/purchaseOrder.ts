/** How a purchase order is sent and found again. Natural key: `merchant_po_reference`. */
import type { PurchaseOrder } from '../../contract/kinds/purchaseOrder.ts';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { statusOf } from '../../contract/records.ts';
import { action } from './action.ts';
import { sameLines, sameNumber, sameText } from './compare.ts';
import { complaint, fieldComplaints, fileComplaints, isAbout, isFileProblem, lineComplaints } from './complaints.ts';
import { lookUp, searchOf, sight } from './find.ts';
import type { Desk, DocumentKind, Step } from './kind.ts';
import { shelfOf } from './shelf.ts';
import { uniqueFiles } from './uniqueFiles.ts';

const create: Step<PurchaseOrder> = {
  name: 'create',
  lookFirst: false,
  send: (order, { onflow, how, urlOf }) => onflow.purchaseOrders.create(wireOf(order, urlOf), how),
  lookUp: (order, desk, since) => {
    // One that has no OASIN yet is none that the provider could have.
    const lines = order.packages.flatMap((each) =>
      each.items.map(({ oasin, awaited_sku, product_quantity }) => ({ oasin: oasin ?? `SKU ${awaited_sku}`, product_quantity })),
    );
    return lookUp(
      searchOf('purchase-order', order, since, desk, shelfOf('purchase-order', desk)),
      (record) =>
        sameText(order.warehouse_code, record.warehouse_code) &&
        sameNumber(order.estimated_arrival_time, record.estimated_arrival_time) &&
        sameLines(
          lines,
          record.packages?.flatMap((each) => each.items),
        ),
    );
  },
};

export const purchaseOrder: DocumentKind<'purchase-order'> = {
  kind: 'purchase-order',
  record: 'purchase-order',
  creates: true,
  files: ({ po_documents }) => uniqueFiles(po_documents.map((each) => each.file)),
  steps: () => [create],
  sight: (key, code, alsoInList, desk) => sight({ kind: 'purchase-order', key, ...shelfOf('purchase-order', desk) }, code, alsoInList),
  awaiting: {
    items: (order) =>
      placedItems(order).flatMap(({ path, awaited_sku }) => (awaited_sku === undefined ? [] : [{ path, sku: awaited_sku }])),
    withOasins: (order, oasins) => ({
      ...order,
      packages: order.packages.map((each) => ({
        ...each,
        items: each.items.map((item) => {
          const oasin = oasins.get(item.awaited_sku ?? '');
          return oasin === undefined ? item : { oasin, product_quantity: item.product_quantity };
        }),
      })),
    }),
  },
  codeOf: () => null,
  problemsOf,
  recordAfter: (_step, order, { code, at, urlOf }) => ({
    ...wireOf(order, urlOf),
    po_code: code,
    // D: a new purchase order is TRANSIT.
    status: 'TRANSIT',
    created_time: at,
    updated_time: at,
  }),
};

export const cancelPurchaseOrder = action({
  kind: 'purchase-order.cancel',
  record: 'purchase-order',
  codeOf: ({ po_code }) => po_code,
  look: (code, { onflow, how }) => onflow.purchaseOrders.detail(code, how),
  isDone: (record) => statusOf('purchase-order', record) === 'CANCELLED',
  act: (code, { onflow, how }) => onflow.purchaseOrders.cancel(code, how),
});

/** Create PO (X). */
function wireOf(order: PurchaseOrder, urlOf: Desk['urlOf']) {
  return {
    warehouse_code: order.warehouse_code,
    vas: order.vas,
    merchant_po_reference: order.merchant_po_reference,
    packages: order.packages.map((each) => ({
      package_code: each.package_code,
      weight: each.weight,
      length: each.length,
      width: each.width,
      height: each.height,
      items: each.items.map(({ oasin, product_quantity }) => ({ oasin: oasinNeeded(oasin), product_quantity })),
      package_note: each.package_note,
    })),
    estimated_arrival_time: order.estimated_arrival_time,
    po_documents: order.po_documents.map(({ document_type, file, print_quantity }) => ({
      document_type,
      document_url: urlOf(file),
      print_quantity,
    })),
    note: order.note,
  };
}

function problemsOf(order: PurchaseOrder, error: DeskError): FieldProblem[] {
  if (isFileProblem(error))
    return fileComplaints(
      error,
      order.po_documents.map(({ file }, index) => ({ path: `po_documents.${index}.file`, file })),
    );
  const lines = placedItems(order).flatMap(({ path, oasin }) => (oasin === undefined ? [] : [{ path, oasin }]));
  const ofLines = lineComplaints(error, lines, order.warehouse_code, 'packages');
  if (ofLines.length > 0) return ofLines;
  if (error.provider?.code === 'NOT_FOUND' && isAbout(error, 'warehouse_code')) {
    return [complaint(error, 'warehouse_code', 'unknownWarehouse', { warehouse: order.warehouse_code })];
  }
  if (error.provider?.code === 'ALREADY_EXISTS') {
    return [complaint(error, 'merchant_po_reference', 'referenceExists', { reference: order.merchant_po_reference })];
  }
  return fieldComplaints(error, { document_url: 'file' });
}

const placedItems = (order: PurchaseOrder) =>
  order.packages.flatMap((each, index) => each.items.map((item, row) => ({ ...item, path: `packages.${index}.items.${row}` })));

function oasinNeeded(oasin: string | undefined): string {
  if (oasin === undefined) throw new DeskFailure({ code: 'internal', sent: 'no' });
  return oasin;
}
