/** Of a shipment that is taken for quiet, all that could be asked says nothing. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Shipment } from '../../../contract/kinds/shipment.ts';
import { findingsOf } from '../../../main/documents/findings.ts';
import type { KnownProduct, LocalCopy } from '../../../main/documents/localCopy.ts';
import { quietShipments } from '../../../main/intake/quiet.ts';
import { listed, wall } from './made.ts';

const statuses = ['ACTIVE', 'ACTIVE', 'NEW', 'INACTIVE', 'GONE'];
const product = fc.record({
  status: fc.constantFrom(...statuses),
  warehouses: fc.constantFrom(null, ['HCM-01'], ['HN'], ['HCM-01', 'HN']),
});
const world = fc.record({
  products: fc.dictionary(fc.constantFrom('P1', 'P2', 'P3'), product),
  stock: fc.dictionary(fc.constantFrom('P1 HCM-01', 'P2 HCM-01', 'P1 HN'), fc.integer({ min: 0, max: 5 })),
  promised: fc.dictionary(fc.constantFrom('P1 HCM-01', 'P2 HCM-01'), fc.integer({ min: 0, max: 3 })),
  held: fc.array(fc.constantFrom('A1', 'A2', 'S1'), { maxLength: 1 }),
  warehouses: fc.constantFrom(null, ['HCM-01'], ['HCM-01', 'HN']),
});
const shipment: fc.Arbitrary<Shipment> = fc.record({
  warehouse_code: fc.constantFrom('HCM-01', 'HCM-01', 'HN', 'nowhere'),
  platform: fc.constantFrom('shopee', 'shopee', 'sendo'),
  merchant_tracking_code_reference: fc.constantFrom('A1', 'A2', 'A3'),
  partner_tracking_code: fc.constantFrom(undefined, 'A1', 'A3'),
  courier_tracking_code: fc.constantFrom(undefined, 'S1', 'S2'),
  items: fc.uniqueArray(fc.record({ oasin: fc.constantFrom('P1', 'P2', 'P3', 'P4'), product_quantity: fc.integer({ min: 1, max: 4 }) }), {
    selector: ({ oasin }) => oasin,
    minLength: 1,
    maxLength: 3,
  }),
});

test('never where something would be said', () => {
  let [quiet, said] = [0, 0];
  fc.assert(
    fc.property(world, fc.array(shipment, { minLength: 1, maxLength: 6 }), (known, shipments) => {
      const local: LocalCopy = {
        ...listed().local,
        product: (oasin): KnownProduct | null => known.products[oasin] ?? null,
        knowsWarehouse: (code) => known.warehouses?.some((each) => each === code) ?? null,
        holdersOf: (_kind, _what, value) =>
          known.held.some((each) => each === value) ? [{ where: 'outbox', key: value, code: null, id: 'x', value }] : [],
        available: (oasin, warehouse) => known.stock[`${oasin} ${warehouse}`] ?? null,
        promised: (oasin, warehouse) => known.promised[`${oasin} ${warehouse}`] ?? 0,
      };
      const isTold = ({ problem }: { readonly problem: string }): boolean => problem !== 'noLabel';
      const isQuiet = quietShipments({ wall, local }, isTold, 'nowhere');
      for (const each of shipments) {
        const found = findingsOf('shipment', each, { wall, local }).filter(isTold);
        if (found.length > 0) said += 1;
        if (!isQuiet(each)) continue;
        quiet += 1;
        expect(found).toEqual([]);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(quiet).toBeGreaterThan(100);
  expect(said).toBeGreaterThan(100);
});
