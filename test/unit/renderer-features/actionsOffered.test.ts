import { expect, test } from 'vitest';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { mayBeAssigned } from '../../../renderer/kinds/product/assigning.ts';
import { isTooLateToCancel } from '../../../renderer/kinds/purchaseOrder/cancelling.ts';
import { whyNotCancellable } from '../../../renderer/kinds/shipment/progress.ts';

test('a status that was never seen before takes no action away', () => {
  for (const status of ['ON_THE_MOON', 'UNKNOWN', 'transit', 'IN TRANSIT']) {
    expect(isTooLateToCancel(status)).toBe(false);
    expect(mayBeAssigned(status)).toBe(true);
  }
  for (const status_info of [{ value: 275 }, 'ON_THE_MOON', { value: 'CHỜ XỬ LÝ', label: 'Chờ' }]) {
    expect(whyNotCancellable(ShipmentRecord.parse({ tracking_code: 'T', status_info }))).toBeNull();
  }
});

test('a status that says so does', () => {
  expect(['TRANSIT', 'COMPLETED', 'CANCELLED'].map(isTooLateToCancel)).toEqual([false, true, true]);
  expect(['NEW', 'ACTIVE', 'INACTIVE'].map(mayBeAssigned)).toEqual([true, false, false]);
  expect(whyNotCancellable(ShipmentRecord.parse({ tracking_code: 'T', status_info: 'CANCELLED' }))).toBe('already');
});
