/** Goods coming back from a shipment (Create return, A). Natural key: `merchant_return_tracking_code_reference`. */
import { z } from 'zod';
import { Quantity, code, line, note, optionalCode, providerCode } from './fields.ts';

export const Return = z
  .object({
    warehouse_code: line(60),
    shipment_tracking_code: code(60),
    merchant_return_tracking_code_reference: code(100),
    return_courier_tracking_code: optionalCode(100),
    items: z.preprocess(
      (value) => value ?? [],
      z.array(z.object({ oasin: providerCode, product_quantity: Quantity })).max(500, 'tooManyRows'),
    ),
    note: note(2_000),
  })
  .superRefine((back, context) => {
    const seen = new Set<string>();
    for (const [index, item] of back.items.entries()) {
      if (seen.has(item.oasin)) context.addIssue({ code: 'custom', path: ['items', index, 'oasin'], message: 'repeated' });
      seen.add(item.oasin);
    }
  });
export type Return = z.infer<typeof Return>;
