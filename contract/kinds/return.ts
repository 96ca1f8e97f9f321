/** Goods coming back from a shipment (Create return, A). Natural key: `merchant_return_tracking_code_reference`. */
import { z } from 'zod';
import { Code, GoodsRecord, ListOf, Status, Text, UnixSeconds, isCancelled, statusOfValue, withStatusInfo } from '../answers.ts';
import { code, line, note, optionalCode, optionalRows, providerCode } from '../documents/fields.ts';
import { GoodsLine, eachProductOnce, goodsIn, placed } from './goods.ts';
import { defineKind } from './kind.ts';
import { piecesIn } from './listing.ts';

export const Return = z
  .object({
    warehouse_code: line(60),
    shipment_tracking_code: code(60),
    merchant_return_tracking_code_reference: code(100),
    return_courier_tracking_code: optionalCode(100),
    items: optionalRows(GoodsLine),
    note: note(2_000),
  })
  .superRefine(({ items }, context) => eachProductOnce(items, ['items'], context));
export type Return = z.infer<typeof Return>;

const Row = z.looseObject({
  return_tracking_code: Code,
  shipment_tracking_code: Text,
  merchant_return_tracking_code_reference: Text,
  partner_tracking_code: Text.optional(),
  return_courier_tracking_code: Text.optional(),
  warehouse_code: Text,
  status_info: Status(),
  items: ListOf(GoodsRecord),
  note: Text.optional(),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
  cancelled_time: UnixSeconds,
});
export const ReturnRecord = z.preprocess(withStatusInfo, Row);
export type ReturnRecord = z.infer<typeof ReturnRecord>;

function statusOfReturn({ status_info, cancelled_time }: ReturnRecord): string {
  const value = status_info?.value;
  if (cancelled_time !== null || isCancelled(value)) return 'CANCELLED';
  return value === 350 ? 'PROBLEM' : statusOfValue(value);
}

export const CancelReturn = z.object({ return_tracking_code: providerCode });

export const returned = defineKind({
  name: 'return',
  plural: 'returns',
  create: { vi: 'Tạo đơn hoàn', en: 'New return' },
  calls: ['returns.create', 'returns.list', 'returns.detail', 'returns.cancel'],
  form: Return,
  record: ReturnRecord,
  key: {
    form: 'merchant_return_tracking_code_reference',
    record: 'merchant_return_tracking_code_reference',
    taken: 'referenceExists',
  },
  code: 'return_tracking_code',
  compared: { courier: 'return_courier_tracking_code' },
  codes: ['merchant_return_tracking_code_reference', 'return_courier_tracking_code', 'shipment_tracking_code'],
  ofThisOneAlone: ['merchant_return_tracking_code_reference', 'shipment_tracking_code', 'return_courier_tracking_code'],
  staysTheSame: ['warehouse_code'],
  missed: {},
  knownWords: {},
  goods: { lines: ({ items }) => placed(items, 'items'), warehouse: ({ warehouse_code }) => warehouse_code, takesStock: false },
  statuses: ['NEW', 'PROBLEM', 'CANCELLED'],
  statusOf: statusOfReturn,
  // Only the cancelled are known to be at their end (onflow-api.md, Return detail): the others count as finished by their age.
  ends: ['CANCELLED'],
  warehousesOf: ({ warehouse_code }) => (warehouse_code === null ? null : [warehouse_code]),
  listing: {
    version: 2,
    codes: (record) => [record.shipment_tracking_code, record.partner_tracking_code, record.return_courier_tracking_code],
    words: () => [],
    columns: {
      shipment: { type: 'text', of: ({ shipment_tracking_code }) => shipment_tracking_code },
      quantity: { type: 'number', of: ({ items }) => piecesIn(items) },
      courier: { type: 'text', of: ({ return_courier_tracking_code }) => return_courier_tracking_code },
      order: { type: 'text', of: ({ partner_tracking_code }) => partner_tracking_code },
    },
    facets: {},
    beside: [],
    cells: { items: { type: 'text', of: ({ items }) => goodsIn(items) }, note: { type: 'text', of: ({ note: words }) => words } },
  },
  actions: {
    // A: until it is cancelled.
    cancel: {
      form: CancelReturn,
      code: 'return_tracking_code',
      isPossible: (record: ReturnRecord) => statusOfReturn(record) !== 'CANCELLED',
    },
  },
});
