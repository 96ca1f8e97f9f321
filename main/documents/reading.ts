/**
 * Reads a list of the provider's, far enough that what is not among its rows is not there. How pages are ordered, counted
 * and turned is assumed (onflow-api.md, Envelope: A), so that a reading ends only where it is proved: every row was seen, or the rows are
 * in order of time, a record of this desk's own stood in its place among them, and they are older than the horizon.
 */
import { codeOf } from '../../contract/records.ts';
import type { RecordKind, RecordOf } from '../../contract/records.ts';
import type { Reading, ReadingWanted } from './lookUps.ts';

const mostPages = 200;
const mostPasses = 8;
const mostStirred = 3;
const mostRowsReread = 1_000;
/** Servers round their times. */
const slackSeconds = 1;
/** Fewer rows than that may stand in order of time by chance. */
const stepsOfOrder = 8;
/** Between answering a create and writing its record down. */
const untouchedSeconds = 60;

/** @throws DeskFailure when a page could not be asked for */
export async function readList<K extends RecordKind>(wanted: ReadingWanted<K>): Promise<Reading<K>> {
  let isKept = false;
  const page: typeof wanted.page = async (number) => {
    const answer = await wanted.page(number);
    isKept ||= answer.isKept === true;
    return answer;
  };
  const reading = await readFar({ ...wanted, page });
  return isKept ? { ...reading, reached: 'kept' } : reading;
}

async function readFar<K extends RecordKind>(wanted: ReadingWanted<K>): Promise<Reading<K>> {
  let first = await pass(wanted);
  // Somebody made a record while the pages were turned: this desk itself, where it is sending.
  for (let again = 0; first.wasStirred && again < mostStirred; again += 1) first = await pass(wanted);
  const rows = [...first.rows.values()];
  if (first.ended === 'backToTheAttempt') return { rows, reached: 'backToTheAttempt' };
  // What this desk made itself should be among the rows: where it is not, the list shows something else than all there is.
  const showsOurs = first.metOwn || (wanted.own.length === 0 && first.total !== null);
  if (first.ended === 'enough' || first.unread > 0 || !showsOurs) return { rows, reached: 'partly' };
  if (first.total !== null) return untilAll(wanted, first, first.total);
  if (first.ended !== 'end') return { rows, reached: 'partly' };
  // Nobody says how many there are. Twice the same, in the same order, with one of our own among them: nothing was passed over.
  const second = await pass(wanted);
  const isSame = second.ended === 'end' && second.unread === 0 && second.sequence.join(' ') === first.sequence.join(' ');
  return { rows: [...new Map([...first.rows, ...second.rows]).values()], reached: isSame ? 'whole' : 'partly' };
}

/** A list that is in another order at every request shows some rows twice and passes over others: read again, it shows them. */
async function untilAll<K extends RecordKind>(wanted: ReadingWanted<K>, first: Pass<K>, total: number): Promise<Reading<K>> {
  const rows = new Map(first.rows);
  const most = total > mostRowsReread ? 1 : mostPasses;
  for (let passes = 1; rows.size < total && passes < most; passes += 1) {
    const again = await pass(wanted);
    for (const [code, row] of again.rows) rows.set(code, row);
    if (again.total !== total || again.unread > 0 || again.ended === 'enough') break;
    if (rows.size >= total) return { rows: [...rows.values()], reached: 'whole' };
  }
  return { rows: [...rows.values()], reached: first.rows.size >= total ? 'whole' : 'partly' };
}

interface Pass<K extends RecordKind> {
  readonly rows: Map<string, RecordOf[K]>;
  /** Codes as they came, with those that came twice. */
  readonly sequence: string[];
  ended: 'end' | 'backToTheAttempt' | 'broughtNothingNew' | 'enough';
  /** Rows that could not be read. */
  unread: number;
  /** Rows over all pages, where every page said the same and it can be true. */
  total: number | null;
  /** The total was told, and changed. */
  wasStirred: boolean;
  /** A record of this desk's own that nobody has worked on since. */
  metOwn: boolean;
}

async function pass<K extends RecordKind>({ kind, depth, horizon, own, page }: ReadingWanted<K>): Promise<Pass<K>> {
  const result: Pass<K> = { rows: new Map(), sequence: [], ended: 'enough', unread: 0, total: null, wasStirred: false, metOwn: false };
  const ours = new Set(own);
  const totals = new Set<number | null>();
  let largestPage = 0;
  let previous = Number.POSITIVE_INFINITY;
  let falls = true;
  let steps = 0;
  let before = '';
  for (let number = 1; number <= mostPages; number += 1) {
    const answer = await page(number);
    result.unread += answer.unread;
    if (number === 1 || answer.rows.length > 0) totals.add(answer.total);
    if (answer.rows.length === 0 && answer.unread === 0) {
      result.ended = 'end';
      break;
    }
    largestPage = Math.max(largestPage, answer.rows.length);
    const here = answer.rows.map((row) => codeOf(kind, row)).join(' ');
    // This server does not turn pages, or it goes on showing its last one.
    if (number > 1 && here === before) {
      result.ended = 'broughtNothingNew';
      break;
    }
    before = here;
    for (const row of answer.rows) {
      const code = codeOf(kind, row);
      result.sequence.push(code);
      // The same row again, because others came in front of it meanwhile.
      if (result.rows.has(code)) continue;
      result.rows.set(code, row);
      const { created_time: created, updated_time: updated } = row;
      if (created === null || created > previous + slackSeconds) falls = false;
      else if (created < previous) steps += 1;
      previous = created ?? previous;
      // One that was worked on since may stand elsewhere than a new one does.
      if (ours.has(code) && created !== null && (updated ?? created) - created <= untouchedSeconds) result.metOwn = true;
    }
    if (depth === 'newest') break;
    const last = answer.rows.at(-1);
    // By its last change it could still stand in front of newer ones.
    if (
      falls &&
      steps >= stepsOfOrder &&
      result.metOwn &&
      last?.created_time != null &&
      Math.max(last.created_time, last.updated_time ?? 0) < horizon
    ) {
      result.ended = 'backToTheAttempt';
      break;
    }
  }
  const [total = null] = totals;
  // A total that changes with the page, or is that of one page out of several, is the page's own.
  const isOfOnePage = total !== null && total <= largestPage && (result.rows.size > largestPage || result.ended === 'broughtNothingNew');
  result.wasStirred = totals.size > 1 && !totals.has(null) && result.ended !== 'backToTheAttempt';
  result.total = totals.size === 1 && !isOfOnePage ? total : null;
  return result;
}
