/** What is asked of the desk before the page is drawn, and when such an answer is thrown away. */
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { SavedPlace } from '../../../contract/place.ts';
import { listRequest, recordKinds, unfiltered } from '../../../renderer/features/records/listRequest.ts';
import { productView } from '../../../renderer/features/products/ProductsScreen.tsx';
import { purchaseOrderView } from '../../../renderer/features/purchaseOrders/PurchaseOrdersScreen.tsx';
import { returnView } from '../../../renderer/features/returns/ReturnsScreen.tsx';
import { shipmentView } from '../../../renderer/features/shipments/ShipmentsScreen.tsx';

type Modules = typeof import('../../../renderer/app/firstAnswers.ts');

const asked: [verb: string, request: unknown][] = [];
const listeners = new Map<string, (payload: unknown) => void>();
let saved: SavedPlace | null = null;
let answersState = true;
let isSlow = false;

/** As the preload makes it, as far as these questions need it. */
const bridge = {
  call: new Proxy({}, {
    get: (_all, verb: string) => async (request: unknown) => {
      asked.push([verb, request]);
      if (isSlow) return new Promise(() => undefined);
      if (verb === 'app.state') return answersState ? { ok: true, value: { language: 'en', session: { connection: { id: 'one' } } } } : { ok: false, error: { code: 'internal' } };
      return { ok: true, value: verb === 'place.get' ? saved : { rows: [], total: 7 } };
    },
  }),
  on: (event: string, listener: (payload: unknown) => void) => {
    listeners.set(event, listener);
    return () => listeners.delete(event);
  },
};

async function fresh(): Promise<Modules> {
  vi.resetModules();
  return await import('../../../renderer/app/firstAnswers.ts');
}

beforeEach(() => {
  asked.length = 0;
  listeners.clear();
  saved = { place: { screen: 'shipments', view: 'list', status: 'READY' }, field: null, caret: null };
  answersState = true;
  isSlow = false;
  vi.stubGlobal('window', { desk: bridge });
});

test('every list is asked for as its screen will ask', () => {
  for (const view of [productView, purchaseOrderView, shipmentView, returnView]) expect(recordKinds[view.screen]).toBe(view.kind);
});

test('the list of the screen on which the desk was closed is there before the screen, and taken once', async () => {
  const { askFirst, firstAnswer, takeFirstAnswer } = await fresh();
  const request = listRequest('shipment', { ...unfiltered, status: 'READY' });
  expect(await askFirst()()).toMatchObject({ app: { language: 'en' }, place: { ok: true, value: saved } });
  expect(asked.map(([verb]) => verb)).toEqual(['app.state', 'place.get', 'records.list']);
  expect(asked[2]?.[1]).toEqual({ ...request, refresh: false });
  expect(firstAnswer('records.list', request)).toMatchObject({ ok: true, value: { total: 7 } });
  expect(firstAnswer('records.list', listRequest('product', unfiltered))).toBeNull();
  expect(takeFirstAnswer()).toBe(true);
  expect(takeFirstAnswer()).toBe(false);
  expect(listeners.size).toBe(0);
});

test.each([
  ['a change of the records', 'catalogue.changed', { topic: 'shipment', code: null }],
  ['another connection', 'app.changed', { session: { connection: { id: 'two' } } }],
])('%s after the question makes the answer old', async (_what, event, payload) => {
  const { askFirst, firstAnswer, takeFirstAnswer } = await fresh();
  await askFirst()();
  listeners.get('app.changed')?.({ session: { connection: { id: 'one' } } });
  expect(firstAnswer('records.list', listRequest('shipment', { ...unfiltered, status: 'READY' }))).not.toBeNull();
  listeners.get(event)?.(payload);
  expect(firstAnswer('records.list', listRequest('shipment', { ...unfiltered, status: 'READY' }))).toBeNull();
  expect(takeFirstAnswer()).toBe(false);
});

test('no list is asked for where there is none, and nothing is known where the desk says nothing', async () => {
  saved = { place: { screen: 'settings' }, field: null, caret: null };
  const first = await fresh();
  expect(await first.askFirst()()).not.toBeNull();
  expect(asked.map(([verb]) => verb)).toEqual(['app.state', 'place.get']);
  answersState = false;
  const second = await fresh();
  expect(await second.askFirst()()).toBeNull();
});

test('a desk that does not answer in time does not keep the frame waiting', async () => {
  isSlow = true;
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { askFirst } = await fresh();
  const answers = askFirst()();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await answers).toBeNull();
});
