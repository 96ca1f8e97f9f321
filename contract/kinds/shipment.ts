/**
 * A B2C shipment: a marketplace order to be packed and handed over (Create B2C shipment, X and A). Natural key:
 * `merchant_tracking_code_reference`.
 */
import { z } from 'zod';
import { Code, GoodsRecord, ListOf, Status, Text, UnixSeconds, isCancelled, statusOfValue, withStatusInfo } from '../answers.ts';
import { code, line, note, optionalCode, optionalFile, providerCode, rows } from '../documents/fields.ts';
import { courierOf } from './courierOf.ts';
import { GoodsLine, eachProductOnce, goodsIn, placed } from './goods.ts';
import { defineKind } from './kind.ts';
import { piecesIn } from './listing.ts';

export const Shipment = z
  .object({
    warehouse_code: line(60),
    /** `lazada` was seen; `shopee`, `tiktok`, `tiki` are assumed. */
    platform: line(40),
    merchant_tracking_code_reference: code(100),
    /** The marketplace's order code (A). */
    partner_tracking_code: optionalCode(100),
    courier_tracking_code: optionalCode(100),
    items: rows(GoodsLine),
    /** The waybill; becomes `label_url` (A). */
    label: optionalFile,
    note: note(2_000),
  })
  .superRefine(({ items }, context) => eachProductOnce(items, ['items'], context));
export type Shipment = z.infer<typeof Shipment>;

export const shipmentWords = { platform: ['shopee', 'lazada', 'tiktok', 'tiki'] } as const;

const Row = z.looseObject({
  tracking_code: Code,
  merchant_tracking_code_reference: Text,
  partner_tracking_code: Text.optional(),
  courier_tracking_code: Text.optional(),
  warehouse_code: Text,
  platform: Text.optional(),
  status_info: Status(),
  items: ListOf(GoodsRecord),
  label_url: Text.optional(),
  note: Text.optional(),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
  picked_time: UnixSeconds,
  packed_time: UnixSeconds,
  handover_time: UnixSeconds,
  cancelled_time: UnixSeconds,
});
export const ShipmentRecord = z.preprocess(withStatusInfo, Row);
export type ShipmentRecord = z.infer<typeof ShipmentRecord>;

function statusOfShipment({ status_info, cancelled_time, handover_time, packed_time, picked_time }: ShipmentRecord): string {
  const value = status_info?.value;
  if (cancelled_time !== null || value === 500 || isCancelled(value)) return 'CANCELLED';
  if (handover_time !== null || value === 300) return 'HANDOVER';
  if (packed_time !== null) return 'PACKED';
  if (picked_time !== null) return 'PICKED';
  return statusOfValue(value);
}

export const CancelShipment = z.object({ tracking_code: providerCode });

export const shipment = defineKind({
  name: 'shipment',
  plural: 'shipments',
  create: { vi: 'Tạo vận đơn', en: 'New shipment' },
  calls: ['shipments.create', 'shipments.list', 'shipments.detail', 'shipments.cancel'],
  form: Shipment,
  record: ShipmentRecord,
  key: { form: 'merchant_tracking_code_reference', record: 'merchant_tracking_code_reference', taken: 'referenceExists' },
  code: 'tracking_code',
  compared: { courier: 'courier_tracking_code', partner: 'partner_tracking_code', label: 'label' },
  onLabel: { tracking: 'courier_tracking_code', order: 'partner_tracking_code', platform: 'platform' },
  codes: ['merchant_tracking_code_reference', 'courier_tracking_code', 'partner_tracking_code'],
  ofThisOneAlone: ['merchant_tracking_code_reference', 'partner_tracking_code', 'courier_tracking_code', 'label'],
  staysTheSame: ['warehouse_code', 'platform'],
  missed: { label: { problem: 'noLabel', isTold: true } },
  knownWords: { platform: { words: shipmentWords.platform, problem: 'unknownPlatform', severity: 'ask' } },
  goods: { lines: ({ items }) => placed(items, 'items'), warehouse: ({ warehouse_code }) => warehouse_code, takesStock: true },
  statuses: ['NEW', 'PICKED', 'PACKED', 'HANDOVER', 'CANCELLED'],
  // The time fields say more than `status_info.value` (onflow-api.md, B2C shipment detail): created → picked → packed → handover, or
  // cancelled.
  statusOf: statusOfShipment,
  ends: ['HANDOVER', 'CANCELLED'],
  warehousesOf: ({ warehouse_code }) => (warehouse_code === null ? null : [warehouse_code]),
  listing: {
    version: 2,
    codes: ({ partner_tracking_code, courier_tracking_code }) => [partner_tracking_code, courier_tracking_code],
    words: ({ platform }) => [platform],
    columns: {
      handover: { type: 'time', of: ({ handover_time }) => handover_time },
      courier: { type: 'text', of: ({ courier_tracking_code }) => courier_tracking_code },
      order: { type: 'text', of: ({ partner_tracking_code }) => partner_tracking_code },
      platform: { type: 'text', of: ({ platform }) => platform },
      quantity: { type: 'number', of: ({ items }) => piecesIn(items) },
    },
    facets: {
      waiting: { type: 'open' },
      platform: { type: 'one', of: ({ platform }) => platform },
      courier: { type: 'one', of: ({ courier_tracking_code }) => courierOf(courier_tracking_code) },
    },
    beside: [],
    cells: { items: { type: 'text', of: ({ items }) => goodsIn(items) }, note: { type: 'text', of: ({ note: words }) => words } },
  },
  actions: {
    // D: only before handover.
    cancel: {
      form: CancelShipment,
      code: 'tracking_code',
      isPossible: (record: ShipmentRecord) => !['HANDOVER', 'CANCELLED'].includes(statusOfShipment(record)),
    },
  },
});
