/**
 * Keeps the local copy fresh behind the person's back. Two movements a kind: every minute the newest pages, until one holds
 * nothing new; every half hour all pages, because an older record may have changed its state. One page at a time, with a pause in between,
 * at background priority: 100,000 products are 2,000 pages, and neither the person nor a second desk on the same account may feel them.
 * What a whole walk did not meet is asked for one by one: what the provider knows no more is marked.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { RecordKind, RecordOf } from '../../contract/records.ts';
import { codeOf } from '../../contract/records.ts';
import type { Clock } from '../time/clock.ts';
import type { Page } from '../onflow/client.ts';
import type { Catalogue as Rows } from '../store/catalogue.ts';
import { kindsByTurn } from '../kinds/index.ts';
import { fetchPage, newsIn } from './provider.ts';
import type { CatalogueCalls } from './provider.ts';

/** In milliseconds. */
export interface BackgroundPace {
  /**
   * Once, before the first movement, where there is a copy already: the first screen is drawn from it meanwhile, and has the machine to
   * itself.
   */
  readonly first: number;
  readonly betweenPages: number;
  readonly newest: number;
  readonly wholeWalk: number;
  /** After a failure that concerns everything (no network): doubled each time up to the second. */
  readonly backOff: readonly [number, number];
  /** After a failure that concerns one kind's list alone (the call is not there). */
  readonly kindBackOff: number;
}
export const usualPace: BackgroundPace = {
  first: 2_000,
  betweenPages: 250,
  newest: 60_000,
  wholeWalk: 30 * 60_000,
  backOff: [5_000, 60_000],
  kindBackOff: 10 * 60_000,
};

export interface BackgroundOptions {
  readonly rows: Rows;
  readonly onflow: CatalogueCalls;
  readonly clock: Clock;
  readonly pageSize: number;
  readonly pace: BackgroundPace;
  /** Warehouses and brands, when they are old. */
  readonly refreshLookups: (olderThan: number, signal: AbortSignal) => Promise<void>;
  /**
   * Asks for a record that a whole walk did not meet, and marks it where it is gone. Answers whether anything changed; `null` where the
   * provider's details cannot be trusted to tell.
   */
  readonly verify: (kind: RecordKind, code: string, signal: AbortSignal) => Promise<boolean | null>;
  /** A page was read, whatever is in it. */
  readonly onRead: (kind: RecordKind, page: number, answer: Page<RecordOf[RecordKind]>) => void;
  /** `kind` was answered; `changed` says whether anything in it is new. */
  readonly onPage: (kind: RecordKind, changed: boolean) => void;
  readonly onDefect: (error: unknown) => void;
}

const order: readonly RecordKind[] = kindsByTurn;
/** A server that never stops answering pages is not followed for ever. */
const lastPage = 20_000;
/** During a walk the screen is told every so many pages: it reads its list again each time. */
const pagesPerWord = 10;
/** A list that hides what is old would have the desk ask for all of it: so many a walk, those first that were not seen the longest. */
const mostVerified = 100;

interface KindState {
  /** Monotonic time before which the kind is left alone. */
  newestDue: number;
  walkDue: number;
  /** Codes of the page before, to notice a server that answers every page with the same rows. */
  before: string;
  /** A page of the walk came from a cache. */
  isKept: boolean;
  /** Changes that the screen has not been told of. */
  untold: boolean;
  /** What the last whole walk did not meet, and still has to be asked for. */
  missed: string[];
}

