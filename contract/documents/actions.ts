/** What can be done to a record that exists: it goes through the same engine as a document, and is looked up first. */
import { z } from 'zod';
import { code, codes } from './fields.ts';

export const CancelPurchaseOrder = z.object({ po_code: code(60) });
export const CancelShipment = z.object({ tracking_code: code(60) });
export const CancelReturn = z.object({ return_tracking_code: code(60) });
export const DeactivateProduct = z.object({ oasin: code(60) });
export const AssignProduct = z.object({
  oasin: code(60),
  warehouse_codes: codes(60).refine((list) => list.length > 0, 'needsRow'),
});
