/** Goods moved from one warehouse to another: a kind that the provider does not have. It shows that a kind can be added by its own files. */
import { z } from 'zod';
import { Code, GoodsRecord, ListOf, Text, UnixSeconds, Word } from '../answers.ts';
import { code, line, note, providerCode, rows } from '../documents/fields.ts';
import { GoodsLine, eachProductOnce, placed } from './goods.ts';
import { defineKind } from './kind.ts';
import { piecesIn } from './listing.ts';

export const Transfer = z
  .object({
    merchant_transfer_reference: code(100),
    from_warehouse_code: line(60),
    to_warehouse_code: line(60),
    items: rows(GoodsLine),
    note: note(2_000),
  })
  .superRefine(({ from_warehouse_code, to_warehouse_code, items }, context) => {
    if (from_warehouse_code === to_warehouse_code)
      context.addIssue({ code: 'custom', path: ['to_warehouse_code'], message: 'sameWarehouse' });
    eachProductOnce(items, ['items'], context);
  });
export type Transfer = z.infer<typeof Transfer>;

export const TransferRecord = z.looseObject({
  transfer_code: Code,
  merchant_transfer_reference: Text,
  from_warehouse_code: Text,
  to_warehouse_code: Text,
  status: Word,
  items: ListOf(GoodsRecord),
  note: Text.optional(),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
});
export type TransferRecord = z.infer<typeof TransferRecord>;

export const CancelTransfer = z.object({ transfer_code: providerCode });

export const transfer = defineKind({
  name: 'transfer',
  plural: 'transfers',
  create: { vi: 'Tạo phiếu chuyển kho', en: 'New transfer' },
  calls: ['transfers.create', 'transfers.list', 'transfers.detail', 'transfers.cancel'],
  form: Transfer,
  record: TransferRecord,
  key: { form: 'merchant_transfer_reference', record: 'merchant_transfer_reference', taken: 'referenceExists' },
  code: 'transfer_code',
  compared: {},
  codes: ['merchant_transfer_reference'],
  ofThisOneAlone: ['merchant_transfer_reference'],
  staysTheSame: ['from_warehouse_code'],
  missed: {},
  knownWords: {},
  goods: { lines: ({ items }) => placed(items, 'items'), warehouse: ({ from_warehouse_code }) => from_warehouse_code, takesStock: true },
  statuses: ['ON_THE_WAY', 'DONE', 'CANCELLED'],
  statusOf: ({ status }) => status ?? 'UNKNOWN',
  ends: ['DONE', 'CANCELLED'],
  warehousesOf: ({ from_warehouse_code, to_warehouse_code }) =>
    from_warehouse_code === null || to_warehouse_code === null ? null : [from_warehouse_code, to_warehouse_code],
  listing: {
    version: 1,
    codes: () => [],
    words: () => [],
    columns: { quantity: { type: 'number', of: ({ items }) => piecesIn(items) } },
    facets: {},
    beside: [],
  },
  actions: {
    cancel: { form: CancelTransfer, code: 'transfer_code', isPossible: ({ status }: TransferRecord) => status === 'ON_THE_WAY' },
  },
});
