/** A long list of which a part is here: rows have their places, and what is in sight stays where it is while the list changes. */
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type AnsweredRows,
  type Held,
  type Sight,
  held,
  mostHeld,
  pageRows,
  pagesMissing,
  placeOf,
  readAgain,
  withPage,
} from '../../../renderer/features/records/heldRows.ts';

interface Row {
  readonly code: string;
}
/** As the desk answers of a list of these codes. */
const answer = (list: readonly string[], offset: number, most = 50): AnsweredRows<Row> => {
  const rows = list.slice(offset, offset + most);
  return { rows: rows.map((code) => ({ code })), spots: rows.map((code) => ({ value: code, id: 1 })), offset, total: list.length };
};
const list = (length: number): string[] => Array.from({ length }, (_, number) => `C${number}`);
const codesIn = (all: Held<Row>, { first, last }: Sight): (string | undefined)[] =>
  Array.from({ length: last - first + 1 }, (_, index) => all.rows.get(first + index)?.row.code);
const still = { ahead: 0, isBack: false } as const;

describe('rows of a long list', () => {
  it('are at their places, and pages that are missing in sight are asked for first', () => {
    const codes = list(1_000);
    let all = held<Row>('all', answer(codes, 0));
    const sight = { first: 430, last: 460 };
    expect(pagesMissing(all, sight, { ahead: 100, isBack: false })).toEqual([400, 500]);
    expect(pagesMissing(all, sight, { ahead: 100, isBack: true })).toEqual([400, 300]);
    all = withPage(all, answer(codes, 400, pageRows), sight);
    expect(codesIn(all, sight)).toEqual(codes.slice(430, 461));
    expect(pagesMissing(all, sight, still)).toEqual([]);
  });

  it('stay in sight where others come in above them or go, and the list is read again from the first of them', () => {
    const before = list(1_000);
    const sight = { first: 430, last: 460 };
    let all = withPage(held<Row>('all', answer(before, 0)), answer(before, 400, pageRows), sight);
    expect(placeOf(all, sight)).toEqual({ way: 'from', value: 'C430', id: 1 });
    const after = ['new 1', 'new 2', ...before.filter((code) => code !== 'C7')];
    all = readAgain(all, answer(after, 431), { sight, isKept: true });
    expect(all.origin).toBe(1);
    expect(codesIn(all, { first: 431, last: 461 })).toEqual(before.slice(430, 461));
    // What is above is as it was, until it is read.
    expect(all.rows.get(430)).toMatchObject({ row: { code: 'C429' }, isOld: true });
    expect(pagesMissing(all, { first: 425, last: 440 }, still)).toEqual([400]);
  });

  it('come in at the top where the top is in sight', () => {
    const before = list(200);
    const all = readAgain(held<Row>('all', answer(before, 0)), answer(['new', ...before], 0), {
      sight: { first: 0, last: 20 },
      isKept: false,
    });
    expect([all.origin, all.rows.get(0)?.row.code, all.rows.get(1)?.row.code]).toEqual([0, 'new', 'C0']);
    expect(placeOf(all, { first: 0, last: 20 })).toBeNull();
  });

  it('stay where the first of them goes: the next one does not move', () => {
    const before = list(300);
    const sight = { first: 100, last: 120 };
    let all = withPage(held<Row>('all', answer(before, 0)), answer(before, 100, pageRows), sight);
    const after = before.filter((code) => code !== 'C100');
    all = readAgain(all, answer(after, 100), { sight, isKept: true });
    expect(all.origin).toBe(-1);
    expect(all.rows.get(100)?.row.code).toBe('C101');
  });

  it('are few, however far the list is scrolled: those furthest away go', () => {
    const codes = list(20_000);
    let all = held<Row>('all', answer(codes, 0));
    for (let page = 0; page < 20_000; page += pageRows)
      all = withPage(all, answer(codes, page, pageRows), { first: page, last: page + 30 });
    expect(all.rows.size).toBeLessThanOrEqual(mostHeld);
    expect(pagesMissing(all, { first: 0, last: 30 }, still)).toEqual([0]);
    expect(pagesMissing(all, { first: 19_900, last: 19_950 }, still)).toEqual([]);
  });
});

test('whatever comes, goes and is read, each row is at one place, and what is read is where the list has it', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          gone: fc.array(fc.nat(400), { maxLength: 5 }),
          come: fc.array(fc.nat(400), { maxLength: 5 }),
          first: fc.nat(380),
        }),
        { minLength: 1, maxLength: 10 },
      ),
      (steps) => {
        let codes = list(400);
        let all = held<Row>('all', answer(codes, 0));
        let made = 0;
        for (const { gone, come, first } of steps) {
          const sight = { first: Math.min(first, codes.length - 1), last: Math.min(first + 20, codes.length - 1) };
          for (const page of pagesMissing(all, sight, still)) all = withPage(all, answer(codes, page, pageRows), sight);
          const top = codesIn(all, sight);
          expect(top).toEqual(codes.slice(sight.first, sight.last + 1));
          const left = codes.filter((_, index) => !gone.includes(index));
          for (const at of come) left.splice(Math.min(at, left.length), 0, `N${(made += 1)}`);
          const stays = top.find((code) => code !== undefined && left.includes(code));
          codes = left;
          const from = stays === undefined ? 0 : codes.indexOf(stays);
          const before = all;
          all = readAgain(all, answer(codes, from), { sight, isKept: true });
          const places = [...all.rows.values()].map(({ row }) => row.code);
          expect(new Set(places).size).toBe(places.length);
          for (const [index, { row, isOld }] of all.rows) if (!isOld) expect(codes[index]).toBe(row.code);
          // Not one pixel further than the list did.
          if (stays !== undefined)
            expect(all.origin - before.origin).toBe(from - [...before.rows].find(([, { row }]) => row.code === stays)![0]);
        }
      },
    ),
    { numRuns: 100 },
  );
});
