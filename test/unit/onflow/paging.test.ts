import { describe, expect, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import { Paging } from '../../../main/onflow/paging.ts';
import type { LearnedPage, LearnedPages } from '../../../main/onflow/paging.ts';
import type { Page } from '../../../main/onflow/reading.ts';

type Row = { readonly code: string };
type Say = (theirs: number) => Page<Row> | DeskFailure;

const answered = (httpStatus: number, message = '', code: 'provider' | 'unreadable' = 'provider'): DeskFailure =>
  new DeskFailure({ code, sent: 'answered', provider: { code: null, messages: message === '' ? [] : [message], logId: null, httpStatus } });
const page = (...codes: string[]): Page<Row> => ({ rows: codes.map((code) => ({ code })), total: null, unread: 0 });
/** A list of 5 in pages of 2, counted from `first`. */
const counted =
  (first: number, all = ['a', 'b', 'c', 'd', 'e']) =>
  (theirs: number): Page<Row> =>
    page(...all.slice((theirs - first) * 2, (theirs - first) * 2 + 2).filter(() => theirs >= first));

function listing(say: Say, profile = {}) {
  const asked: number[] = [];
  const kept = new Map<string, LearnedPage>();
  const learned: LearnedPages = { get: (call) => kept.get(call) ?? null, set: (call, what) => void kept.set(call, what) };
  const paging = new Paging(profile, learned);
  const ask = (theirs: number): Promise<Page<Row>> => {
    asked.push(theirs);
    const answer = say(theirs);
    return answer instanceof DeskFailure ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const get = async (number: number): Promise<string> =>
    (await paging.page('shipments.list', number, ask, ({ code }) => code)).rows.map(({ code }) => code).join('');
  return { get, asked, kept, paging, ask };
}

describe('where a list begins', () => {
  test.each<[string, Say]>([
    ['says that there is no page 0', (theirs) => (theirs < 1 ? answered(422, 'page must be ≥ 1') : counted(1)(theirs))],
    ['has nothing on page 0', counted(1)],
    ['takes page 0 for page 1', (theirs) => counted(1)(Math.max(theirs, 1))],
    ['answers all of it to page 0', (theirs) => (theirs < 1 ? page('a', 'b', 'c', 'd', 'e') : counted(1)(theirs))],
  ])('is page 1 where the server %s; it costs one request', async (_, say) => {
    const { get, asked } = listing(say);
    expect([await get(1), await get(2), await get(3), await get(1)]).toEqual(['ab', 'cd', 'e', 'ab']);
    expect(asked).toEqual([1, 0, 2, 3, 1]);
  });

  test('is page 0 where other rows stand there', async () => {
    const { get, asked } = listing(counted(0));
    expect([await get(1), await get(2), await get(3), await get(4)]).toEqual(['ab', 'cd', 'e', '']);
    expect(asked).toEqual([1, 0, 1, 2, 3]);
  });

  test.each<[string, Say]>([
    ['nothing on page 1', counted(0, ['a'])],
    ['an error for page 1', (theirs) => (theirs > 0 ? answered(404, 'Invalid page.') : page('a'))],
  ])('is page 0 where there is only one, and %s', async (_, say) => {
    const { get, asked } = listing(say);
    expect([await get(1), await get(1), await get(2)]).toEqual(['a', 'a', '']);
    expect(asked).toEqual([1, 0, 1, 0, 1]);
  });

  test('of nothing is looked for until there is something', async () => {
    let all: string[] = [];
    const { get } = listing((theirs) => counted(0, all)(theirs));
    expect(await get(1)).toBe('');
    all = ['a'];
    expect(await get(1)).toBe('a');
  });

  test('does not change for a row that comes between two answers', async () => {
    let all = ['b', 'c', 'd', 'e'];
    const { get, kept } = listing((theirs) => {
      const answer = counted(1, all)(Math.max(theirs, 1));
      all = ['a', ...all];
      return answer;
    });
    expect(await get(1)).toBe('bc');
    expect(kept.get('shipments.list')?.first).toBe(1);
  });

  test('is page 1 where an empty list that takes 0 for 1 gets its first row this moment', async () => {
    let all: string[] = [];
    const { get, kept } = listing((theirs) => {
      const answer = counted(1, all)(Math.max(theirs, 1));
      all = ['a'];
      return answer;
    });
    expect(await get(1)).toBe('a');
    expect(kept.get('shipments.list')?.first).toBe(1);
  });

  test('is not learned from an error that says nothing of it', async () => {
    const { get, kept } = listing((theirs) => (theirs < 1 ? new DeskFailure({ code: 'timeout', sent: 'maybe' }) : counted(1)(theirs)));
    expect(await get(1)).toBe('ab');
    expect(kept.size).toBe(0);
  });

  test('is looked at again after a day, and soon where the server only stumbled', async () => {
    const { get, asked, kept } = listing((theirs) => (theirs < 1 ? answered(500) : counted(1)(theirs)));
    await get(1);
    expect((kept.get('shipments.list')?.until ?? 0) - Date.now()).toBeLessThan(11 * 60_000);
    kept.set('shipments.list', { first: 1, until: Date.now() - 1 });
    await get(1);
    expect(asked).toEqual([1, 0, 1, 0]);
    // By a clock that went wrong.
    kept.set('shipments.list', { first: 0, until: Date.now() + 1e12 });
    expect(await get(1)).toBe('ab');
  });

  test('is what the profile says, without a question', async () => {
    const { get, asked } = listing(counted(0), { firstPage: 0 });
    expect([await get(1), await get(2)]).toEqual(['ab', 'cd']);
    expect(asked).toEqual([0, 1]);
  });

  test('is found out once, however many ask', async () => {
    const { get, asked } = listing(counted(0));
    expect(await Promise.all([get(1), get(1), get(2)])).toEqual(['ab', 'ab', 'cd']);
    expect(asked).toEqual([1, 0, 0, 1]);
  });
});

describe('where a list ends', () => {
  test.each([
    answered(404),
    answered(404, '', 'unreadable'),
    answered(404, 'Invalid page.'),
    answered(400, 'Page out of range'),
    answered(422, 'Trang không tồn tại'),
    answered(200, 'page 9 not found'),
  ])('is an error past the last page: %s', async (error) => {
    const { get } = listing((theirs) => (theirs > 2 ? error : counted(1)(theirs)), { firstPage: 1 });
    expect([await get(2), await get(3)]).toEqual(['cd', '']);
  });

  test.each([
    answered(400, 'page_size must not be greater than 20'),
    answered(422, 'warehouse unknown'),
    answered(500, 'page'),
    answered(403, 'page'),
    new DeskFailure({ code: 'network', sent: 'no' }),
  ])('is no other error: %s', async (error) => {
    const { get } = listing((theirs) => (theirs > 2 ? error : counted(1)(theirs)), { firstPage: 1 });
    await expect(get(3)).rejects.toBe(error);
  });

  test('is no error of the first page', async () => {
    const error = answered(404);
    const { get } = listing(() => error, { firstPage: 1 });
    await expect(get(1)).rejects.toBe(error);
    await expect(listing(() => error).get(1)).rejects.toBe(error);
  });
});
