/** What can be done to a record that exists: it goes through the same engine as a document, and is looked up first. */
import { z } from 'zod';
import { providerCode } from './fields.ts';

export const CancelPurchaseOrder = z.object({ po_code: providerCode });
export const CancelShipment = z.object({ tracking_code: providerCode });
export const CancelReturn = z.object({ return_tracking_code: providerCode });
export const DeactivateProduct = z.object({ oasin: providerCode });
export const AssignProduct = z.object({
  oasin: providerCode,
  warehouse_codes: z.array(providerCode).refine((list) => list.length > 0, 'needsRow'),
});
