/**
 * The rows of a long list that are here: those around what is in sight. Each has its place, by how many stand before it. Where the list
 * changes they are shifted with it, and shown as they were until they are read again.
 */
import type { Place, Spot } from '../../../contract/query.ts';
import { kept } from '../../stores/kept.ts';

/** So many are kept here; those furthest from what is in sight go first. */
export const mostHeld = 4_000;
/** Rows that are asked for at a time while a list is scrolled. Pages begin at its multiples. */
export const pageRows = 100;

interface Keyed {
  readonly code: string;
}
interface HeldRow<Row> {
  readonly row: Row;
  readonly spot: Spot | null;
  /** As it was before the list changed. */
  readonly isOld: boolean;
}
/** A page, as the desk answers it. */
export interface AnsweredRows<Row> {
  readonly rows: readonly Row[];
  readonly spots: readonly (Spot | null)[];
  readonly offset: number;
  readonly total: number;
}

export interface Held<Row extends Keyed> {
  /** Which list. */
  readonly of: string;
  readonly start: number;
  readonly origin: number;
  /** How often it was read again. */
  readonly turn: number;
  readonly total: number;
  readonly rows: ReadonlyMap<number, HeldRow<Row>>;
  /** Pages that were answered since the list changed, by where they begin. */
  readonly read: ReadonlySet<number>;
}

export interface Sight {
  readonly first: number;
  readonly last: number;
}

/** Another list. */
export function held<Row extends Keyed>(of: string, answer: AnsweredRows<Row>): Held<Row> {
  const empty: Held<Row> = { of, start: answer.offset, origin: 0, turn: 0, total: answer.total, rows: new Map(), read: new Set() };
  return withPage(empty, answer, { first: answer.offset, last: answer.offset });
}

/** The same list, read again from the row in sight on, or from its top. What was known of the rest is old. */
export function readAgain<Row extends Keyed>(
  before: Held<Row>,
  answer: AnsweredRows<Row>,
  { sight, isKept }: { readonly sight: Sight; /** What is in sight stays where it is. */ readonly isKept: boolean },
): Held<Row> {
  const places = new Map([...before.rows].map(([index, { row }]) => [row.code, index]));
  // The first of them that was in sight says how far all of them moved.
  const known = answer.rows.flatMap(({ code }, index) => {
    const was = places.get(code);
    return was === undefined || was < sight.first ? [] : [answer.offset + index - was];
  });
  const [moved = 0] = known;
  const rows = new Map([...before.rows].map(([index, row]) => [index + moved, { ...row, isOld: true }] as const));
  for (const index of rows.keys()) if (index < 0 || index >= answer.total) rows.delete(index);
  const shifted = {
    ...before,
    origin: before.origin + (isKept ? moved : 0),
    turn: before.turn + 1,
    total: answer.total,
    rows,
    read: new Set<number>(),
  };
  return withPage(shifted, answer, { first: sight.first + moved, last: sight.last + moved });
}

/** With the rows of a page that was asked for. */
export function withPage<Row extends Keyed>(before: Held<Row>, answer: AnsweredRows<Row>, sight: Sight): Held<Row> {
  const fresh = new Set(answer.rows.map(({ code }) => code));
  const rows = new Map(before.rows);
  const known = new Map<string, Row>();
  // A row has one place.
  for (const [index, { row }] of rows) {
    if (!fresh.has(row.code)) continue;
    known.set(row.code, row);
    rows.delete(index);
  }
  for (const [index, row] of answer.rows.entries())
    rows.set(answer.offset + index, { row: kept(known.get(row.code), row), spot: answer.spots[index] ?? null, isOld: false });
  const read = new Set(before.read);
  const isWhole = (page: number): boolean =>
    page >= answer.offset && Math.min(page + pageRows, answer.total) <= answer.offset + Math.max(answer.rows.length, 1);
  for (let page = answer.offset - (answer.offset % pageRows); page < answer.offset + answer.rows.length; page += pageRows)
    if (isWhole(page)) read.add(page);
  return thinned({ ...before, total: answer.total, rows, read }, sight);
}

function thinned<Row extends Keyed>(all: Held<Row>, { first, last }: Sight): Held<Row> {
  if (all.rows.size <= mostHeld) return all;
  const middle = (first + last) / 2;
  const near = [...all.rows].toSorted(([one], [other]) => Math.abs(one - middle) - Math.abs(other - middle)).slice(0, mostHeld >> 1);
  const rows = new Map(near);
  const isHere = (page: number): boolean => rows.has(page) && rows.has(Math.min(page + pageRows, all.total) - 1);
  return { ...all, rows, read: new Set([...all.read].filter(isHere)) };
}

/** Pages that are still to be read for what is in sight, and for what comes next; the most urgent first. */
export function pagesMissing(
  { total, rows, read }: Held<Keyed>,
  { first, last }: Sight,
  { ahead, isBack }: { /** Rows. */ readonly ahead: number; readonly isBack: boolean },
): number[] {
  const of = (from: number, to: number): number[] => {
    const pages: number[] = [];
    const end = Math.min(total - 1, to);
    for (let page = Math.max(0, from - (from % pageRows)); page <= end; page += pageRows) if (!read.has(page)) pages.push(page);
    return pages;
  };
  const isHere = (index: number): boolean => rows.get(index)?.isOld === false;
  const isWhole = (page: number): boolean => {
    for (let index = Math.max(page, first); index <= Math.min(page + pageRows - 1, last, total - 1); index += 1)
      if (!isHere(index)) return false;
    return true;
  };
  const inSight = of(first, last).filter((page) => !isWhole(page));
  const next = isBack ? of(first - ahead, first - 1).toReversed() : of(last + 1, last + ahead);
  return [...new Set([...inSight, ...next])];
}

/** From where the list is read again so that what is in sight stays. */
export function placeOf({ rows }: Held<Keyed>, { first }: Sight): Place | { readonly way: 'offset'; readonly offset: number } | null {
  if (first <= 0) return null;
  const spot = rows.get(first)?.spot ?? null;
  return spot === null ? { way: 'offset', offset: first } : { way: 'from', ...spot };
}
