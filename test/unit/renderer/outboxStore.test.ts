/** What the page knows of the outbox: the newest, all that is not finished, and more when somebody asks. */
import { expect, test, vi } from 'vitest';
import type { OutboxItem } from '../../../contract/outbox.ts';
import type { Paged, Place } from '../../../contract/query.ts';
import type { ConnectionDesk } from '../../../renderer/bridge/desk.ts';

/** Rows in the order of queueing, oldest first; answers pages as the desk does. */
function deskWith(rows: readonly { readonly key: string; readonly state: OutboxItem['state'] }[]): ConnectionDesk {
  const all = rows.map((row, index) => ({ ...row, seq: index + 1 })).toReversed();
  return {
    on: () => () => undefined,
    call: (_verb: string, { facets, at, pageSize }: Paged) => {
      const states = facets['state'] ?? [];
      const wanted = all.filter(({ state, seq }) => (states.length === 0 || states.includes(state)) && (at === null || seq < at.id));
      const shown = wanted.slice(0, pageSize);
      const last = shown.at(-1);
      const next: Place | null =
        last !== undefined && wanted.length > shown.length ? { way: 'after', value: last.seq, id: last.seq } : null;
      const value = {
        items: shown.map(({ key, state }) => ({ id: key, naturalKey: key, state })),
        total: all.length,
        next,
        counts: { queued: 0, sending: 0, unknown: 0, rejected: 0, needs_attention: 2, given_up: 0 },
      };
      return Promise.resolve({ ok: true, value });
    },
  } as unknown as ConnectionDesk;
}

test('what waits for a person is known however many newer rows there are, and older ones come when they are asked for', async () => {
  vi.stubGlobal('window', { desk: { call: {}, on: () => () => undefined } });
  const store = await import('../../../renderer/stores/outboxStore.ts');
  const rows = [
    { key: 'person 1', state: 'needs_attention' },
    ...Array.from({ length: 300 }, (_, index) => ({ key: `old ${index}`, state: 'confirmed' as const })),
    { key: 'person 2', state: 'needs_attention' },
    ...Array.from({ length: 200 }, (_, index) => ({ key: `new ${index}`, state: 'confirmed' as const })),
  ] as const;
  const desk = deskWith(rows);
  const end = store.followOutbox(desk);
  const keys = () => store.outboxNow().items.map(({ naturalKey }) => naturalKey);
  await vi.waitFor(() => expect(store.outboxNow().isLoaded).toBe(true));
  expect(keys()).toHaveLength(202);
  expect(keys().slice(0, 1)).toEqual(['new 199']);
  expect(keys().slice(-2)).toEqual(['person 2', 'person 1']);
  expect(store.outboxNow().total).toBe(502);
  await store.readMoreOutbox(desk);
  await store.readMoreOutbox(desk);
  expect(store.outboxNow().more).toBeNull();
  // All of them, each once, in the order of queueing.
  expect(keys()).toEqual(rows.map(({ key }) => key).toReversed());
  end();
});
