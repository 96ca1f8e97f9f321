/** What look-ups share: what the provider's lists were seen to do, what other documents hold, and readings of a list. */
import type { RecordKind, RecordOf } from '../../contract/records.ts';
import type { Page } from '../onflow/client.ts';

/** What was seen of a way to find a record by its reference. */
export interface Proof {
  /** Longest time until a new record showed, in milliseconds; `null` where only an old record was found. */
  readonly longestLagMs: number | null;
  /** Seen not long ago, or since the attempt. */
  readonly isRecent: boolean;
  /** The reference came back as it had been sent. */
  readonly spelledExactly: boolean;
}

/** What is looked for: a reference, and where its record stands. */
export interface Sought {
  readonly reference: string;
  readonly places: readonly string[];
}

/**
 * What of a document or a record a list may leave out unless it is asked for it: its warehouse, its platform. That other places are shown
 * says nothing of this one.
 */
export function placesOf(what: unknown): string[] {
  const { warehouse_code, platform } = (what ?? {}) as { readonly warehouse_code?: unknown; readonly platform?: unknown };
  const told = (name: string, value: unknown): string[] =>
    typeof value === 'string' && value.trim() !== '' ? [`${name} ${value.trim().toLowerCase()}`] : [];
  return [...told('warehouse', warehouse_code), ...told('platform', platform)];
}

/** What was found by asking for a record that is known to exist. */
export interface Sighting extends Sought {
  readonly by: 'filter' | 'list';
  readonly kind: RecordKind;
  /** As the provider spells it. */
  readonly theirs: string | null;
  /** From the provider's answer to the create until it showed, in milliseconds; `null` for a record that was there before. */
  readonly lagMs: number | null;
}

export interface Proofs {
  /**
   * What is known of finding such a reference in such a place; `null`: nothing that still holds. `filter` only counts references with the
   * same traits, and both only what stood in the same places.
   */
  of(by: 'filter' | 'list', kind: RecordKind, sought: Sought, wall: number): Proof | null;
  /**
   * The longest time until a new record of this kind showed, whatever its reference was like, in milliseconds; 0 where that was never seen.
   */
  longestLagMs(by: 'filter' | 'list', kind: RecordKind, wall: number): number;
  seen(sighting: Sighting): void;
  /** A record that this desk had made was not found in all that time, and none was since. */
  isRefuted(by: 'filter' | 'list', kind: RecordKind): boolean;
  /** Something that must have been found was not. */
  failed(by: 'filter' | 'list', kind: RecordKind): void;
  /** The fields of a list's rows: where one is gone, what was seen before says nothing any more. */
  answered(kind: RecordKind, rows: readonly object[]): void;
}

/** What the other documents of the outbox say of records. */
export interface Others {
  /** Codes of records that this desk made itself, newest first. */
  own(kind: RecordKind): readonly string[];
  /** The record belongs to another document: by its code, or by its very reference. */
  isTaken(kind: RecordKind, reference: string, record: { readonly code: string; readonly reference: string | null }): boolean;
  /** Another document that is not cleared up could mean this reference as well. */
  hasRival(kind: RecordKind, reference: string, theirs: string): boolean;
}

export interface LookUps {
  /** Provider's clock less the computer's, in milliseconds; `null` where that is not known. */
  readonly clockDifferenceMs: () => number | null;
  readonly proofs: Proofs;
  readonly others: Others;
  readonly readings: Readings;
  readonly suspects: Suspects;
  readonly details: Details;
}

/** So many details in a row that could not be had are a server that stumbles; more, and it has none. */
const stumblesBorne = 3;

/**
 * Whether a detail that could not be had is asked for again, before a row of the list must do. Each document counts for itself: all that
 * are looked for in one bad second stumble together.
 */
export class Details {
  readonly #stumbles = new Map<string, number>();

  read(kind: RecordKind, reference: string): void {
    this.#stumbles.delete(`${kind} ${reference}`);
  }

  /** `true` where it may pass. */
  stumbled(kind: RecordKind, reference: string): boolean {
    const key = `${kind} ${reference}`;
    const times = (this.#stumbles.get(key) ?? 0) + 1;
    this.#stumbles.set(key, times);
    return times <= stumblesBorne;
  }
}

/**
 * Records that could be the one that a document made, under another spelling or name. Once seen they stay so, whether the next look shows
 * them or not: of two servers that answer in turn one may not have them yet. In memory only: after a restart the time that must pass begins
 * anew.
 */
export class Suspects {
  readonly #seen = new Map<string, Map<string, object>>();

  of<K extends RecordKind>(kind: K, reference: string): readonly (readonly [string, RecordOf[K]])[] {
    return [...(this.#seen.get(`${kind} ${reference}`) ?? [])] as unknown as (readonly [string, RecordOf[K]])[];
  }

  note(kind: RecordKind, reference: string, code: string, record: object): void {
    const key = `${kind} ${reference}`;
    const seen = this.#seen.get(key) ?? new Map<string, object>();
    this.#seen.set(key, seen.set(code, record));
  }
}

/** Rows of a list as far as they were read, each once. */
export interface Reading<K extends RecordKind> {
  readonly rows: readonly RecordOf[K][];
  /** `kept`: a cache on the way answered, and what it does not show may be there by now. */
  readonly reached: 'whole' | 'backToTheAttempt' | 'partly' | 'kept';
}

export interface ReadingWanted<K extends RecordKind> {
  readonly kind: K;
  /** Only the newest page, or as far as it takes. */
  readonly depth: 'newest' | 'asFarAsItTakes';
  /** Unix seconds: rows older than that are of no interest. */
  readonly horizon: number;
  readonly own: readonly string[];
  readonly page: (page: number) => Promise<Page<RecordOf[K]>>;
}

/**
 * Readings of whole lists are dear, and one serves all that wait for it: who asks while one is under way shares the next, because what it
 * looks for may have come to be after the present one passed by.
 */
export class Readings {
  readonly #read: <K extends RecordKind>(wanted: ReadingWanted<K>) => Promise<Reading<K>>;
  readonly #lines = new Map<
    string,
    { running: Promise<unknown>; next: { wanted: ReadingWanted<RecordKind>; reading: Promise<Reading<RecordKind>> } | null }
  >();

  constructor(read: <K extends RecordKind>(wanted: ReadingWanted<K>) => Promise<Reading<K>>) {
    this.#read = read;
  }

  of<K extends RecordKind>(wanted: ReadingWanted<K>): Promise<Reading<K>> {
    return this.#join(wanted) as unknown as Promise<Reading<K>>;
  }

  #join(wanted: ReadingWanted<RecordKind>): Promise<Reading<RecordKind>> {
    const key = `${wanted.kind} ${wanted.depth}`;
    const line = this.#lines.get(key);
    if (line?.next != null) {
      line.next.wanted = { ...line.next.wanted, horizon: Math.min(line.next.wanted.horizon, wanted.horizon) };
      return line.next.reading;
    }
    const running = line?.running ?? Promise.resolve();
    const turn = { wanted, reading: Promise.resolve(null as unknown as Reading<RecordKind>) };
    turn.reading = running.then(() => {
      const now = this.#read(turn.wanted);
      const quiet = now.then(
        () => undefined,
        () => undefined,
      );
      this.#lines.set(key, { running: quiet, next: null });
      void quiet.then(() => {
        if (this.#lines.get(key)?.running === quiet && this.#lines.get(key)?.next === null) this.#lines.delete(key);
      });
      return now;
    });
    this.#lines.set(key, { running, next: turn });
    return turn.reading;
  }
}
