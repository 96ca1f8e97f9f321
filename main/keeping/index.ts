/**
 * Nothing is kept for ever: once a day, and a while after the start, what a connection has kept for long enough goes. In
 * small turns beside everything else; at most one of them at a time. The law is in `store/keeping.ts`: what is not confirmed stays, and all
 * that it names.
 */
import { z } from 'zod';
import { type Amount, KeptDays, type KeptRow, type KeptThing, keptThings, nothing, usualDays } from '../../contract/storage.ts';
import type { Clock } from '../time/clock.ts';
import type { Files } from '../files/index.ts';
import { type Slices, inSlices, usualSlices } from '../time/slices.ts';
import type { Database } from '../store/database.ts';
import type { FileRows } from '../store/fileRows.ts';
import type { Journal } from '../store/journal.ts';
import { type Pieces, keepingRowsOn } from '../store/keeping.ts';
import type { Settings } from '../store/settings.ts';
import { isFinished, recordOf } from './finished.ts';
import { trustedTime } from './trustedTime.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** A form that is open has perhaps not saved the file that was just dropped on it. */
const graceMs = day;
/** Whatever a person asks for, the journal of the last days stays: it tells what became of what is on its way. */
const journalAtLeastMs = 7 * day;
const pace = { firstMs: 90_000, everyMs: hour / 2 };

/** What a connection keeps itself; what was put away is the desk's. */
export type OwnThing = Exclude<KeptThing, 'removed' | 'setAside'>;
export const ownThings = keptThings.filter((each) => each !== 'removed' && each !== 'setAside');

export interface Keeping {
  measure(): Promise<{ rows: KeptRow[]; leftovers: Amount }>;
  setDays(what: OwnThing, days: KeptDays): void;
  /** Takes what may go of one thing, however young. Answers what went. */
  deleteNow(what: OwnThing): Promise<Amount>;
  /** All that is due, as once a day. */
  tidy(): Promise<void>;
  /** As every half hour. */
  lookAtClock(): void;
  isClockDoubted(): boolean;
  /** Ends what is under way, after the piece it is at. */
  close(): Promise<void>;
}

export interface KeepingOptions {
  readonly database: Database;
  readonly settings: Settings;
  readonly journal: Journal;
  readonly fileRows: FileRows;
  readonly files: Pick<Files, 'remove' | 'removeStrays'>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Rows have left the outbox's list. */
  readonly onArchived: () => void;
  readonly slices?: Slices;
  /** In ms: how soon after the start, and how often it is looked whether a day has passed. */
  readonly times?: { readonly firstMs: number; readonly everyMs: number };
}

const daysSetting = 'keeping.days';
const lastSetting = 'keeping.last';
const Days = z.record(z.string(), KeptDays);

