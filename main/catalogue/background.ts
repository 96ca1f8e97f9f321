/**
 * Keeps the local copy fresh behind the person's back. Three movements a kind: every minute the newest pages, until one holds nothing new
 * and what is hot was met; every half hour as far back as the oldest record whose state may still change; all pages every half hour too
 * where they are few, and twice a day where they are many. At background priority: whoever works goes before. A list is read for the first
 * time as fast as the limiter lets it while nobody works; after that there is one request a second at most
 * (docs/decisions/hot-and-cold.md).
 * What a whole walk did not meet is asked for one by one: what the provider knows no more is marked.
 */
import { DeskFailure } from '../../contract/errors.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { RecordKind, RecordOf } from '../../contract/records.ts';
import { codeOf } from '../../contract/records.ts';
import type { Clock } from '../time/clock.ts';
import type { Page } from '../onflow/client.ts';
import type { Catalogue as Rows, ListProgress } from '../store/catalogue.ts';
import { inSlices } from '../time/slices.ts';
import { kindsByTurn } from '../kinds/index.ts';
import { hotOf, mostHotPages } from './hot.ts';
import type { BackgroundPace } from './pace.ts';
import { type AskedPage, type TakenPage, askPage, codesOf, countOf, isEmpty, takePage } from './pages.ts';
import type { CatalogueCalls } from './provider.ts';

export interface BackgroundOptions {
  readonly rows: Rows;
  readonly onflow: CatalogueCalls;
  readonly clock: Clock;
  readonly pageSize: number;
  /** Tried for the pages of a walk: by so many it is read where the provider gives them. `null`: not tried. */
  readonly largerPage: number | null;
  readonly pace: BackgroundPace;
  /** Warehouses and brands, when they are old. */
  readonly refreshLookups: (olderThan: number, signal: AbortSignal) => Promise<void>;
  /**
   * Asks for a record that a whole walk did not meet, and marks it where it is gone. `witness`: one that it did meet. Answers whether
   * anything changed; `null` where the provider's details cannot be trusted to tell.
   */
  readonly verify: (kind: RecordKind, code: string, witness: string | null, signal: AbortSignal) => Promise<boolean | null>;
  /** Reads one record by itself. @throws DeskFailure as every call of the client */
  readonly readOne: (kind: RecordKind, code: string, signal: AbortSignal) => Promise<void>;
  /** Reads the next answer that no list tells, where one is missing or old. Answers whether it asked. @throws DeskFailure as the client */
  readonly readBehind: (signal: AbortSignal) => Promise<boolean>;
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
/**
 * Pages of a walk that are asked for together at most: while the first is on its way the limiter lets the others go, one after the other.
 * One at a time, each would wait for the answer before it, and a slow provider would be read at a third of the limit.
 */
const mostAhead = 16;
/** A record that never comes to its end would have all that came after it read every half hour. */
const mostLookedBack = 100;
/** Walks have a turn every so many milliseconds, however much is hot. */
const walksWait = 15_000;

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
  /** The codes that the walk under way has met; `null` where it began before the desk was started, and cannot say what is missing. */
  met: Set<string> | null;
  /** One that the last walk met. */
  witness: string | null;
  /** So many pages are asked for together next. */
  ahead: number;
  /** Rows in all, as the provider tells; `null` where it has not. */
  total: number | null;
  /** Pages of a whole walk; `null` where nobody has counted. */
  pages: number | null;
  lookBackDue: number;
  /** Where a look back goes on, how far it goes (Unix seconds), whether it has met anything new, and what the last page held. */
  back: { readonly page: number; readonly to: number; readonly changed: boolean; readonly before: string } | null;
}

export class Background {
  readonly #options: BackgroundOptions;
  #abort: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;
  #hasBegun = false;
  #failures = 0;
  #lookupsDue = 0;
  #behindDue = 0;
  /** Where the provider answers slowly the newest pages are due again before they are read: the walks have every other step. */
  #isTurnOfWalks = false;
  #walksHadTurn = 0;
  #isSeen = true;
  /** Monotonic time of the last request. */
  #askedAt = 0;
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
    this.#behindDue = 0;
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

