/**
 * Finds again, by the merchant's own key, what a lost answer may have made (main process). The filters of the provider's lists are bets
 * (onflow-api.md, calls 7, 12, 18, 22: A), and a server that does not know a filter ignores it. So nothing it says is taken on faith: every row is
 * compared here, "nothing" is believed only of a filter that was seen to work, and otherwise the list itself is read, newest first, back to the
 * attempt.
 */
import { DeskFailure } from '../../contract/errors.ts';
import { codeOf, naturalKeyOf, statusOf } from '../../contract/records.ts';
import type { RecordKind, RecordOf } from '../../contract/records.ts';
import type { Page } from '../onflow/client.ts';
import type { LookUp } from './kind.ts';

/** The desk's clock and the provider's may differ, and either may jump. */
const marginSeconds = 600;
const mostFilteredPages = 10;
const mostScannedPages = 100;

export interface Search<K extends RecordKind> {
  readonly kind: K;
  readonly key: string;
  /** Unix ms of the first attempt that may have arrived. */
  readonly since: number;
  readonly provenFilters: Set<RecordKind>;
  /** `page` from 1; `key` to filter by, `null` for the whole list. */
  list(page: number, key: string | null): Promise<Page<RecordOf[K]>>;
  detail(code: string): Promise<RecordOf[K]>;
}

export interface Found<K extends RecordKind> {
  /** Whether there is nothing beyond what was found. */
  readonly trusted: boolean;
  readonly found: readonly RecordOf[K][];
}

/** @throws DeskFailure when a list could not be asked for */
export async function find<K extends RecordKind>(search: Search<K>): Promise<Found<K>> {
  return (await findByFilter(search)) ?? (await scan(search));
}

/** Finds, reads what was found in full, and holds it against what was sent. */
export async function lookUp<K extends RecordKind>(search: Search<K>, same: (record: RecordOf[K]) => boolean): Promise<LookUp> {
  const { trusted, found } = await find(search);
  const [first, ...others] = found;
  if (first === undefined) return trusted ? { answer: 'nothing' } : { answer: 'untrusted', records: [] };
  if (others.length > 0) return { answer: 'several', records: found };
  const record = await inFull(search, first);
  // One that was cancelled is not the order that the merchant wants carried out.
  if (statusOf(search.kind, record) === 'CANCELLED' || !same(record)) return { answer: 'different', records: [record] };
  return { answer: 'same', code: codeOf(search.kind, record), record };
}

/** The list may show less than the detail does; if the detail cannot be had, the row must do. */
async function inFull<K extends RecordKind>(search: Search<K>, row: RecordOf[K]): Promise<RecordOf[K]> {
  try {
    return { ...row, ...(await search.detail(codeOf(search.kind, row))) };
  } catch (error) {
    if (error instanceof DeskFailure && (error.error.code === 'provider' || error.error.code === 'unreadable')) return row;
    throw error;
  }
}

const matching = <K extends RecordKind>({ kind, key }: Search<K>, rows: readonly RecordOf[K][]): RecordOf[K][] =>
  rows.filter((row) => naturalKeyOf(kind, row)?.normalize('NFC').trim() === key);

/** What the filter let through has to do with the key, even where it searches in other fields too. */
const mentions = (row: object, key: string): boolean => JSON.stringify(row).normalize('NFC').toLowerCase().includes(JSON.stringify(key).slice(1, -1).toLowerCase());

/** `null` when the filter cannot be relied on. */
async function findByFilter<K extends RecordKind>(search: Search<K>): Promise<Found<K> | null> {
  const { kind, key, provenFilters } = search;
  let before: string | null = null;
  for (let number = 1; number <= mostFilteredPages; number += 1) {
    const page = await search.list(number, key);
    if (page.unread > 0 || !page.rows.every((row) => mentions(row, key))) return null;
    const first = page.rows[0];
    if (first === undefined) {
      // Nothing at all, or nothing more: believed if this filter was seen at work, here or before.
      return number > 1 || provenFilters.has(kind) || (await proves(search)) ? { trusted: true, found: [] } : null;
    }
    const code = codeOf(kind, first);
    if (code === before) return null;
    before = code;
    const found = matching(search, page.rows);
    if (found.length > 0) return { trusted: true, found };
  }
  return null;
}

/** Asks for a record that is known to exist: a filter that finds this one, and nothing else, works. */
async function proves<K extends RecordKind>(search: Search<K>): Promise<boolean> {
  const all = await search.list(1, null);
  if (all.rows.length === 0) return all.unread === 0;
  if (matching(search, all.rows).length > 0) return false;
  const known = all.rows.find((row) => naturalKeyOf(search.kind, row) !== null);
  const knownKey = known === undefined ? null : naturalKeyOf(search.kind, known);
  if (known === undefined || knownKey === null) return false;
  const page = await search.list(1, knownKey);
  const finds = page.rows.some((row) => codeOf(search.kind, row) === codeOf(search.kind, known));
  if (!finds || page.unread > 0 || !page.rows.every((row) => mentions(row, knownKey))) return false;
  search.provenFilters.add(search.kind);
  return true;
}

/** Reads the list, newest first, until rows are older than the attempt. The provider's `total` is not relied on: it is a bet too. */
async function scan<K extends RecordKind>(search: Search<K>): Promise<Found<K>> {
  const found: RecordOf[K][] = [];
  const horizon = search.since / 1_000 - marginSeconds;
  let trusted = true;
  let previous = Number.POSITIVE_INFINITY;
  let ordered = true;
  let before: string | null = null;
  for (let number = 1; number <= mostScannedPages; number += 1) {
    const page = await search.list(number, null);
    if (page.unread > 0) trusted = false;
    const first = page.rows[0];
    if (first === undefined) return { trusted, found };
    // The same page again: this server does not turn pages.
    if (codeOf(search.kind, first) === before) return { trusted: false, found };
    before = codeOf(search.kind, first);
    found.push(...matching(search, page.rows).filter((row) => !found.some((each) => codeOf(search.kind, each) === codeOf(search.kind, row))));
    for (const row of page.rows) {
      // One second of slack: servers round.
      if (row.created_time === null || row.created_time > previous + 1) ordered = false;
      previous = row.created_time ?? previous;
    }
    if (ordered && previous < horizon) return { trusted, found };
  }
  return { trusted: false, found };
}
