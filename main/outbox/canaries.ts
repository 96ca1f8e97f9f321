/**
 * Makes the proofs of NOTE(proof). It looks for what the provider has just confirmed, as if its answer had been lost: a record that is
 * known to be there, and since when.
 */
import type { DocumentKindName } from '../../contract/documents/index.ts';
import type { Clock } from '../time/clock.ts';
import { documents } from '../documents/index.ts';
import type { Desk } from '../documents/index.ts';
import type { Proofs, Sought } from '../documents/lookUps.ts';

/** After the confirmation, in seconds of a provider that takes a second. */
const looksAt = [1, 3, 8, 20, 45, 90, 180, 300, 600, 1_200, 1_800] as const;
const longest = Math.max(...looksAt);
/** So many looks more for the filter, where the list shows the record and the filter does not find it. */
const filterLooks = 6;
const fewestAnswers = 3;
/** Not every record is watched: of each kind one in so many seconds. */
const restSeconds = 30;

interface Made extends Sought {
  readonly code: string;
  readonly madeAt: number;
}

interface Canary extends Made {
  looks: number;
  /** Looks that were answered. A question that could not be asked does not count. */
  answers: number;
  filtered: boolean;
  /** It was itself seen in the list, without its filter. */
  inList: boolean;
  /** It is known how soon the list shows a new record, or it need not be. */
  listed: boolean;
}

export interface CanariesOptions {
  readonly clock: Clock;
  readonly proofs: Proofs;
  readonly onflow: () => Desk['onflow'];
  readonly onProven: (kind: DocumentKindName) => void;
  /** Milliseconds that stand for a second. */
  readonly secondMs: number;
}

export class Canaries {
  readonly #options: CanariesOptions;
  readonly #watched = new Map<DocumentKindName, Canary>();
  /** The record that was made last. Of several made in one second, perhaps only this one is on the list's newest page. */
  readonly #latest = new Map<DocumentKindName, Made>();
  /** Since when no new record was seen in the list. */
  readonly #unlistedSince = new Map<DocumentKindName, number>();
  readonly #seenAt = new Map<DocumentKindName, number>();
  readonly #timers = new Map<DocumentKindName, () => void>();
  readonly #abort = new AbortController();
  readonly #looking = new Set<Promise<void>>();

  constructor(options: CanariesOptions) {
    this.#options = options;
  }

