/**
 * A B2C shipment: a marketplace order to be packed and handed over (Create B2C shipment, X and A). Natural key:
 * `merchant_tracking_code_reference`.
 */
import { z } from 'zod';
import { Quantity, code, line, note, optionalCode, optionalFile, rows, providerCode } from './fields.ts';

export const Shipment = z
  .object({
    warehouse_code: line(60),
    /** `lazada` was seen; `shopee`, `tiktok`, `tiki` are assumed. */
    platform: line(40),
    merchant_tracking_code_reference: code(100),
    /** The marketplace's order code (A). */
    partner_tracking_code: optionalCode(100),
    courier_tracking_code: optionalCode(100),
    items: rows(z.object({ oasin: providerCode, product_quantity: Quantity })),
    /** The waybill; becomes `label_url` (A). */
    label: optionalFile,
    note: note(2_000),
  })
  .superRefine((shipment, context) => {
    const seen = new Set<string>();
    for (const [index, item] of shipment.items.entries()) {
      if (seen.has(item.oasin)) context.addIssue({ code: 'custom', path: ['items', index, 'oasin'], message: 'repeated' });
      seen.add(item.oasin);
    }
  });
export type Shipment = z.infer<typeof Shipment>;

export const shipmentWords = { platform: ['shopee', 'lazada', 'tiktok', 'tiki'] } as const;
