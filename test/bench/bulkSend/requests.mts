/** When the provider's requests came, and what share of its limit they are. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Provider } from '../outbox/provider.mts';

/** So many were there at this moment (`performance.now()`), and so many of them were refused. */
export interface Seen {
  readonly at: number;
  readonly requests: number;
  readonly rejected429: number;
}

const lookMs = 20;

/** Looks from now on; each change is noted. */
export function watchRequests(provider: Pick<Provider, 'ask'>): { end(): Promise<Seen[]> } {
  const seen: Seen[] = [];
  const over = new AbortController();
  const look = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const { requests, rejected429 } = await provider.ask('counts', null);
      if (requests !== seen.at(-1)?.requests) seen.push({ at: performance.now(), requests, rejected429 });
      await sleep(lookMs);
    }
  };
  const looking = look();
  return {
    end: async () => {
      over.abort();
      await looking;
      return seen;
    },
  };
}

/** In `performance.now()`: the person's word, the kill, and the moment from which the desk answers again. `undoMs`: how long it waits. */
export interface Marks {
  readonly saidAt: number;
  readonly killedAt: number;
  readonly backAt: number;
  readonly undoMs: number;
}

/** The provider's limit (D), a second. */
const perSecond = 10;

export interface Shares {
  /**
   * Of what the provider would have taken, from the first moment in which a document may leave (the time for taking back is over) to the
   * last request. Cutting labels, starting to send after the kill and looking up what was under way are in it. Not in it are the seconds
   * in which there was no desk (`startSeconds`): how long a computer takes to start a program says nothing of how the desk sends.
   */
  readonly limitShare: number;
  /** The same from the person's word on, with the time for taking back and the seconds without a desk. */
  readonly limitShareInAll: number;
  /** From the kill until the desk that was started in its place answers. */
  readonly startSeconds: number;
}

export function sharesOf(seen: readonly Seen[], { saidAt, killedAt, backAt, undoMs }: Marks): Shares {
  const mayLeaveAt = saidAt + undoMs;
  const before = seen.findLast(({ at }) => at < mayLeaveAt) ?? seen[0];
  const [first, last] = [seen[0], seen.at(-1)];
  if (before === undefined || first === undefined || last === undefined) throw new Error('the provider was asked nothing');
  const share = (requests: number, ms: number): number => Math.round((requests / ((ms / 1_000) * perSecond)) * 1_000) / 1_000;
  return {
    limitShare: share(last.requests - before.requests, last.at - mayLeaveAt - (backAt - killedAt)),
    limitShareInAll: share(last.requests - first.requests, last.at - saidAt),
    startSeconds: Math.round(backAt - killedAt) / 1_000,
  };
}

const stretchMs = 10_000;

/** For whoever looks for what was lost: requests a second, each stretch without one that is longer than the distance of three, each refusal. */
export function toldOf(seen: readonly Seen[], { saidAt, killedAt, backAt }: Omit<Marks, 'undoMs'>): string[] {
  const at = (ms: number): string => `${((ms - saidAt) / 1_000).toFixed(1)} s`;
  const lines = [`killed at ${at(killedAt)}, there again at ${at(backAt)}`];
  for (const [index, now] of seen.entries()) {
    const before = seen[index - 1];
    if (before === undefined) continue;
    if (now.at - before.at > 3_000 / perSecond) lines.push(`no request from ${at(before.at)} to ${at(now.at)}`);
    if (now.rejected429 > before.rejected429) lines.push(`${now.rejected429 - before.rejected429} refused at ${at(now.at)}`);
  }
  const until = (ms: number): number => seen.findLast(({ at }) => at <= ms)?.requests ?? seen[0]?.requests ?? 0;
  const rates: string[] = [];
  for (let from = saidAt; from < (seen.at(-1)?.at ?? 0); from += stretchMs)
    rates.push(((until(from + stretchMs) - until(from)) / (stretchMs / 1_000)).toFixed(1));
  return [...lines, `a second, by tens of seconds: ${rates.join(' ')}`];
}