export function createKeeping(options: KeepingOptions): Keeping {
  const { database, settings, journal, fileRows, files, clock, log } = options;
  const slices = options.slices ?? usualSlices;
  const times = options.times ?? pace;
  const rows = keepingRowsOn(database);
  const time = trustedTime(settings, clock);
  let underWay: Generator<void, unknown, void> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let isOver = false;

  const daysOf = (what: OwnThing): KeptDays => {
    const set = settings.get(daysSetting, Days, {})[what];
    return set === undefined ? usualDays[what] : set;
  };
  /** Unix ms: what was finished before may go. `-Infinity` where it is kept for ever. */
  const limitOf = (what: OwnThing, now: number): number => {
    const days = daysOf(what);
    return days === null ? -Infinity : now - days * day;
  };
  /** The same where a person wants it gone now. */
  const leastOf = (what: OwnThing, now: number): number => (what === 'journal' ? now - journalAtLeastMs : now);

  /** One after the other; `undefined` where the desk closed meanwhile. */
  const inTurn = <T>(work: () => Pieces<T>): Promise<T | undefined> => {
    const result = queue.then(async () => {
      if (isOver) return undefined;
      const pieces = work();
      underWay = pieces;
      try {
        return await inSlices(pieces, slices);
      } finally {
        underWay = null;
      }
    });
    queue = result.catch(() => undefined);
    return result;
  };

  function* remove(what: OwnThing, before: number, now: number): Pieces<Amount> {
    switch (what) {
      case 'files':
        return yield* sweep(before, now);
      case 'rows': {
        const count = yield* rows.archive(before, now);
        if (count > 0) options.onArchived();
        return { count, size: 0 };
      }
      case 'sentDrafts':
        return { count: yield* rows.removeDrafts('sent', before, now), size: 0 };
      case 'discardedDrafts':
        return { count: yield* rows.removeDrafts('discarded', before, now), size: 0 };
      case 'journal': {
        let count = 0;
        for (let gone = -1; gone !== 0; count += gone) {
          gone = database.unhurried(() => journal.prune(before, 500));
          yield;
        }
        return { count, size: 0 };
      }
      default:
        return assertNever(what);
    }
  }

  /** Marks what is named, and takes the rest; `before` is for files of confirmed rows. */
  function* sweep(before: number, now: number): Pieces<Amount> {
    const gone = { count: 0, size: 0 };
    const add = ({ count, size }: Amount): void => {
      gone.count += count;
      gone.size += size;
    };
    // Written by a clock that was ahead, and is right again: they count from today.
    if (!time.isDoubted()) fileRows.restamp(now + day, now);
    const meanwhile = rows.watchNames();
    try {
      const named = yield* rows.namedFiles();
      for (let after = ''; ;) {
        const known = fileRows.after(after, 5);
        const last = known.at(-1);
        if (last === undefined) break;
        after = last.file_id;
        const canGo = known.filter(({ file_id, stagedAt }) => {
          const until = named.get(file_id);
          return stagedAt <= now - graceMs && (until === undefined || until <= before);
        });
        // Asked last, and nothing runs between: somebody may have named it since it was marked.
        const added = meanwhile.added();
        if (canGo.length > 0) add(files.remove(canGo.flatMap(({ file_id }) => (added.has(file_id) ? [] : [file_id]))));
        yield;
      }
    } finally {
      meanwhile.end();
    }
    add(yield* files.removeStrays(Math.min(now, clock.wall()) - graceMs));
    return gone;
  }

  function* daily(now: number): Pieces<void> {
    yield* rows.noteFinished(now, isFinished, recordOf);
    // Files last: what the others let go of is named no more.
    for (const what of ['rows', 'sentDrafts', 'discardedDrafts', 'journal', 'files'] as const) yield* remove(what, limitOf(what, now), now);
    // SECURITY: what was deleted is in the log of the last writes no longer.
    database.checkpoint();
  }

  const tidy = async (): Promise<void> => {
    const now = time.look();
    await inTurn(() => daily(now));
    if (!isOver) settings.set(lastSetting, now);
  };

  let cancel = clock.after(times.firstMs, () => void look());
  async function look(): Promise<void> {
    try {
      const now = time.look();
      const last = settings.get(lastSetting, z.number().nullable(), null);
      if (last === null || Math.abs(now - last) >= day) await tidy();
    } catch (error) {
      log(`keeping: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!isOver) cancel = clock.after(times.everyMs, () => void look());
  }

  function* measure(now: number): Pieces<{ rows: KeptRow[]; leftovers: Amount }> {
    yield* rows.noteFinished(now, isFinished, recordOf);
    const { sent, leftovers } = yield* measureFiles(now);
    const measured = {
      files: sent,
      rows: yield* rows.measureRows(now),
      sentDrafts: yield* rows.measureDrafts('sent', now),
      discardedDrafts: yield* rows.measureDrafts('discarded', now),
      journal: yield* journal.measure(leastOf('journal', now)),
    } satisfies Record<OwnThing, Pick<KeptRow, 'kept' | 'removable'>>;
    return { rows: ownThings.map((what) => ({ what, days: daysOf(what), ...measured[what] })), leftovers };
  }

  function* measureFiles(now: number): Pieces<{ sent: Pick<KeptRow, 'kept' | 'removable'>; leftovers: Amount }> {
    const named = yield* rows.namedFiles();
    const [kept, removable, leftovers] = [
      { count: 0, size: 0 },
      { count: 0, size: 0 },
      { count: 0, size: 0 },
    ];
    for (let after = ''; ;) {
      const known = fileRows.after(after, 200);
      for (const { file_id, size, stagedAt } of known) {
        const until = named.get(file_id);
        const sums =
          until === undefined
            ? [leftovers]
            : until === Infinity
              ? []
              : until <= now && stagedAt <= now - graceMs
                ? [kept, removable]
                : [kept];
        for (const sum of sums) {
          sum.count += 1;
          sum.size += size;
        }
      }
      const last = known.at(-1);
      if (last === undefined) return { sent: { kept, removable }, leftovers };
      after = last.file_id;
      yield;
    }
  }

  return {
    measure: async () => {
      const now = time.look();
      return (await inTurn(() => measure(now))) ?? { rows: [], leftovers: nothing };
    },
    setDays: (what, days) => settings.set(daysSetting, { ...settings.get(daysSetting, Days, {}), [what]: days }),
    deleteNow: async (what) => {
      const now = time.look();
      const removed = await inTurn(function* () {
        yield* rows.noteFinished(now, isFinished, recordOf);
        const gone = yield* remove(what, leastOf(what, now), now);
        database.checkpoint();
        return gone;
      });
      return removed ?? nothing;
    },
    tidy,
    lookAtClock: () => void time.look(),
    isClockDoubted: () => time.isDoubted(),
    close: async () => {
      isOver = true;
      cancel();
      underWay?.return(undefined);
      await queue;
    },
  };
}

function assertNever(value: never): never {
  throw new Error(`unexpected ${String(value)}`);
}
