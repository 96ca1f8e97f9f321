/** What is told anew and is equal stays the object it was: nobody who watches it is drawn again. */
import { expect, test } from 'vitest';
import type { AppState } from '../../../contract/bridge.ts';
import { kept } from '../../../renderer/stores/kept.ts';

const told = () => ({
  connections: [{ id: 'one', name: 'Shop' }, { id: 'two' }],
  rate: { lastMinute: 3, gate: null as null | string },
  trouble: null as null | object,
});

test('what is equal through and through is the same object', () => {
  const before = told();
  expect(kept(before, told())).toBe(before);
  const list = [{ id: 1 }, { id: 2 }];
  expect(kept(list, [{ id: 1 }, { id: 2 }])).toBe(list);
});

test('only the way to what differs is new', () => {
  const before = told();
  const now = kept(before, { ...told(), rate: { lastMinute: 4, gate: null } });
  expect(now).toEqual({ ...told(), rate: { lastMinute: 4, gate: null } });
  expect(now.rate).not.toBe(before.rate);
  expect(now.connections).toBe(before.connections);
});

test.each([
  ['a row more', [1], [1, 2]],
  ['a row less', [1, 2], [1]],
  ['a name more', { a: 1 }, { a: 1, b: undefined }],
  ['a name less', { a: 1, b: undefined }, { a: 1 }],
  ['a list in the place of an object', {}, []],
  ['nothing in the place of something', { a: {} }, { a: null }],
  ['something in the place of nothing', { a: null }, { a: {} }],
])('%s is told', (_what, before, now) => {
  expect(kept<unknown>(before, now)).toStrictEqual(now);
});

test('the desk’s state, told again with one request more, keeps all that the frame of the screens shows', async () => {
  const session = await import('../../../renderer/stores/session.ts');
  const state = (lastMinute: number) =>
    ({
      language: 'vi',
      opening: null,
      connections: [{ id: 'one', environment: 'practice' }],
      session: { connection: { id: 'one', environment: 'practice' }, rate: { lastMinute }, sending: 'running' },
    }) as unknown as AppState;
  session.setApp(state(1));
  const before = session.appNow();
  session.setApp(state(2));
  const now = session.appNow();
  expect(now?.session?.rate).toEqual({ lastMinute: 2 });
  expect(now?.connections).toBe(before?.connections);
  expect(now?.session?.connection).toBe(before?.session?.connection);
});
