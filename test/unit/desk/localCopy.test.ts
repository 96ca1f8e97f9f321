/** What Check is told of the stock that was read last. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DraftId } from '../../../contract/outbox.ts';
import { localCopyOf } from '../../../main/desk/localCopy.ts';
import { openStore } from '../../../main/store/index.ts';
import { handClock, temporaryFolder } from '../store/temporary.ts';

function localWith(rows: readonly object[]) {
  const store = openStore(join(temporaryFolder(), 'desk.sqlite'), handClock(), () => undefined);
  onTestFinished(() => store.close());
  store.catalogue.putList('stock', 'P', rows, 7);
  return localCopyOf({
    catalogue: store.catalogue,
    codes: { of: () => [] },
    draftId: 'draft' as DraftId,
    outbox: { product: () => null as never, newest: () => null },
    labels: { known: () => null },
    promisedGoods: ({ warehouse }) => (warehouse === 'SG' ? 1 : 0),
  });
}
const row = (warehouse_code: string, stock_level: string, quantity: number | null, available_quantity: number | null) => ({
  warehouse_code,
  stock_level,
  quantity,
  available_quantity,
});

test('good pieces that can leave a warehouse are counted; what is not told is no 0, a warehouse that is not named is', () => {
  const local = localWith([
    row('HN', 'A', 9, 4),
    row('HN', 'A', 2, 2),
    row('HN', 'D1', 5, 5),
    row('SG', 'A', 3, null),
    row('DN', 'A', null, null),
    row('CT', 'L', 1, 1),
  ]);
  expect(['HN', 'SG', 'DN', 'CT', 'HP'].map((warehouse) => local.available('P', warehouse))).toEqual([6, 3, null, 0, 0]);
  expect(local.available('NEVER-READ', 'HN')).toBeNull();
  expect(local.warehousesWith?.('P', 3)).toEqual(['HN']);
  // What the outbox takes from it is not there for another document.
  expect(local.warehousesWith?.('P', 2)).toEqual(['HN', 'SG']);
  expect([local.promised?.('P', 'SG'), local.promised?.('P', 'HN')]).toEqual([1, 0]);
  expect([local.stockAsOf?.('P'), local.stockAsOf?.('NEVER-READ')]).toEqual([7, null]);
});
