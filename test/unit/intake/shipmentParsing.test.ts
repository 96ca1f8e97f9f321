/** The short way of parsing shipments of a file says what the schema says, whatever is put in. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Shipment } from '../../../contract/kinds/shipment.ts';
import { plainShipment } from '../../../main/intake/shipmentParsing.ts';

const code = fc.oneof(
  fc.stringMatching(/^[0-9A-Za-z._/-]{1,30}$/),
  fc.constantFrom('', ' ', 'A B', '8,93E+12', '8.93851E+12', '0012', 'ａ１', 'đơn-1', 'a\u0000', 'a\u202eb', '--', '.', '\u200bA'),
  fc.string({ maxLength: 120 }),
);
const item = fc.record({
  oasin: fc.oneof(code, fc.constant(undefined), fc.integer()),
  product_quantity: fc.oneof(fc.integer({ min: -2, max: 1_000_002 }), fc.constantFrom('1', '1.000', 'x', '', null, 1.5), fc.double()),
});
const often = (usual: unknown) => fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: code });
const plainItem = fc.record({ oasin: fc.stringMatching(/^OASIN\d{1,3}$/), product_quantity: fc.integer({ min: 1, max: 9 }) });
const shipment = fc.record(
  {
    warehouse_code: often('HCM-01'),
    platform: often('shopee'),
    merchant_tracking_code_reference: often('260806ABCDE123'),
    partner_tracking_code: often('260806ABCDE123'),
    courier_tracking_code: often('SPXVN012345678901'),
    items: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.array(fc.oneof({ weight: 9, arbitrary: plainItem }, { weight: 1, arbitrary: item }), {
          maxLength: 4,
        }),
      },
      { weight: 1, arbitrary: fc.constantFrom(undefined, 'x') },
    ),
    note: often(undefined),
    label: often(undefined),
  },
  { requiredKeys: ['warehouse_code', 'platform', 'merchant_tracking_code_reference', 'items'] },
);
// As rows make them: what is not there has no field.
const told = (typed: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined));

test('never another document than the schema’s, and none where the schema refuses', () => {
  let short = 0;
  fc.assert(
    fc.property(shipment.map(told), (typed) => {
      const plain = plainShipment(typed);
      if (plain === null) return;
      short += 1;
      const parsed = Shipment.safeParse(typed);
      expect(parsed.success).toBe(true);
      expect(JSON.stringify(plain)).toBe(JSON.stringify(parsed.data));
    }),
    { numRuns: 3_000 },
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.stringMatching(/^OASIN\d{6}$/), { minLength: 1, maxLength: 5 }),
      fc.stringMatching(/^[0-9]{6}[0-9A-Z]{8}$/),
      fc.option(fc.stringMatching(/^SPXVN\d{11}[0-9A-Z]$/), { nil: undefined }),
      (oasins, order, tracking) => {
        const typed = {
          warehouse_code: 'HCM-01',
          platform: 'shopee',
          merchant_tracking_code_reference: order,
          partner_tracking_code: order,
          ...(tracking === undefined ? {} : { courier_tracking_code: tracking }),
          items: oasins.map((oasin, index) => ({ oasin, product_quantity: index + 1 })),
        };
        expect(JSON.stringify(plainShipment(typed))).toBe(JSON.stringify(Shipment.parse(typed)));
        short += 1;
      },
    ),
  );
  // The usual ones go the short way: else it would prove nothing.
  expect(short).toBeGreaterThan(400);
});
