/** What a list is filtered by comes back with the place it was left at. */
import { beforeEach, expect, test, vi } from 'vitest';

type Modules = {
  readonly filters: typeof import('../../../renderer/stores/listFilters.ts');
  readonly place: typeof import('../../../renderer/stores/place.ts');
};

async function fresh(): Promise<Modules> {
  vi.resetModules();
  return { filters: await import('../../../renderer/stores/listFilters.ts'), place: await import('../../../renderer/stores/place.ts') };
}

beforeEach(() => void vi.stubGlobal('window', { desk: { call: {}, on: () => () => undefined } }));

test('the list on screen is known, beside a detail too, and nowhere else', async () => {
  const { filters, place } = await fresh();
  expect(filters.listNow()).toBeNull();
  place.go({ screen: 'products', view: 'list' });
  expect(filters.listNow()).toEqual(filters.listQuery('product', filters.unfiltered));
  place.go({ screen: 'returns', view: 'detail', code: 'X' });
  expect(filters.listNow()?.kind).toBe('return');
  for (const elsewhere of [{ screen: 'returns', view: 'form' }, { screen: 'outbox' }] as const) {
    place.go(elsewhere);
    expect(filters.listNow()).toBeNull();
  }
});

test('what was kept is what the list shows next time, and it tells whoever keeps it', async () => {
  const { filters, place } = await fresh();
  let changes = 0;
  const end = filters.onListFilter(() => (changes += 1));
  const kept = filters.listQuery('shipment', {
    search: 'tiki',
    facets: { status: ['READY', 'NEW'], warehouse: ['HN1'] },
    ranges: { created: { from: 1, to: null } },
    order: { by: 'courier', descending: true },
    at: { way: 'after', value: 'ghn', id: 3 },
  });
  filters.bringListBack('', kept);
  place.go({ screen: 'shipments', view: 'list' });
  expect(filters.listNow()).toEqual(kept);
  expect(changes).toBe(1);
  end();
  place.go({ screen: 'purchaseOrders', view: 'list' });
  expect(filters.listNow()).toEqual(filters.listQuery('purchase-order', filters.unfiltered));
});

test('a list that is opened for its rows shows them and nothing that was kept', async () => {
  const { filters, place } = await fresh();
  filters.bringListBack('', filters.listQuery('shipment', { ...filters.unfiltered, search: 'tiki', facets: { status: ['READY'] } }));
  filters.openList('shipments', { facets: { status: ['CANCELLED'] } });
  expect(filters.listNow()).toEqual(filters.listQuery('shipment', { ...filters.unfiltered, facets: { status: ['CANCELLED'] } }));
  expect(place.placeNow()).toEqual({ screen: 'shipments', view: 'list' });
});
