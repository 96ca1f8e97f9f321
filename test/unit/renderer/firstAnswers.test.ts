/** What the first picture is drawn with, and when such an answer is no longer given. */
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { AnswerOf } from '../../../contract/bridge.ts';
import type { ConnectionId } from '../../../contract/connection.ts';
import type { Outcome } from '../../../contract/errors.ts';
import { listQuery, unfiltered } from '../../../renderer/stores/listFilters.ts';

interface Modules {
  readonly answers: typeof import('../../../renderer/bridge/firstAnswers.ts');
}
type First = AnswerOf<'app.start'>;

const shown = listQuery('shipment', {
  ...unfiltered,
  facets: { status: ['READY'] },
  at: { way: 'after', value: 7, id: 2 },
});
const request = { ...shown, refresh: true };
const appOf = (id: string): First['app'] => ({ language: 'en', session: { connection: { id } } }) as First['app'];
const one = 'one' as ConnectionId;
const place = { place: { screen: 'shipments', view: 'list' }, field: null, caret: null, list: shown };
const list = {
  rows: [],
  spots: [],
  total: 7,
  offset: 0,
  next: null,
  previous: null,
  counts: {},
  freshness: { asOf: null, refreshing: false, error: null },
};

/** The page as it starts, with what the preload asked for. */
async function fresh(start: Promise<Outcome<First>>): Promise<Modules> {
  vi.resetModules();
  vi.stubGlobal('window', { desk: { call: {}, on: () => () => undefined, start } });
  return {
    answers: await import('../../../renderer/bridge/firstAnswers.ts'),
  };
}
const answered = (first: Partial<First> = {}): Promise<Outcome<First>> =>
  Promise.resolve({ ok: true, value: { app: appOf('one'), place, lists: null, list, ...first } });

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));

test('the list of the screen on which the desk was closed is there with the first picture, and with no later one', async () => {
  const { answers } = await fresh(answered());
  expect(await answers.firstAnswers()).toMatchObject({ app: { language: 'en' }, place });
  // By what is asked, in whatever order it was kept.
  expect(answers.firstAnswer('records.list', Object.fromEntries(Object.entries(request).toReversed()) as typeof request, one)).toEqual(
    list,
  );
  expect(answers.firstAnswer('records.list', { ...request, at: null }, one)).toBeNull();
  expect(answers.firstAnswer('records.list', { ...request, refresh: false }, one)).toBeNull();
  expect(answers.firstAnswer('drafts.list', undefined, one)).toBeNull();
  answers.forgetFirstAnswers();
  expect(answers.firstAnswer('records.list', request, one)).toBeNull();
});

test('another connection has other records: the first answer is not shown in it', async () => {
  const { answers } = await fresh(answered());
  await answers.firstAnswers();
  expect(answers.firstAnswer('records.list', request, 'two' as ConnectionId)).toBeNull();
});

test('where no list was open there is none', async () => {
  const { answers } = await fresh(answered({ place: { ...place, list: null }, list: null }));
  expect(await answers.firstAnswers()).not.toBeNull();
  expect(answers.firstAnswer('records.list', request, one)).toBeNull();
});

test.each([
  ['says that something is wrong', () => Promise.resolve<Outcome<First>>({ ok: false, error: { code: 'internal' } })],
  ['cannot be asked', () => Promise.reject(new Error('gone'))],
])('nothing is known where the desk %s', async (_what, start) => {
  const { answers } = await fresh(start());
  expect(await answers.firstAnswers()).toBeNull();
});

test('a desk that does not answer in time does not keep the frame waiting', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { answers } = await fresh(new Promise(() => undefined));
  const first = answers.firstAnswers();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await first).toBeNull();
});
