/** How a B2C shipment is sent and found again. Natural key: `merchant_tracking_code_reference`. */
import type { Shipment } from '../../contract/kinds/shipment.ts';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import { statusOf } from '../../contract/records.ts';
import { action } from './action.ts';
import { sameLines, sameText, sameWord } from './compare.ts';
import { complaint, fieldComplaints, fileComplaints, isAbout, isFileProblem, lineComplaints } from './complaints.ts';
import { lookUp, searchOf, sight } from './find.ts';
import type { Desk, DocumentKind, Step } from './kind.ts';
import { shelfOf } from './shelf.ts';
import { uniqueFiles } from './uniqueFiles.ts';

const create: Step<Shipment> = {
  name: 'create',
  lookFirst: false,
  send: (shipment, { onflow, how, urlOf }) => onflow.shipments.create(wireOf(shipment, urlOf), how),
  lookUp: (shipment, desk, since) =>
    lookUp(
      searchOf('shipment', shipment, since, desk, shelfOf('shipment', desk)),
      (record) =>
        sameText(shipment.warehouse_code, record.warehouse_code) &&
        sameWord(shipment.platform, record.platform) &&
        sameText(shipment.partner_tracking_code, record.partner_tracking_code) &&
        sameText(shipment.courier_tracking_code, record.courier_tracking_code) &&
        sameLines(shipment.items, record.items),
    ),
};

export const shipment: DocumentKind<'shipment'> = {
  kind: 'shipment',
  record: 'shipment',
  creates: true,
  files: ({ label }) => uniqueFiles([label]),
  steps: () => [create],
  sight: (key, code, alsoInList, desk) => sight({ kind: 'shipment', key, ...shelfOf('shipment', desk) }, code, alsoInList),
  codeOf: () => null,
  problemsOf,
  recordAfter: (_step, document, { code, at, urlOf }) => ({
    ...wireOf(document, urlOf),
    tracking_code: code,
    status_info: null,
    created_time: at,
    updated_time: at,
    picked_time: null,
    packed_time: null,
    handover_time: null,
    cancelled_time: null,
  }),
};

export const cancelShipment = action({
  kind: 'shipment.cancel',
  record: 'shipment',
  codeOf: ({ tracking_code }) => tracking_code,
  look: (code, { onflow, how }) => onflow.shipments.detail(code, how),
  isDone: (record) => statusOf('shipment', record) === 'CANCELLED',
  act: (code, { onflow, how }) => onflow.shipments.cancel(code, how),
});

/** Create B2C shipment (first three fields X, the rest A). */
function wireOf(document: Shipment, urlOf: Desk['urlOf']) {
  return {
    warehouse_code: document.warehouse_code,
    platform: document.platform,
    merchant_tracking_code_reference: document.merchant_tracking_code_reference,
    partner_tracking_code: document.partner_tracking_code,
    courier_tracking_code: document.courier_tracking_code,
    items: document.items.map(({ oasin, product_quantity }) => ({ oasin, product_quantity })),
    label_url: document.label && urlOf(document.label),
    note: document.note,
  };
}

function problemsOf(document: Shipment, error: DeskError): FieldProblem[] {
  if (isFileProblem(error)) return fileComplaints(error, [{ path: 'label', file: document.label }]);
  const lines = document.items.map(({ oasin }, row) => ({ path: `items.${row}`, oasin }));
  const ofLines = lineComplaints(error, lines, document.warehouse_code, 'items');
  if (ofLines.length > 0) return ofLines;
  if (error.provider?.code === 'NOT_FOUND' && isAbout(error, 'warehouse_code')) {
    return [complaint(error, 'warehouse_code', 'unknownWarehouse', { warehouse: document.warehouse_code })];
  }
  if (error.provider?.code === 'ALREADY_EXISTS') {
    const reference = document.merchant_tracking_code_reference;
    return [complaint(error, 'merchant_tracking_code_reference', 'referenceExists', { reference })];
  }
  return fieldComplaints(error, { label_url: 'label' });
}
