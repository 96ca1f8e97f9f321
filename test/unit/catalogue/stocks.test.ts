/** The stock of many products at once, as the desk keeps it. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCatalogue, usualPace } from '../../../main/catalogue/index.ts';
import { openStore } from '../../../main/store/index.ts';
import { handClock, temporaryFolder } from '../store/temporary.ts';

const row = { warehouse_code: 'HN', stock_level: 'A', quantity: 3, available_quantity: 3 };

function stocksAt(clock: ReturnType<typeof handClock>) {
  const store = openStore(join(temporaryFolder(), 'desk.sqlite'), clock, () => undefined);
  const asked: string[] = [];
  const told: string[] = [];
  const stock = (oasin: string) => {
    asked.push(oasin);
    return Promise.resolve({ rows: [row], total: null, unread: 0, oddities: [] });
  };
  const catalogue = createCatalogue({
    store: store.catalogue,
    onflow: { products: { stock } } as never,
    clock,
    emit: (_event, { topic, code }) => void told.push(`${topic} ${code ?? ''}`),
    log: () => undefined,
    pace: usualPace,
  });
  onTestFinished(async () => {
    await catalogue.close();
    store.close();
  });
  return {
    store: store.catalogue,
    asked,
    told,
    catalogue,
    stocks: (oasins: readonly string[], refresh = true) => catalogue.stocks({ oasins: [...oasins], refresh }),
  };
}

test('what was read lately is not asked for again, what is old or dated from the future is', async () => {
  const clock = handClock();
  const { store, asked, stocks } = stocksAt(clock);
  const now = clock.wall();
  store.putList('stock', 'LATELY', [row], now - 60_000);
  store.putList('stock', 'OLD', [row], now - 10 * 60_000);
  // Written before the computer's clock was set back.
  store.putList('stock', 'AHEAD', [row], now + 24 * 3_600_000);
  stocks(['LATELY', 'OLD', 'AHEAD', 'NEVER']);
  await expect.poll(() => stocks(['OLD', 'AHEAD', 'NEVER'], false).products.map(({ asOf }) => asOf)).toEqual([now, now, now]);
  expect(asked).toEqual(['OLD', 'AHEAD', 'NEVER']);
});

test('what a person asks for anew is read, however lately it was', async () => {
  const clock = handClock();
  const { store, asked, catalogue, stocks } = stocksAt(clock);
  store.putList('stock', 'LATELY', [row], clock.wall() - 60_000);
  catalogue.stocks({ oasins: ['LATELY'], refresh: true, anew: true });
  await expect.poll(() => stocks(['LATELY'], false).freshness.asOf).toBe(clock.wall());
  expect(asked).toEqual(['LATELY']);
});

test('together they are as old as the oldest, and of unknown age while one of them was never read', () => {
  const clock = handClock();
  const { store, stocks } = stocksAt(clock);
  store.putList('stock', 'A', [row], 5);
  store.putList('stock', 'B', [row], 3);
  expect(stocks(['A', 'B'], false).freshness).toEqual({ asOf: 3, refreshing: false, error: null });
  expect(stocks(['A', 'B', 'NEVER'], false).freshness.asOf).toBeNull();
  expect(stocks([], false).freshness.asOf).toBeNull();
});

test('what Check reads anew is told to whoever shows it', async () => {
  const { asked, told, catalogue } = stocksAt(handClock());
  await catalogue.anew({ products: [], stocks: ['A'], reference: null }, AbortSignal.timeout(5_000));
  expect(asked).toEqual(['A']);
  expect(told).toEqual(['stock A', 'product A']);
});
