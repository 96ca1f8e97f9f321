/**
 * The entries of the journal as far as they are read, kept up with what is written: it comes in where it belongs, and what is in sight
 * stays where it is, as in the lists of records.
 */
import { useEffect, useRef, useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import { type JournalEntry, type JournalFilter, type JournalPage, journalPage } from '../../../contract/journal.ts';
import type { Place } from '../../../contract/query.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { type ListPlace, useSteady } from '../../ui/index.ts';

export interface Entries {
  readonly entries: readonly JournalEntry[];
  /** All that fit; `isMore`: and more, which nobody counted. */
  readonly total: number;
  readonly isMore: boolean;
  /** Where the next entries are read from; `null` where there are none. */
  readonly next: Place | null;
  /** Grows with what came in above the rows in sight. */
  readonly origin: number;
}

export const noEntries: Entries = { entries: [], total: 0, isMore: false, next: null, origin: 0 };

type Answered = Pick<JournalPage, 'entries' | 'total' | 'isMore' | 'next'>;

/** With the page behind those that are here. */
export function withMore(before: Entries, { entries, total, isMore, next }: Answered): Entries {
  const known = new Set(before.entries.map(({ seq }) => seq));
  return { ...before, entries: [...before.entries, ...entries.filter(({ seq }) => !known.has(seq))], total, isMore: isMore === true, next };
}

/**
 * With what was written since, of a list whose newest come first. `isKept`: the rows in sight stay where they are; at the very top one
 * waits for what comes in.
 */
export function withNews(before: Entries, news: readonly JournalEntry[], { total, isMore }: Answered, isKept: boolean): Entries {
  return {
    ...before,
    entries: [...news, ...before.entries],
    total,
    isMore: isMore === true,
    origin: before.origin + (isKept ? news.length : 0),
  };
}

export interface EntriesRead extends Entries {
  readonly error: DeskError | null;
  readonly isLoading: boolean;
  readonly place: ListPlace;
  readonly readMore: () => void;
  readonly onSight: (first: number) => void;
}

interface Read {
  /** Which list. */
  readonly of: string;
  readonly all: Entries;
  readonly error: DeskError | null;
  readonly isRead: boolean;
}

/** A search rests so long before it is asked, in milliseconds. */
const restMs = 150;

export function useEntries(query: JournalFilter): EntriesRead {
  const desk = useDesk();
  const of = JSON.stringify(query);
  const [state, setState] = useState<Read>({ of, all: noEntries, error: null, isRead: false });
  /** Also before it is drawn: what is written comes faster than that. */
  const now = useRef(state);
  const put = (next: Read): void => {
    now.current = next;
    setState(next);
  };
  /** Which list is asked about: what is answered about another one comes too late, NOTE(late-answer). */
  const asked = useRef(of);
  const first = useRef(0);
  const ask = async (at: Place | null): Promise<JournalPage | null> => {
    const outcome = await desk.call('journal.list', journalPage({ ...query, at }));
    if (asked.current !== of) return null;
    if (outcome.ok) return outcome.value;
    put({ ...now.current, error: outcome.error, isRead: true });
    return null;
  };
  const change = (to: (all: Entries) => Entries): void =>
    put({ of, all: to(now.current.of === of ? now.current.all : noEntries), error: null, isRead: true });

  const begin = useSteady(async (): Promise<void> => {
    const page = await ask(null);
    if (page !== null) change(() => withMore(noEntries, page));
  });
  useEffect(() => {
    asked.current = of;
    first.current = 0;
    const timer = setTimeout(() => void begin(), restMs);
    return () => clearTimeout(timer);
  }, [of, begin]);

  const readMore = useSteady(async (): Promise<void> => {
    const { next } = now.current.all;
    const page = next === null ? null : await ask(next);
    // Another press, or what was written meanwhile, may have read on from there already.
    if (page !== null) change((all) => (all.next === next ? withMore(all, page) : all));
  });

  /** All that was written since the newest entry that is here, newest first; `null` where it cannot be told. */
  const readNews = async (newest: number): Promise<{ readonly news: readonly JournalEntry[]; readonly page: JournalPage } | null> => {
    const news: JournalEntry[] = [];
    let top: JournalPage | null = null;
    for (let at: Place | null = null; ;) {
      const page = await ask(at);
      if (page === null) return null;
      top ??= page;
      news.push(...page.entries.filter(({ seq }) => seq > newest));
      at = page.next;
      if (at === null || page.entries.some(({ seq }) => seq <= newest)) return { news, page: top };
    }
  };
  const readWritten = useSteady(async (): Promise<void> => {
    // What is about to be read will have it.
    if (now.current.of !== of || !now.current.isRead) return;
    const { entries, next } = now.current.all;
    const [top, last] = [entries[0], entries.at(-1)];
    if (top === undefined || last === undefined) return begin();
    if (query.order === null) {
      const found = await readNews(top.seq);
      if (found !== null) change((all) => (all.entries[0] === top ? withNews(all, found.news, found.page, first.current > 0) : all));
      return;
    }
    // The oldest come first: what is new stands behind all of them, and comes in where one has come so far.
    const page = await ask(next === null ? { way: 'after', value: last.seq, id: last.seq } : null);
    if (page === null) return;
    change((all) => (next === null && all.next === null ? withMore(all, page) : withNews(all, [], page, false)));
  });
  const isReading = useRef<'no' | 'once' | 'again'>('no');
  const onWritten = useSteady(async (): Promise<void> => {
    if (isReading.current !== 'no') {
      isReading.current = 'again';
      return;
    }
    do {
      isReading.current = 'once';
      await readWritten();
    } while ((isReading.current as string) === 'again');
    isReading.current = 'no';
  });
  useEffect(() => desk.on('journal.changed', () => void onWritten()), [desk, onWritten]);

  const { all, error, isRead } = state;
  return {
    ...all,
    error,
    isLoading: !isRead,
    place: { of: state.of, start: 0, origin: all.origin },
    readMore: () => void readMore(),
    onSight: (index) => {
      first.current = index;
    },
  };
}
