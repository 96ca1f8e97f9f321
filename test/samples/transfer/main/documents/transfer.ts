/** How a transfer is sent and found again. Natural key: `merchant_transfer_reference`. */
import type { Transfer } from '../../contract/kinds/transfer.ts';
import { statusOf } from '../../contract/records.ts';
import { action } from './action.ts';
import { sameLines, sameText } from './compare.ts';
import { complaint, fieldComplaints, lineComplaints } from './complaints.ts';
import { lookUp, searchOf, sight } from './find.ts';
import type { DocumentKind, Step } from './kind.ts';
import { shelfOf } from './shelf.ts';

const create: Step<Transfer> = {
  name: 'create',
  lookFirst: false,
  send: (document, { onflow, how }) => onflow.transfers.create(wireOf(document), how),
  lookUp: (document, desk, since) =>
    lookUp(
      searchOf('transfer', document, since, desk, shelfOf('transfer', desk)),
      (record) =>
        sameText(document.from_warehouse_code, record.from_warehouse_code) &&
        sameText(document.to_warehouse_code, record.to_warehouse_code) &&
        sameLines(document.items, record.items),
    ),
};

export const transfer: DocumentKind<'transfer'> = {
  kind: 'transfer',
  record: 'transfer',
  creates: true,
  files: () => [],
  steps: () => [create],
  sight: (key, code, alsoInList, desk) => sight({ kind: 'transfer', key, ...shelfOf('transfer', desk) }, code, alsoInList),
  codeOf: () => null,
  problemsOf: (document, error) => {
    const lines = document.items.map(({ oasin }, row) => ({ path: `items.${row}`, oasin }));
    const ofLines = lineComplaints(error, lines, document.from_warehouse_code, 'items');
    if (ofLines.length > 0) return ofLines;
    const reference = document.merchant_transfer_reference;
    return error.provider?.code === 'ALREADY_EXISTS'
      ? [complaint(error, 'merchant_transfer_reference', 'referenceExists', { reference })]
      : fieldComplaints(error);
  },
  recordAfter: (_step, document, { code, at }) => ({
    ...wireOf(document),
    transfer_code: code,
    status: 'ON_THE_WAY',
    created_time: at,
    updated_time: at,
  }),
};

export const cancelTransfer = action({
  kind: 'transfer.cancel',
  record: 'transfer',
  codeOf: ({ transfer_code }) => transfer_code,
  look: (code, { onflow, how }) => onflow.transfers.detail(code, how),
  isDone: (record) => statusOf('transfer', record) === 'CANCELLED',
  act: (code, { onflow, how }) => onflow.transfers.cancel(code, how),
});

const wireOf = (document: Transfer) => ({
  merchant_transfer_reference: document.merchant_transfer_reference,
  from_warehouse_code: document.from_warehouse_code,
  to_warehouse_code: document.to_warehouse_code,
  items: document.items.map(({ oasin, product_quantity }) => ({ oasin, product_quantity })),
  note: document.note,
});
