/** How a return is announced and found again. Natural key: `merchant_return_tracking_code_reference`. */
import type { Return } from '../../contract/kinds/return.ts';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import { statusOf } from '../../contract/records.ts';
import { action } from './action.ts';
import { sameLines, sameText } from './compare.ts';
import { complaint, fieldComplaints, isAbout, lineComplaints } from './complaints.ts';
import { lookUp, searchOf, sight } from './find.ts';
import type { DocumentKind, Step } from './kind.ts';
import { shelfOf } from './shelf.ts';

const create: Step<Return> = {
  name: 'create',
  lookFirst: false,
  send: (back, { onflow, how }) => onflow.returns.create(wireOf(back), how),
  lookUp: (back, desk, since) =>
    lookUp(
      searchOf('return', back, since, desk, shelfOf('return', desk)),
      (record) =>
        sameText(back.warehouse_code, record.warehouse_code) &&
        sameText(back.shipment_tracking_code, record.shipment_tracking_code) &&
        sameText(back.return_courier_tracking_code, record.return_courier_tracking_code) &&
        sameLines(back.items, record.items),
    ),
};

export const returnShipment: DocumentKind<'return'> = {
  kind: 'return',
  record: 'return',
  creates: true,
  files: () => [],
  steps: () => [create],
  sight: (key, code, alsoInList, desk) => sight({ kind: 'return', key, ...shelfOf('return', desk) }, code, alsoInList),
  codeOf: () => null,
  problemsOf,
  recordAfter: (_step, back, { code, at }) => ({
    ...wireOf(back),
    return_tracking_code: code,
    status_info: null,
    created_time: at,
    updated_time: at,
    cancelled_time: null,
  }),
};

export const cancelReturn = action({
  kind: 'return.cancel',
  record: 'return',
  codeOf: ({ return_tracking_code }) => return_tracking_code,
  look: (code, { onflow, how }) => onflow.returns.detail(code, how),
  isDone: (record) => statusOf('return', record) === 'CANCELLED',
  act: (code, { onflow, how }) => onflow.returns.cancel(code, how),
});

/** Create return (A). */
function wireOf(back: Return) {
  return {
    warehouse_code: back.warehouse_code,
    shipment_tracking_code: back.shipment_tracking_code,
    merchant_return_tracking_code_reference: back.merchant_return_tracking_code_reference,
    return_courier_tracking_code: back.return_courier_tracking_code,
    items: back.items.map(({ oasin, product_quantity }) => ({ oasin, product_quantity })),
    note: back.note,
  };
}

function problemsOf(back: Return, error: DeskError): FieldProblem[] {
  const lines = back.items.map(({ oasin }, row) => ({ path: `items.${row}`, oasin }));
  const ofLines = lineComplaints(error, lines, back.warehouse_code, 'items');
  if (ofLines.length > 0) return ofLines;
  switch (error.provider?.code ?? '') {
    case 'ALREADY_EXISTS': {
      const reference = back.merchant_return_tracking_code_reference;
      return [complaint(error, 'merchant_return_tracking_code_reference', 'referenceExists', { reference })];
    }
    case 'NOT_FOUND':
      if (isAbout(error, 'warehouse_code'))
        return [complaint(error, 'warehouse_code', 'unknownWarehouse', { warehouse: back.warehouse_code })];
      return [complaint(error, 'shipment_tracking_code', 'unknownShipment', { code: back.shipment_tracking_code })];
    default:
      return fieldComplaints(error);
  }
}