  /** Whether anybody can see the desk: what nobody sees is looked at less often. */
  seen(isSeen: boolean): void {
    if (this.#isSeen === isSeen) return;
    this.#isSeen = isSeen;
    if (!isSeen || !this.#hasBegun) return;
    for (const state of this.#kinds.values()) state.newestDue = Math.min(state.newestDue, this.#options.clock.now());
    this.#wake();
  }

  #newestEvery(): number {
    return this.#options.pace.newest * (this.#isSeen ? 1 : this.#options.pace.unseen);
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
        () => this.#options.refreshLookups(clock.wall() - pace.lookups, signal),
        (until) => {
          this.#lookupsDue = until;
        },
      );
    }
    // Whoever waits the longest: where each page takes longer than its turn lasts, the first kinds would take all turns.
    const [newest] = order
      .filter((kind) => this.#state(kind).newestDue <= now && this.#hasWalked(kind))
      .toSorted((a, b) => this.#state(a).newestDue - this.#state(b).newestDue);
    const missing = order.find((kind) => this.#state(kind).missed.length > 0 && this.#state(kind).walkDue <= now);
    const walks = order.filter((kind) => this.#state(kind).walkDue <= now && this.#walkIsDue(kind));
    const isFirst = walks.some((kind) => this.#options.rows.progress(kind).walkedAt === null);
    const isWalkWaiting = (missing !== undefined || walks.length > 0) && (isFirst || now - this.#walksHadTurn >= walksWait);
    const isBehindWaiting = !isFirst && now - this.#behindDue >= walksWait;
    if (newest !== undefined && !(this.#isTurnOfWalks && (isWalkWaiting || isBehindWaiting))) {
      this.#isTurnOfWalks = true;
      return this.#page(newest, (state) => this.#newest(newest, state, signal));
    }
    this.#isTurnOfWalks = false;
    this.#walksHadTurn = now;
    if (missing !== undefined) return this.#page(missing, (state) => this.#verify(missing, state, signal));
    const back = order.find((kind) => this.#state(kind).lookBackDue <= now && this.#hasWalked(kind) && !this.#walkIsDue(kind));
    if (back !== undefined) return this.#page(back, (state) => this.#lookBack(back, state, signal));
    // In turns: a hundred thousand shipments do not keep three hundred products waiting.
    const walk = walks.find((kind) => order.indexOf(kind) > this.#turn) ?? walks[0];
    if (walk !== undefined) {
      this.#turn = order.indexOf(walk);
      return this.#page(walk, (state) => this.#walk(walk, state, signal));
    }
    if (this.#behindDue <= now) {
      this.#behindDue = now + pace.behind * (this.#isSeen ? 1 : pace.unseen);
      let hasAsked = true;
      await this.#alone(
        async () => {
          hasAsked = await this.#options.readBehind(signal);
        },
        (until) => {
          this.#behindDue = until;
        },
      );
      if (hasAsked) return Math.max(pace.betweenPages, now + pace.apart - clock.now());
    }
    const next = Math.min(
      this.#lookupsDue,
      this.#behindDue,
      ...order.map((kind) => Math.min(this.#state(kind).newestDue, this.#state(kind).lookBackDue)),
    );
    return Math.max(pace.betweenPages, next - now);
  }

  #state(kind: RecordKind): KindState {
    const known = this.#kinds.get(kind) ?? {
      newestDue: 0,
      walkDue: 0,
      before: '',
      isKept: false,
      untold: false,
      missed: [],
      met: null,
      witness: null,
      ahead: 1,
      total: null,
      pages: null,
      lookBackDue: this.#options.clock.now() + this.#options.pace.lookBack,
      back: null,
    };
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
    return nextPage !== null || walkedAt === null || walkedAt > now || now - walkedAt >= this.#betweenWalks(kind);
  }

  /** What is gone or changed by itself is seen soon where that costs little. */
  #betweenWalks(kind: RecordKind): number {
    const { pace, rows, pageSize } = this.#options;
    const state = this.#state(kind);
    state.pages ??= Math.ceil(rows.size(kind) / pageSize);
    return Math.min(pace.wholeWalk, Math.max(pace.lookBack, state.pages * pace.perPage));
  }

  async #page(kind: RecordKind, step: (state: KindState) => Promise<void>): Promise<number> {
    const state = this.#state(kind);
    this.#askedAt = this.#options.clock.now();
    await this.#alone(
      () => step(state),
      (until) => {
        state.newestDue = until;
        state.walkDue = until;
        state.lookBackDue = Math.max(state.lookBackDue, until);
      },
    );
    return this.#rest(kind);
  }

  /** How long nothing more is asked of this list. From request to request, so that a slow answer makes nothing slower. */
  #rest(kind: RecordKind): number {
    const { clock, pace, rows } = this.#options;
    if (rows.progress(kind).walkedAt === null) return pace.betweenPages;
    return Math.max(pace.betweenPages, this.#askedAt + pace.apart - clock.now());
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
    const { clock, rows } = this.#options;
    // By its beginning: where much is hot, reading it takes most of the time until it is due again.
    state.newestDue = clock.now() + this.#newestEvery();
    const hot = hotOf(kind, { ...this.#options, walkSize: this.#walkSize(kind) });
    // What lies behind the walk's own page is the walk's business.
    const { nextPage } = rows.progress(kind);
    const end = nextPage === null ? lastPage : Math.ceil(((nextPage - 1) * this.#walkSize(kind)) / hot.pageSize) + 1;
    let changed = false;
    let before = '';
    for (let page = 1; page < Math.max(end, 2); page += 1) {
      if (page > 1) await this.#sleep(this.#rest(kind), signal);
      this.#askedAt = clock.now();
      const asked = await this.#ask(kind, page, signal, hot.pageSize);
      const answer = await this.#take(kind, page, asked, {});
      changed ||= answer.changed > 0;
      for (const record of asked.answer.rows) hot.alone.delete(codeOf(kind, record));
      const isBehindHot = page >= mostHotPages || (answer.newest !== null && answer.newest < hot.from);
      const codes = codesOf(kind, asked.answer);
      // The same page once more: the server does not turn pages.
      if (answer.isLast || codes === before || (answer.changed === 0 && isBehindHot)) break;
      before = codes;
    }
    for (const code of hot.alone) {
      await this.#sleep(this.#rest(kind), signal);
      this.#askedAt = clock.now();
      changed = (await this.#readAlone(kind, code, signal)) || changed;
    }
    this.#options.onPage(kind, changed);
  }

  /** One record that is hot and lies far down the list. That it cannot be read says nothing of the others. */
  async #readAlone(kind: RecordKind, code: string, signal: AbortSignal): Promise<boolean> {
    const { rows, readOne } = this.#options;
    const before = JSON.stringify(rows.get(kind, code)?.row.record);
    try {
      await readOne(kind, code, signal);
    } catch (error) {
      if (!isOfOneKind(error)) throw error;
    }
    return before !== JSON.stringify(rows.get(kind, code)?.row.record);
  }

  /** To where no record's state changes any more, as far as is known: one page, and the next one with the next step. */
  async #lookBack(kind: RecordKind, state: KindState, signal: AbortSignal): Promise<void> {
    const { clock, pace, rows } = this.#options;
    const { ends } = kindOf(kind);
    const to = state.back?.to ?? (ends === 'made' ? null : rows.oldestOpen(kind, ends));
    if (to !== null) {
      const page = state.back?.page ?? 1;
      const size = this.#walkSize(kind);
      const asked = await this.#ask(kind, page, signal, size);
      const answer = await this.#take(kind, page, asked, {});
      const codes = codesOf(kind, asked.answer);
      const changed = (state.back?.changed ?? false) || answer.changed > 0;
      const isOver =
        answer.isLast || codes === state.back?.before || page >= mostLookedBack || (answer.newest !== null && answer.newest < to);
      state.back = isOver ? null : { page: page + 1, to, changed, before: codes };
      if (!isOver) return;
      this.#options.onPage(kind, changed);
    }
    state.lookBackDue = clock.now() + pace.lookBack;
  }

  /** Some pages further, all asked for at once. */
  async #walk(kind: RecordKind, state: KindState, signal: AbortSignal): Promise<void> {
    const first = this.#options.rows.progress(kind).nextPage ?? 1;
    const size = first === 1 ? this.#options.pageSize : this.#walkSize(kind);
    // A list that ends soon is not asked for what lies far behind its end.
    const end = state.total === null ? Infinity : Math.ceil(state.total / size) + 1;
    const isFirstTime = this.#options.rows.progress(kind).walkedAt === null;
    const most = isFirstTime ? Math.max(1, Math.min(state.ahead, end - first + 1)) : 1;
    const enough = new AbortController();
    const either = AbortSignal.any([signal, enough.signal]);
    const asked = Array.from({ length: most }, (_, index) => this.#ask(kind, first + index, either, size));
    // One that fails while an earlier one is waited for is heard of in its turn.
    for (const each of asked) each.catch(() => undefined);
    try {
      for (const [index, each] of asked.entries()) {
        const answer = await each;
        const isLast = await this.#walked(kind, state, first + index, answer);
        if (isLast) return;
        if (first === 1) await this.#tryLarger(kind, state, answer, signal);
      }
    } catch (error) {
      state.ahead = 1;
      throw error;
    } finally {
      enough.abort();
    }
    // The second page shows whether the server turns pages at all.
    if (first > 1) state.ahead = Math.min(state.ahead * 2, mostAhead);
  }

  /** Rows a page of the walk under way. */
  #walkSize(kind: RecordKind): number {
    return this.#options.rows.progress(kind).pageSize ?? this.#options.pageSize;
  }

  /**
   * Whether the first page of a walk can be had with more rows: nothing is known of it (A: `page_size`), but a provider that answers so
   * many, the same ones first, is read by so many, with half the requests. Found out with every walk anew: it may be another one by then.
   */
  async #tryLarger(kind: RecordKind, state: KindState, { answer }: AskedPage, signal: AbortSignal): Promise<void> {
    const { pageSize, largerPage } = this.#options;
    if (largerPage === null || countOf(answer) !== pageSize) return;
    let larger: AskedPage;
    try {
      larger = await this.#ask(kind, 1, signal, largerPage);
    } catch (error) {
      if (isOfOneKind(error)) return;
      throw error;
    }
    const given = new Set(larger.answer.rows.map((record) => codeOf(kind, record)));
    const again = answer.rows.filter((record) => given.has(codeOf(kind, record)));
    if (countOf(larger.answer) !== largerPage || again.length * 2 < answer.rows.length) return;
    const { changed, isKept } = await this.#take(kind, 1, larger, { nextPage: 2, pageSize: largerPage });
    state.before = codesOf(kind, larger.answer);
    state.isKept ||= isKept;
    state.untold ||= changed > 0;
  }

  /** One page of a walk. Answers whether it was the last. */
  async #walked(kind: RecordKind, state: KindState, page: number, asked: AskedPage): Promise<boolean> {
    const { clock, rows, onPage } = this.#options;
    if (page === 1) {
      rows.setProgress(kind, { walkBegan: asked.asOf, pageSize: null });
      state.met = new Set();
    }
    const codes = codesOf(kind, asked.answer);
    // Only an end that the server itself told makes the walk a whole one.
    const isWhole = isEmpty(asked.answer);
    const isLast = isWhole || page >= lastPage || (page > 1 && codes === state.before);
    if (isLast) state.pages = page;
    const { changed, isKept } = await this.#take(
      kind,
      page,
      asked,
      isLast ? { nextPage: null, walkedAt: clock.wall() } : { nextPage: page + 1 },
    );
    // `total` may count the rows of this page.
    const { total } = asked.answer;
    if (total !== null && total > this.#walkSize(kind)) state.total = total;
    state.before = isLast ? '' : codes;
    state.isKept = isKept || (page > 1 && state.isKept);
    state.untold ||= changed > 0;
    if (isLast) {
      state.ahead = 1;
      state.witness = state.met?.values().next().value ?? null;
      // What a cache had kept may be without what is there.
      if (isWhole && !state.isKept && state.met !== null) state.missed = await this.#missedBy(kind, state.met);
      state.met = null;
    }
    if (page === 1) state.newestDue = clock.now() + this.#newestEvery();
    if (isLast || page % pagesPerWord === 1) {
      onPage(kind, state.untold || isLast);
      state.untold = false;
    }
    return isLast;
  }

  async #missedBy(kind: RecordKind, met: ReadonlySet<string>): Promise<string[]> {
    const { rows } = this.#options;
    const { walkBegan } = rows.progress(kind);
    return walkBegan === null ? [] : ((await inSlices(rows.notMet(kind, met, walkBegan, mostVerified))) ?? []);
  }

  /** Rows that were read in the first walk over the list, and how many there are, as far as is told; `null` once all were. */
  reading(kind: RecordKind): { readonly read: number; readonly of: number | null } | null {
    const { walkedAt, nextPage } = this.#options.rows.progress(kind);
    if (walkedAt !== null || nextPage === null) return null;
    const { total } = this.#state(kind);
    const read = (nextPage - 1) * this.#walkSize(kind);
    return { read: total === null ? read : Math.min(read, total), of: total };
  }

  /** One record that the walk did not meet: it may be gone, or have stood between two pages while they moved. */
  async #verify(kind: RecordKind, state: KindState, signal: AbortSignal): Promise<void> {
    const [code] = state.missed;
    if (code === undefined) return;
    const changed = await this.#options.verify(kind, code, state.witness, signal);
    state.missed = changed === null ? [] : state.missed.slice(1);
    state.untold ||= changed === true;
    if (state.missed.length > 0 || !state.untold) return;
    this.#options.onPage(kind, true);
    state.untold = false;
  }

  #ask(kind: RecordKind, page: number, signal: AbortSignal, pageSize = this.#options.pageSize): Promise<AskedPage> {
    return askPage(this.#options, kind, { page, pageSize }, signal);
  }

  async #take(kind: RecordKind, page: number, asked: AskedPage, progress: Partial<ListProgress>): Promise<TakenPage> {
    const { rows, onRead } = this.#options;
    const taken = await takePage(rows, kind, asked, progress);
    const met = this.#state(kind).met;
    if (met !== null) for (const record of asked.answer.rows) met.add(codeOf(kind, record));
    onRead(kind, page, asked.answer);
    return taken;
  }
}

/** Whether only this list is in trouble: the call is not there, not allowed, or answers something else. */
function isOfOneKind(error: unknown): boolean {
  if (!(error instanceof DeskFailure)) return false;
  const { code, provider } = error.error;
  return code === 'forbidden' || ((code === 'provider' || code === 'unreadable') && (provider?.httpStatus ?? 0) < 500);
}