export class Background {
  readonly #options: BackgroundOptions;
  #abort: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;
  #hasBegun = false;
  #failures = 0;
  #lookupsDue = 0;
  /** Where the provider answers slowly the newest pages are due again before they are read: the walks have every other step. */
  #isTurnOfWalks = false;
  /** Whose page of a walk was the last. */
  #turn = -1;
  readonly #kinds = new Map<RecordKind, KindState>();

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  /** Starts, or, if it is running and only waits, looks at once (a new key, the network is back). */
  start(): void {
    this.#failures = 0;
    this.#lookupsDue = 0;
    this.#kinds.clear();
    // Not before the first movement: a key that comes from the keychain a moment later is no news.
    if (this.#abort !== null) return this.#hasBegun ? this.#wake() : undefined;
    const abort = new AbortController();
    this.#abort = abort;
    this.#running = this.#running.then(() => this.#run(abort.signal));
  }

  /** Stops at the next step; a walk goes on at the same page next time, after a restart too. */
  stop(): Promise<void> {
    this.#abort?.abort();
    this.#abort = null;
    this.#wake();
    return this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    if (!this.#hasBegun && order.some((kind) => this.#hasWalked(kind))) await this.#sleep(this.#options.pace.first, signal);
    this.#hasBegun = true;
    while (!signal.aborted) {
      let rest: number;
      try {
        rest = await this.#step(signal);
        this.#failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof DeskFailure)) this.#options.onDefect(error);
        const [first, longest] = this.#options.pace.backOff;
        rest = Math.min(longest, first * 2 ** this.#failures);
        if (error instanceof DeskFailure) rest = Math.max(rest, error.error.retryAfterMs ?? 0);
        this.#failures = Math.min(this.#failures + 1, 16);
      }
      await this.#sleep(rest, signal);
    }
  }

  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(ms, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  /** One page of whatever is due. Answers how long to rest. */
  async #step(signal: AbortSignal): Promise<number> {
    const { clock, pace } = this.#options;
    const now = clock.now();
    if (this.#lookupsDue <= now) {
      this.#lookupsDue = now + pace.newest;
      await this.#alone(
        () => this.#options.refreshLookups(clock.wall() - pace.wholeWalk, signal),
        (until) => {
          this.#lookupsDue = until;
        },
      );
    }
    const newest = order.find((kind) => this.#state(kind).newestDue <= now && this.#hasWalked(kind));
    const missing = order.find((kind) => this.#state(kind).missed.length > 0 && this.#state(kind).walkDue <= now);
    const walks = order.filter((kind) => this.#state(kind).walkDue <= now && this.#walkIsDue(kind));
    const isWalkWaiting = missing !== undefined || walks.length > 0;
    if (newest !== undefined && !(this.#isTurnOfWalks && isWalkWaiting)) {
      this.#isTurnOfWalks = true;
      return this.#page(newest, (state) => this.#newest(newest, state, signal));
    }
    this.#isTurnOfWalks = false;
    if (missing !== undefined) return this.#page(missing, (state) => this.#verify(missing, state, signal));
    // In turns: a hundred thousand shipments do not keep three hundred products waiting.
    const walk = walks.find((kind) => order.indexOf(kind) > this.#turn) ?? walks[0];
    if (walk !== undefined) {
      this.#turn = order.indexOf(walk);
      return this.#page(walk, (state) => this.#walk(walk, state, signal));
    }
    const next = Math.min(this.#lookupsDue, ...order.map((kind) => this.#state(kind).newestDue));
    return Math.max(pace.betweenPages, next - now);
  }

  #state(kind: RecordKind): KindState {
    const known = this.#kinds.get(kind) ?? { newestDue: 0, walkDue: 0, before: '', isKept: false, untold: false, missed: [] };
    this.#kinds.set(kind, known);
    return known;
  }

  /** Whether there is anything to be newer than. */
  #hasWalked(kind: RecordKind): boolean {
    const { walkedAt, nextPage } = this.#options.rows.progress(kind);
    return walkedAt !== null || (nextPage ?? 1) > 1;
  }

  #walkIsDue(kind: RecordKind): boolean {
    const { walkedAt, nextPage } = this.#options.rows.progress(kind);
    const now = this.#options.clock.wall();
    // A walk that will have been finished in the future was dated by a wrong clock.
    return nextPage !== null || walkedAt === null || walkedAt > now || now - walkedAt >= this.#options.pace.wholeWalk;
  }

  async #page(kind: RecordKind, step: (state: KindState) => Promise<void>): Promise<number> {
    const state = this.#state(kind);
    await this.#alone(
      () => step(state),
      (until) => {
        state.newestDue = until;
        state.walkDue = until;
      },
    );
    return this.#options.pace.betweenPages;
  }

  /** A list that cannot be read keeps the others from nothing: it is left alone for a while. */
  async #alone(step: () => Promise<void>, leaveUntil: (until: number) => void): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (!isOfOneKind(error)) throw error;
      leaveUntil(this.#options.clock.now() + this.#options.pace.kindBackOff);
    }
  }

  async #newest(kind: RecordKind, state: KindState, signal: AbortSignal): Promise<void> {
    const { clock, pace, rows, onPage } = this.#options;
    // What lies behind the walk's own page is the walk's business.
    const end = rows.progress(kind).nextPage ?? lastPage;
    let changed = false;
    for (let page = 1; page < Math.max(end, 2); page += 1) {
      if (page > 1) await this.#sleep(pace.betweenPages, signal);
      const answer = await this.#take(kind, page, signal);
      changed ||= answer.changed > 0;
      if (answer.changed === 0 || answer.isLast) break;
    }
    state.newestDue = clock.now() + pace.newest;
    onPage(kind, changed);
  }

  async #walk(kind: RecordKind, state: KindState, signal: AbortSignal): Promise<void> {
    const { clock, rows, onPage } = this.#options;
    const page = rows.progress(kind).nextPage ?? 1;
    if (page === 1) rows.setProgress(kind, { walkBegan: clock.wall() });
    const answer = await this.#take(kind, page, signal);
    // Only an end that the server itself told makes the walk a whole one.
    const isWhole = answer.isLast;
    const isLast = isWhole || page >= lastPage || (page > 1 && answer.codes === state.before);
    state.before = isLast ? '' : answer.codes;
    state.isKept = answer.isKept || (page > 1 && state.isKept);
    state.untold ||= answer.changed > 0;
    rows.setProgress(kind, isLast ? { nextPage: null, walkedAt: clock.wall() } : { nextPage: page + 1 });
    // What a cache had kept may be without what is there.
    if (isWhole && !state.isKept) state.missed = this.#missedBy(kind);
    if (page === 1) state.newestDue = clock.now() + this.#options.pace.newest;
    if (!isLast && page % pagesPerWord !== 1) return;
    onPage(kind, state.untold);
    state.untold = false;
  }

