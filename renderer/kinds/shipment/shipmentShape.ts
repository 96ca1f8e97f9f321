/** What the B2C shipment form holds. Names are those of `contract/kinds/shipment.ts`. */
import { z } from 'zod';
import { ItemShape, file, onePiece, rowsFromOne, text } from '../../features/documentForm/shapes.ts';

export const ShipmentShape = z.object({
  warehouse_code: text,
  platform: text,
  merchant_tracking_code_reference: text,
  partner_tracking_code: text,
  courier_tracking_code: text,
  items: rowsFromOne(ItemShape, onePiece),
  label: file,
  note: text,
});
