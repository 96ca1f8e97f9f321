/** What the return form holds, and how it starts from a shipment. Names are those of `contract/kinds/return.ts`. */
import { z } from 'zod';
import type { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { ItemShape, rowsOf, text } from '../../features/documentForm/shapes.ts';

export const ReturnShape = z.object({
  warehouse_code: text,
  shipment_tracking_code: text,
  merchant_return_tracking_code_reference: text,
  return_courier_tracking_code: text,
  /** May be empty: the provider then expects the whole shipment back (A). */
  items: rowsOf(ItemShape),
  note: text,
});
export type ReturnValues = z.infer<typeof ReturnShape>;

/** A return of the whole shipment: its warehouse, its items. The return's own reference is for the merchant to give. */
export function returnOf(shipment: ShipmentRecord): ReturnValues {
  return ReturnShape.parse({
    warehouse_code: shipment.warehouse_code ?? '',
    shipment_tracking_code: shipment.tracking_code,
    items: (shipment.items ?? []).map((item) => ({ oasin: item.oasin, product_quantity: item.product_quantity ?? '' })),
  });
}
