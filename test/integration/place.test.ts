/** Where the desk opens again, and what it knows of the time. The whole desk, no window. */
import { describe, expect, it, vi } from 'vitest';
import { practiceConnectionId } from '../../contract/connection.ts';
import { systemClock } from '../../main/time/clock.ts';
import { newFolder, start, draftId, product } from './wholeDesk.ts';

describe('the clock', () => {
  it('of a computer that lives in 1970 is said to be wrong', async () => {
    const builtAt = Date.UTC(2026, 10, 24);
    const wrong = await start(newFolder(), { builtAt, clock: { ...systemClock, wall: () => 12_345 } });
    expect((await wrong.get('app.state', undefined)).clockIsBehind).toBe(true);
    const right = await start(newFolder(), { builtAt, clock: { ...systemClock, wall: () => builtAt + 1 } });
    expect((await right.get('app.state', undefined)).clockIsBehind).toBe(false);
  });
});

describe('the place', () => {
  it('is there again after a restart, each connection its own', async () => {
    const folder = newFolder();
    const place = {
      place: { screen: 'shipments', view: 'form', draftId: draftId() },
      field: 'items.0.product_quantity',
      caret: { start: 1, end: 2 },
      list: null,
    };
    const first = await start(folder);
    await first.get('connections.open', { id: practiceConnectionId });
    expect(await first.get('place.get', undefined)).toBeNull();
    await first.get('place.save', place);
    await first.desk.close();
    expect(await (await start(folder)).get('place.get', undefined)).toEqual(place);
  });

  it('comes at the start with what the own copy has for the list that was open, as the list itself would be answered; an older desk kept none', async () => {
    const desk = await start(newFolder());
    expect(await desk.get('app.start', undefined)).toMatchObject({ app: { session: null }, place: null, list: null });
    await desk.get('connections.open', { id: practiceConnectionId });
    await desk.get('place.save', { place: { screen: 'products', view: 'list' }, field: null, caret: null });
    expect(await desk.get('app.start', undefined)).toMatchObject({ place: { list: null }, list: null });
    const query = { kind: 'product' as const, search: 'ao thun', status: 'NEW', warehouse: null, page: 0, pageSize: 5 };
    await desk.get('records.list', { ...query, refresh: true });
    await vi.waitFor(async () => expect((await desk.get('records.list', { ...query, refresh: false })).total).toBeGreaterThan(0), {
      timeout: 10_000,
    });
    await desk.get('place.save', { place: { screen: 'products', view: 'list' }, field: null, caret: null, list: query });
    const list = await desk.get('records.list', { ...query, refresh: false });
    const first = await desk.get('app.start', undefined);
    expect(first).toMatchObject({
      app: { session: { connection: { id: practiceConnectionId } } },
      // As an earlier desk kept it.
      place: { list: { search: 'ao thun', facets: { status: ['NEW'] }, pageSize: 5, counts: ['status'] } },
      list: { total: list.total },
    });
    expect(first.list?.rows).toEqual(list.rows);
  });

  it('a duplicate has everything but the key', async () => {
    const desk = await start(newFolder());
    await desk.get('connections.open', { id: practiceConnectionId });
    const { id } = await desk.get('drafts.save', { id: draftId(), kind: 'product', body: product('DUP-1') });
    const copy = await desk.get('drafts.duplicate', { id });
    expect(copy.id).not.toBe(id);
    expect((await desk.get('drafts.get', { id: copy.id }))?.body).toEqual({ ...product('DUP-1'), sku: '' });
    expect(await desk.ask('drafts.duplicate', { id: draftId() })).toMatchObject({ ok: false, error: { code: 'notFound' } });
  });
});
