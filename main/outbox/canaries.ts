/**
 * Looks for what the provider has just confirmed, as if its answer had been lost (main process): a record that is known to be there, and by when. How
 * soon the provider shows it, and whether at all, is what a later look-up that finds nothing is judged by.
 */
import type { DocumentKindName } from '../../contract/documents/index.ts';
import type { Clock } from '../clock.ts';
import { documents } from '../documents/index.ts';
import type { Desk } from '../documents/index.ts';
import type { Proofs, Sought } from '../documents/lookUps.ts';

/** After the confirmation, in seconds of a provider that takes a second. */
const looksAt = [1, 3, 8, 20, 45, 90, 180, 300, 600, 1_200, 1_800] as const;
/** A list that shows the record while the filter does not find it is given so many looks more. */
const filterLooks = 6;
const fewestAnswers = 3;
/** One of many is enough: one in so many seconds, of each kind. */
const restSeconds = 30;

interface Canary extends Sought {
  readonly code: string;
  readonly madeAt: number;
  looks: number;
  /** Looks that were answered: what could not be asked was not looked for. */
  answers: number;
  /** It was seen in the list, without its filter. */
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
    const now = clock.now();
    if (this.#abort.signal.aborted || this.#watched.has(kind)) return;
    const isEnough = now - (this.#seenAt.get(kind) ?? Number.NEGATIVE_INFINITY) < restSeconds * secondMs && proofs.of('filter', documents[kind].record, { reference, places }, clock.wall()) !== null;
    if (isEnough) return;
    this.#watched.set(kind, { reference, places, code, madeAt: now, looks: 0, answers: 0, listed: false });
    this.#plan(kind);
  }

  /** For so long the provider has not shown what it confirmed, in milliseconds: a lag that is not over. */
  waitingMs(kind: DocumentKindName): number {
    const watched = this.#watched.get(kind);
    return watched === undefined || watched.looks === 0 ? 0 : this.#options.clock.now() - watched.madeAt;
  }

  /** Whether it will be known before long how such a record is found. */
  isWatching(kind: DocumentKindName): boolean {
    return this.#watched.has(kind);
  }

  async close(): Promise<void> {
    this.#abort.abort();
    for (const cancel of this.#timers.values()) cancel();
    await Promise.all(this.#looking);
  }

  #plan(kind: DocumentKindName): void {
    const canary = this.#watched.get(kind);
    if (canary === undefined) return;
    const { clock, secondMs } = this.#options;
    const at = looksAt[canary.looks];
    if (at === undefined) {
      this.#watched.delete(kind);
      if (canary.answers < fewestAnswers) return;
      for (const by of ['filter', 'list'] as const) if (by === 'filter' || !canary.listed) this.#options.proofs.failed(by, documents[kind].record);
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
    const { clock, proofs, onflow, onProven } = this.#options;
    const { record, sight } = documents[kind];
    canary.looks += 1;
    try {
      // Among the documents: behind a long batch of them its own waiting would be taken for the provider's.
      const found = await sight?.(canary.reference, canary.code, { onflow: onflow(), how: { priority: 'document', signal: this.#abort.signal } });
      if (this.#abort.signal.aborted) return;
      canary.answers += 1;
      if (found != null && !(found.by === 'list' && canary.listed)) {
        const wasProven = proofs.of(found.by, record, canary, clock.wall()) !== null;
        proofs.seen({ by: found.by, kind: record, reference: canary.reference, places: canary.places, theirs: found.theirs, lagMs: clock.now() - canary.madeAt });
        if (!wasProven) onProven(kind);
      }
      if (found?.by === 'filter') return this.#done(kind);
      canary.listed ||= found?.by === 'list';
      if (canary.listed && canary.looks >= filterLooks) {
        proofs.failed('filter', record);
        return this.#done(kind);
      }
    } catch {
      // It could not be asked: that says nothing of the list, and the next look comes.
    }
    if (!this.#abort.signal.aborted) this.#plan(kind);
  }

  #done(kind: DocumentKindName): void {
    this.#watched.delete(kind);
    this.#seenAt.set(kind, this.#options.clock.now());
  }
}