  #missedBy(kind: RecordKind): string[] {
    const { rows } = this.#options;
    const { walkBegan } = rows.progress(kind);
    return walkBegan === null ? [] : rows.notSeenSince(kind, walkBegan, mostVerified);
  }

  /** One record that the walk did not meet: it may be gone, or have stood between two pages while they moved. */
  async #verify(kind: RecordKind, state: KindState, signal: AbortSignal): Promise<void> {
    const [code] = state.missed;
    if (code === undefined) return;
    const changed = await this.#options.verify(kind, code, signal);
    state.missed = changed === null ? [] : state.missed.slice(1);
    state.untold ||= changed === true;
    if (state.missed.length > 0 || !state.untold) return;
    this.#options.onPage(kind, true);
    state.untold = false;
  }

  /** Reads one page into the local copy. */
  async #take(
    kind: RecordKind,
    page: number,
    signal: AbortSignal,
  ): Promise<{ changed: number; isKept: boolean; isLast: boolean; codes: string }> {
    const { clock, onflow, pageSize, rows, onRead } = this.#options;
    const asOf = clock.wall();
    const answer = await fetchPage(onflow, kind, { page, pageSize }, { priority: 'background', signal });
    signal.throwIfAborted();
    const changed = rows.putListRows(kind, newsIn(rows, kind, answer), asOf);
    if (answer.isKept !== true) rows.setProgress(kind, { asOf });
    onRead(kind, page, answer);
    // A short page is not yet the last one, and `total` may count the rows of one page: only a page with nothing on it ends the list.
    return {
      changed,
      isKept: answer.isKept === true,
      isLast: answer.rows.length + answer.unread === 0,
      codes: answer.rows.map((record) => codeOf(kind, record)).join(' '),
    };
  }
}

/** Whether only this list is in trouble: the call is not there, not allowed, or answers something else. */
function isOfOneKind(error: unknown): boolean {
  if (!(error instanceof DeskFailure)) return false;
  const { code, provider } = error.error;
  return code === 'forbidden' || ((code === 'provider' || code === 'unreadable') && (provider?.httpStatus ?? 0) < 500);
}
