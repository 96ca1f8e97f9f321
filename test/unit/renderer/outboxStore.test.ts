/** What the page knows of the outbox: the newest, all that is not finished, and more when somebody asks. */
import { expect, test, vi } from 'vitest';
import type { EventOf } from '../../../contract/bridge.ts';
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
      const wanted = all.filter(
        ({ state, seq }) => (states.length === 0 || states.includes(state)) && (at?.way !== 'after' || seq < at.id),
      );
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

const counts = { queued: 0, sending: 0, unknown: 0, rejected: 0, needs_attention: 0, given_up: 0 };
const item = (key: string, state: OutboxItem['state']): OutboxItem => ({ id: key, naturalKey: key, state }) as unknown as OutboxItem;
const page = (items: readonly OutboxItem[], next: Place | null = null) => ({
  ok: true,
  value: { items, next, total: items.length, offset: 0, previous: null, counts },
});

/** A desk whose answers are given by hand, in the order of its questions, and that tells of rows. */
function slowDesk() {
  const questions: PromiseWithResolvers<unknown>[] = [];
  let listen: (news: EventOf<'outbox.changed'>) => void = () => undefined;
  const desk = {
    on: (event: string, listener: typeof listen) => {
      if (event === 'outbox.changed') listen = listener;
      return () => undefined;
    },
    call: () => {
      const question = Promise.withResolvers<unknown>();
      questions.push(question);
      return question.promise;
    },
  } as unknown as ConnectionDesk;
  const asked = (nth: number) => vi.waitFor(() => expect(questions.length).toBeGreaterThan(nth));
  return {
    desk,
    /** Question number `nth`, from 0, has been put, and is answered. */
    answer: async (nth: number, what: unknown) => {
      await asked(nth);
      questions[nth]?.resolve(what);
      // What follows from it happens before anything else.
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    asked,
    tell: (told: OutboxItem | null) => listen({ item: told, counts } as EventOf<'outbox.changed'>),
  };
}
const more: Place = { way: 'after', value: 1, id: 1 };
/** Longer than what is told is gathered. */
const gathered = () => new Promise((resolve) => setTimeout(resolve, 80));
async function storeOf() {
  vi.stubGlobal('window', { desk: { call: {}, on: () => () => undefined } });
  const store = await import('../../../renderer/stores/outboxStore.ts');
  return { ...store, shown: () => store.outboxNow().items.map(({ id, state }) => `${id} ${state}`) };
}

test('what becomes of a row, and a new one, while older rows are still being read, is shown when they are there', async () => {
  const { followOutbox, outboxNow, shown } = await storeOf();
  const { desk, answer, asked, tell } = slowDesk();
  const end = followOutbox(desk);
  await answer(0, page([item('a', 'sending')], more));
  await asked(1);
  tell(item('a', 'confirmed'));
  tell(item('b', 'queued'));
  await gathered();
  await answer(1, page([item('old', 'needs_attention')]));
  await vi.waitFor(() => expect(shown()).toEqual(['b queued', 'a confirmed', 'old needs_attention']));
  expect(outboxNow().whole).toBe(2);
  end();
});

test('of two readings the answer to the older one does not cover the newer', async () => {
  const { followOutbox, shown } = await storeOf();
  const { desk, answer, tell } = slowDesk();
  const end = followOutbox(desk);
  tell(null);
  await answer(1, page([item('a', 'confirmed')]));
  await answer(0, page([item('a', 'sending')]));
  expect(shown()).toEqual(['a confirmed']);
  end();
});

test('a late answer of a connection that is not open any more is not shown among the rows of the next one', async () => {
  const { followOutbox, outboxNow, shown } = await storeOf();
  const [before, now] = [slowDesk(), slowDesk()];
  followOutbox(before.desk)();
  const end = followOutbox(now.desk);
  await now.answer(0, page([item('ours', 'queued')]));
  await before.answer(0, page([item('theirs', 'queued')]));
  expect(shown()).toEqual(['ours queued']);
  expect(outboxNow().error).toBeNull();
  end();
});

test('a row that was confirmed behind all that is shown is not taken for the newest', async () => {
  const { followOutbox, outboxNow, shown } = await storeOf();
  const { desk, answer, tell } = slowDesk();
  const end = followOutbox(desk);
  await answer(0, page([item('a', 'queued')], more));
  await answer(1, page([]));
  tell(item('long ago', 'confirmed'));
  await gathered();
  expect(shown()).toEqual(['a queued']);
  expect(outboxNow().total).toBe(1);
  end();
});

test('drafts of a connection that is not open any more are not shown as those of the next one', async () => {
  await storeOf();
  const { draftsNow, followDrafts } = await import('../../../renderer/stores/drafts.ts');
  const [before, now] = [slowDesk(), slowDesk()];
  followDrafts(before.desk)();
  const end = followDrafts(now.desk);
  await now.answer(0, { ok: true, value: [] });
  await before.answer(0, { ok: true, value: [{ id: 'theirs', updatedAt: 1 }] });
  expect(draftsNow().drafts).toEqual([]);
  end();
});
