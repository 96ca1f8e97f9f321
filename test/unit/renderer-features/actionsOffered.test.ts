import { expect, test } from 'vitest';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import type { Situation } from '../../../renderer/actions/action.ts';
import { productActions } from '../../../renderer/kinds/product/actions.ts';
import { purchaseOrderActions } from '../../../renderer/kinds/purchaseOrder/actions.ts';
import { whyNotCancellable } from '../../../renderer/kinds/shipment/progress.ts';

const situation = { t: (id: string) => id } as unknown as Situation;
const isOffered = <S>(
  actions: readonly { readonly id: string; whyNot?(subject: S, now: Situation): string | null }[],
  id: string,
  subject: S,
) => (actions.find((action) => action.id === id)?.whyNot?.(subject, situation) ?? null) === null;
const product = (action: string) => (status: string) =>
  isOffered(productActions, `product.${action}`, ProductRecord.parse({ oasin: 'O', sku: 'S', status }));
const cancelOrder = (status: string) =>
  isOffered(purchaseOrderActions, 'purchase-order.cancel', PurchaseOrderRecord.parse({ po_code: 'P', status }));

test('a status that was never seen before takes no action away', () => {
  for (const status of ['ON_THE_MOON', 'UNKNOWN', 'transit', 'IN TRANSIT']) {
    expect(cancelOrder(status)).toBe(true);
    expect(product('assign')(status)).toBe(true);
    expect(product('deactivate')(status)).toBe(true);
  }
  for (const status_info of [{ value: 275 }, 'ON_THE_MOON', { value: 'CHỜ XỬ LÝ', label: 'Chờ' }]) {
    expect(whyNotCancellable(ShipmentRecord.parse({ tracking_code: 'T', status_info }))).toBeNull();
  }
});

test('a status that says so does', () => {
  expect(['TRANSIT', 'COMPLETED', 'CANCELLED'].map(cancelOrder)).toEqual([true, false, false]);
  expect(['NEW', 'ACTIVE', 'INACTIVE'].map(product('assign'))).toEqual([true, false, false]);
  expect(['NEW', 'ACTIVE', 'INACTIVE'].map(product('deactivate'))).toEqual([true, true, false]);
  expect(whyNotCancellable(ShipmentRecord.parse({ tracking_code: 'T', status_info: 'CANCELLED' }))).toBe('already');
});