  /** The provider has answered with this code. */
  made(kind: DocumentKindName, { reference, places }: Sought, code: string): void {
    const { clock, secondMs, proofs } = this.#options;
    if (this.#abort.signal.aborted) return;
    const now = clock.now();
    const latest = { reference, places, code, madeAt: now };
    this.#latest.set(kind, latest);
    const watched = this.#watched.get(kind);
    // This one was found by its reference and waits for the list only. A later one can show that as well.
    if (watched !== undefined && !watched.filtered) return;
    const proof = (by: 'filter' | 'list') => proofs.of(by, documents[kind].record, latest, clock.wall());
    const isEnough = now - (this.#seenAt.get(kind) ?? Number.NEGATIVE_INFINITY) < restSeconds * secondMs && proof('filter') !== null;
    if (isEnough) return;
    const listed = proof('list')?.isRecent ?? false;
    if (!listed && !this.#unlistedSince.has(kind)) this.#unlistedSince.set(kind, now);
    this.#timers.get(kind)?.();
    this.#watched.set(kind, { ...latest, looks: 0, answers: 0, filtered: false, inList: false, listed });
    this.#plan(kind);
  }

  /** How long the provider has not shown what it confirmed, in milliseconds: a lag that is not over yet. */
  waitingMs(kind: DocumentKindName, by: 'filter' | 'list'): number {
    const watched = this.#watched.get(kind);
    if (watched === undefined || watched.looks === 0 || (by === 'filter' ? watched.filtered : watched.listed)) return 0;
    const since = by === 'filter' ? watched.madeAt : (this.#unlistedSince.get(kind) ?? watched.madeAt);
    return this.#options.clock.now() - since;
  }

  /** Whether it will be known before long how such a record is found. */
  isWatching(kind: DocumentKindName): boolean {
    return this.#watched.get(kind)?.filtered === false;
  }

  async close(): Promise<void> {
    this.#abort.abort();
    for (const cancel of this.#timers.values()) cancel();
    await Promise.all(this.#looking);
  }

  #plan(kind: DocumentKindName): void {
    const canary = this.#watched.get(kind);
    if (canary === undefined) return;
    const { clock, secondMs, proofs } = this.#options;
    const at = looksAt[canary.looks];
    if (at === undefined) {
      this.#watched.delete(kind);
      if (canary.answers < fewestAnswers) return void this.#unlistedSince.delete(kind);
      if (!canary.filtered) proofs.failed('filter', documents[kind].record);
      if (!canary.listed) this.#failedInList(kind);
      return;
    }
    const cancel = clock.after(Math.max(0, canary.madeAt + at * secondMs - clock.now()), () => {
      this.#timers.delete(kind);
      const looking = this.#look(kind, canary).finally(() => this.#looking.delete(looking));
      this.#looking.add(looking);
    });
    this.#timers.set(kind, cancel);
  }

  async #look(kind: DocumentKindName, canary: Canary): Promise<void> {
    const { clock, secondMs, proofs, onflow } = this.#options;
    const { record, sight } = documents[kind];
    canary.looks += 1;
    try {
      // It asks with the priority of documents. Behind a long batch it would wait, and that wait would count as the provider's lag.
      const seen = await sight?.(canary.reference, canary.code, !canary.listed, {
        onflow: onflow(),
        how: { priority: 'document', signal: this.#abort.signal },
      });
      if (this.#abort.signal.aborted) return;
      canary.answers += 1;
      if (seen?.byFilter != null && !canary.filtered) {
        canary.filtered = true;
        this.#saw(kind, 'filter', canary, seen.byFilter.theirs);
      }
      for (const made of [canary, this.#latest.get(kind)]) {
        const row = seen?.newest?.find(({ code }) => code === made?.code);
        if (made === undefined || row === undefined) continue;
        canary.inList ||= made === canary;
        if (canary.listed) continue;
        canary.listed = true;
        this.#unlistedSince.delete(kind);
        this.#saw(kind, 'list', made, row.theirs);
      }
      if (canary.inList && !canary.filtered && canary.looks >= filterLooks) {
        proofs.failed('filter', record);
        return this.#done(kind, canary);
      }
      const unlistedMs = clock.now() - (this.#unlistedSince.get(kind) ?? clock.now());
      if (!canary.listed && canary.answers >= fewestAnswers && unlistedMs >= longest * secondMs) {
        canary.listed = true;
        this.#failedInList(kind);
      }
      if (canary.filtered && canary.listed) return this.#done(kind, canary);
    } catch {
      // The question could not be asked. That says nothing about the list; the next look comes.
    }
    // Another record may be watched by now.
    if (!this.#abort.signal.aborted && this.#watched.get(kind) === canary) this.#plan(kind);
  }

  #saw(kind: DocumentKindName, by: 'filter' | 'list', made: Made, theirs: string | null): void {
    const { clock, proofs, onProven } = this.#options;
    const { record } = documents[kind];
    const wasProven = proofs.of(by, record, made, clock.wall()) !== null;
    proofs.seen({ by, kind: record, reference: made.reference, places: made.places, theirs, lagMs: clock.now() - made.madeAt });
    if (by === 'filter') this.#seenAt.set(kind, clock.now());
    if (!wasProven) onProven(kind);
  }

  #failedInList(kind: DocumentKindName): void {
    this.#unlistedSince.delete(kind);
    this.#options.proofs.failed('list', documents[kind].record);
  }

  #done(kind: DocumentKindName, canary: Canary): void {
    if (this.#watched.get(kind) === canary) this.#watched.delete(kind);
    this.#seenAt.set(kind, this.#options.clock.now());
  }
}
