/**
 * The rate budget: decides when a request to the provider may start. Never more than 10 in any second nor 600 in any minute
 * (D), as the provider sees them arrive; the person at the desk before the documents, and those before background work.
 *
 * Three rules, each enough by itself to be understood:
 * 1. *Windows.* A request holds its place from the moment it is let go until a second (and a minute) after it has really left. Nothing that
 *    would overfill a window is let go.
 * 2. *Pace.* What nobody is waiting for goes at even distances, so that the windows empty evenly too, and a person's call has to wait for
 *    one distance at most and not for a whole second. A person's calls are not paced: five at once open a screen.
 * 3. *Gate.* A 429 closes one gate for all, and so does a server in trouble (`gate.ts`).
 */
import { Gate } from './gate.ts';
import type { GateReason } from './gate.ts';
import { monotonicClock } from './clock.ts';
import type { Clock } from './clock.ts';

export const priorities = ['person', 'document', 'background'] as const;
export type Priority = (typeof priorities)[number];

interface Window {
  /** Most requests in any such stretch of time. */
  readonly limit: number;
  readonly ms: number;
}

/** The provider's limits (D). */
export const onflowWindows: readonly Window[] = [
  { limit: 10, ms: 1_000 },
  { limit: 600, ms: 60_000 },
];

/**
 * Added to each window, in milliseconds: a request may take this much longer on its way than the one ten places behind it, and the provider
 * still sees no eleventh within its second. 46 costs 4.4 % of the budget. It begins higher, because the first requests meet cold
 * connections and cold servers; it grows when the provider refuses all the same (a shaky line, a second desk on the account), and shrinks
 * with every request that is accepted.
 */
const margin = { least: 46, first: 60, most: 400, growth: 40, shrink: 0.5 };

/** What an attempt answers that met a 429. */
export const refused = Symbol('refused');

/** Given to each attempt. */
export interface Slot {
  /** To be called when the request really leaves, after connecting: the window counts from then. */
  leaving(): void;
  /** The provider answered something other than 429. */
  accepted(): void;
  /**
   * 429: the gate closes. The attempt answers what this answers, and is made again in its old place when the gate opens.
   * `retryAfterMs` as the provider named it, or `null`.
   */
  refused(retryAfterMs: number | null): typeof refused;
  /** The server is busy (502, 503, 504), or was not reached. `retryAfterMs` as it named it, or `null`. */
  stumbled(reason: 'busy' | 'unreachable', retryAfterMs: number | null): void;
}

export interface Work {
  readonly priority: Priority;
  /** It changes nothing at the provider: such a request may probe a server in trouble. */
  readonly isHarmless?: boolean | undefined;
  /** Stops the waiting; a running attempt has to see to it itself. */
  readonly signal?: AbortSignal | undefined;
  /** Longest wait for a slot, in milliseconds; endless when left out. */
  readonly patienceMs?: number | undefined;
}

/** Why no slot was given. */
export class NoSlot extends Error {
  readonly reason: 'cancelled' | 'patience';
  /** Milliseconds until a slot is to be had, as far as is known. */
  readonly retryAfterMs: number;
  /** Why the gate is closed, where it is. */
  readonly gate: GateReason | null;
  constructor(reason: 'cancelled' | 'patience', retryAfterMs = 0, gate: GateReason | null = null) {
    super(reason);
    this.name = 'NoSlot';
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
    this.gate = gate;
  }
}

export interface Usage {
  readonly lastMinute: number;
  readonly lastSecond: number;
  readonly perMinute: number;
  readonly waiting: Readonly<Record<Priority, number>>;
  /**
   * Unix milliseconds until which a closed gate keeps everything waiting, or `null`. For showing only: nothing is decided by the wall
   * clock.
   */
  readonly gateUntil: number | null;
  /** Why it is closed, or `null`. */
  readonly gate: GateReason | null;
}

export interface Limiter {
  /**
   * Runs `attempt` in a slot, again after each 429. @throws NoSlot when aborted or out of patience before a slot came; what `attempt`
   * throws.
   */
  run<T>(work: Work, attempt: (slot: Slot) => Promise<T | typeof refused>): Promise<T>;
  usage(): Usage;
  /** Milliseconds for which a server in trouble is to be left alone, as far as is known; 0 where there is no trouble. */
  troubleMs(): number;
  /** Called after every start, end, arrival and closing of the gate. Answers its own removal. */
  onChange(listener: () => void): () => void;
}

