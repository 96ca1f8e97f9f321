/** One page of a provider's list in the background: how it is asked for, and how it is taken into the local copy. */
import type { RecordKind, RecordOf } from '../../contract/records.ts';
import { codeOf } from '../../contract/records.ts';
import type { Page } from '../onflow/client.ts';
import type { Catalogue as Rows, ListProgress } from '../store/catalogue.ts';
import type { Clock } from '../time/clock.ts';
import { type CatalogueCalls, type PageWanted, fetchPage, newsIn } from './provider.ts';

export interface AskedPage {
  /** Unix milliseconds at which it was asked for. */
  readonly asOf: number;
  readonly answer: Page<RecordOf[RecordKind]>;
}

export interface TakenPage {
  /** How many records changed or are new. */
  readonly changed: number;
  readonly isKept: boolean;
  readonly isLast: boolean;
  /** When the newest of its records was created, in Unix seconds; `null` where not all of them say so. */
  readonly newest: number | null;
}

/** Records of a page that are written in one go: two or three milliseconds. */
const together = 25;

/** @throws DeskFailure as every call of the client */
export async function askPage(
  { clock, onflow }: { readonly clock: Pick<Clock, 'wall'>; readonly onflow: CatalogueCalls },
  kind: RecordKind,
  wanted: PageWanted,
  signal: AbortSignal,
): Promise<AskedPage> {
  const asOf = clock.wall();
  const answer = await fetchPage(onflow, kind, wanted, { priority: 'background', signal });
  signal.throwIfAborted();
  return { asOf, answer };
}

/** Some records at a time, so that nothing waits long for it, and with the last of them how far the list has been read. */
export async function takePage(
  rows: Rows,
  kind: RecordKind,
  { asOf, answer }: AskedPage,
  progress: Partial<ListProgress>,
): Promise<TakenPage> {
  const isKept = answer.isKept === true;
  const news = newsIn(rows, kind, answer);
  let changed = 0;
  for (let from = 0; from === 0 || from < news.length; from += together) {
    await othersFirst();
    const isLast = from + together >= news.length;
    const read = isLast ? (isKept ? progress : { ...progress, asOf }) : {};
    changed += rows.putPage(kind, news.slice(from, from + together), asOf, read);
  }
  const created = answer.rows.map((record) => record.created_time);
  return {
    changed,
    isKept,
    isLast: isEmpty(answer),
    newest: created.reduce<number | null>((newest, each) => (each === null || newest === null ? null : Math.max(newest, each)), 0),
  };
}

/** What was answered, or asked, meanwhile has its turn: pages taken in without a rest would be one long page. */
const othersFirst = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A short page is not yet the last one, and `total` may count the rows of one page: only a page with nothing on it ends the list. */
export const isEmpty = (page: Page<RecordOf[RecordKind]>): boolean => countOf(page) === 0;
export const countOf = ({ rows, unread }: Page<RecordOf[RecordKind]>): number => rows.length + unread;
export const codesOf = (kind: RecordKind, { rows }: Page<RecordOf[RecordKind]>): string =>
  rows.map((record) => codeOf(kind, record)).join(' ');