export interface LimiterOptions {
  readonly clock?: Clock;
  /**
   * Requests that were made before, by how long ago they left, in milliseconds: whoever closes a connection and opens it again, or starts
   * the desk anew, has spent of the same windows.
   */
  readonly past?: readonly number[];
  readonly windows?: readonly Window[];
  readonly random?: () => number;
}

/** One request that holds a place in the windows; `at` is infinite while it is let go but has not left. */
interface Held {
  at: number;
  readonly grantedAt: number;
  /** Of the gate, when the place was given. */
  readonly epoch: number;
  /** Whether the provider has said what it thinks of the rate. */
  answered: boolean;
}

interface Waiting {
  readonly priority: Priority;
  readonly order: number;
  readonly deadline: number;
  readonly isHarmless: boolean;
  readonly start: (held: Held) => void;
  readonly giveUp: (why: NoSlot) => void;
}

export function createLimiter(options: LimiterOptions = {}): Limiter {
  const clock = options.clock ?? monotonicClock;
  const windows = options.windows ?? onflowWindows;
  let marginMs = margin.first;
  const longest = Math.max(...windows.map((window) => window.ms)) + margin.most;
  const spacing = (): number => Math.max(...windows.map((window) => (window.ms + marginMs) / window.limit));
  const gate = new Gate(clock, options.random ?? Math.random);
  const lines: Record<Priority, Waiting[]> = { person: [], document: [], background: [] };
  const listeners = new Set<() => void>();
  let held: Held[] = (options.past ?? []).map((ago) => {
    const at = clock.now() - ago;
    return { at, grantedAt: at, epoch: gate.epoch, answered: true };
  });
  let paceAt = 0;
  let orders = 0;
  let timer: { readonly handle: unknown; readonly at: number } | null = null;

  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  /** When the windows have room for one more: monotonic ms, infinite while they wait for requests that are still connecting. */
  function roomAt(now: number): number {
    held = held.filter((one) => one.at + longest > now);
    let at = 0;
    for (const window of windows) {
      const ends = held.map((one) => one.at + window.ms + marginMs).filter((end) => end > now);
      if (ends.length < window.limit) continue;
      ends.sort((a, b) => a - b);
      at = Math.max(at, ends[ends.length - window.limit] ?? 0);
    }
    return at;
  }

  const isLetGo = ({ isHarmless }: Waiting): boolean => gate.mayProbe(isHarmless);
  const next = (): Waiting | undefined => lines.person.find(isLetGo) ?? lines.document.find(isLetGo) ?? lines.background.find(isLetGo);
  /** A person may always see for themselves whether the network is back. */
  const opensFor = (priority: Priority): number => (priority === 'person' && gate.reason === 'unreachable' ? 0 : gate.opensAt());
  const leaveLine = (waiting: Waiting): void => {
    const line = lines[waiting.priority];
    const index = line.indexOf(waiting);
    if (index >= 0) line.splice(index, 1);
  };

  function startableAt(waiting: Waiting, now: number): number {
    return Math.max(roomAt(now), opensFor(waiting.priority), waiting.priority === 'person' ? 0 : paceAt);
  }

  function start(waiting: Waiting, now: number): void {
    leaveLine(waiting);
    if (waiting.priority !== 'person') {
      // A timer that was a little late does not slow the pace down; a pause does not leave arrears to be made up in a burst.
      paceAt = now - paceAt < spacing() ? paceAt + spacing() : now + spacing();
    }
    const one: Held = { at: Number.POSITIVE_INFINITY, grantedAt: now, epoch: gate.epoch, answered: false };
    held.push(one);
    gate.started();
    waiting.start(one);
  }

  /** Whoever would have to wait beyond their patience is told at once, not at the end of it. */
  function sendImpatientHome(now: number): void {
    for (const priority of priorities) {
      const opens = opensFor(priority);
      for (const waiting of lines[priority].filter((one) => one.deadline <= now || one.deadline < opens)) {
        leaveLine(waiting);
        const at = Math.max(opens, roomAt(now));
        waiting.giveUp(new NoSlot('patience', Number.isFinite(at) ? Math.max(0, at - now) : 0, gate.reason));
      }
    }
  }

  function pump(): void {
    const now = clock.now();
    sendImpatientHome(now);
    for (let waiting = next(); waiting !== undefined && startableAt(waiting, now) <= now; waiting = next()) start(waiting, now);
    wakeUp(now);
    changed();
  }

  function wakeUp(now: number): void {
    const first = next();
    let at = first === undefined ? Number.POSITIVE_INFINITY : startableAt(first, now);
    for (const priority of priorities) for (const waiting of lines[priority]) at = Math.min(at, waiting.deadline);
    if (timer?.at === at) return;
    if (timer !== null) clock.clearTimeout(timer.handle);
    timer = null;
    if (!Number.isFinite(at)) return;
    const wake = (): void => {
      timer = null;
      pump();
    };
    timer = { at, handle: clock.setTimeout(wake, Math.max(0, at - now)) };
  }

  /** Waits for a slot; `order` keeps the old place of an attempt that was refused. */
  function queue(work: Work, order: number, deadline: number): Promise<Held> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        leaveLine(waiting);
        reject(new NoSlot('cancelled'));
        pump();
      };
      const waiting: Waiting = {
        priority: work.priority,
        order,
        deadline,
        isHarmless: work.isHarmless ?? false,
        start: (one) => {
          work.signal?.removeEventListener('abort', abort);
          resolve(one);
        },
        giveUp: (why) => {
          work.signal?.removeEventListener('abort', abort);
          reject(why);
        },
      };
      if (work.signal?.aborted === true) {
        reject(new NoSlot('cancelled'));
        return;
      }
      work.signal?.addEventListener('abort', abort, { once: true });
      const line = lines[work.priority];
      const behind = line.findLastIndex((other) => other.order < order);
      line.splice(behind + 1, 0, waiting);
      pump();
    });
  }

  async function run<T>(work: Work, attempt: (slot: Slot) => Promise<T | typeof refused>): Promise<T> {
    const order = orders++;
    const deadline = work.patienceMs === undefined ? Number.POSITIVE_INFINITY : clock.now() + work.patienceMs;
    for (;;) {
      const one = await queue(work, order, deadline);
      try {
        const value = await attempt(slotOf(one));
        if (value !== refused) return value;
      } finally {
        // What never left is counted from its start: a port that refuses is not to be knocked at ten thousand times a minute.
        if (one.at === Number.POSITIVE_INFINITY) one.at = one.grantedAt;
        if (!one.answered) gate.inconclusive(one.epoch);
        pump();
      }
    }
  }

  function slotOf(one: Held): Slot {
    return {
      leaving: () => {
        if (one.at !== Number.POSITIVE_INFINITY) return;
        one.at = clock.now();
        wakeUp(one.at);
      },
      accepted: () => {
        one.answered = true;
        gate.accepted(one.epoch);
        marginMs = Math.max(margin.least, marginMs - margin.shrink);
      },
      refused: (retryAfterMs) => {
        one.answered = true;
        if (gate.refused(one.epoch, retryAfterMs)) marginMs = Math.min(margin.most, marginMs + margin.growth);
        return refused;
      },
      stumbled: (reason, retryAfterMs) => {
        one.answered = true;
        gate.stumbled(reason, one.epoch, retryAfterMs);
      },
    };
  }

  return {
    run,
    troubleMs: () => (gate.reason === null || gate.reason === 'rate' ? 0 : Math.max(1, gate.opensAt() - clock.now())),
    usage: () => {
      const now = clock.now();
      const within = (ms: number): number => held.filter((one) => one.at > now - ms).length;
      const until = gate.until;
      return {
        lastMinute: within(60_000),
        lastSecond: within(1_000),
        perMinute: windows.find((window) => window.ms === 60_000)?.limit ?? Math.floor(60_000 / spacing()),
        waiting: { person: lines.person.length, document: lines.document.length, background: lines.background.length },
        gateUntil: until === null ? null : Math.round(Date.now() + Math.max(0, until - now)),
        gate: gate.reason,
      };
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
