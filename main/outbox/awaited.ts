/** What waits for products is looked at again when something of them changed: it may go now, or it waits in vain. */
import type { BodyOf, SendableKind } from '../../contract/documents/index.ts';
import type { AwaitedProduct } from '../../contract/outbox.ts';
import { type Settled, settleAwaited } from '../documents/check.ts';
import type { OutboxRow } from '../store/outboxRow.ts';
import type { Ledger } from './ledger.ts';
import type { OutboxOptions } from './offer.ts';
import type { Products } from './products.ts';
import type { Timing } from './timing.ts';
import type { Waiting } from './waiting.ts';

export interface AwaitedParts extends Pick<OutboxOptions, 'rows' | 'clock' | 'onTrouble'> {
  readonly timing: Timing;
  readonly waiting: Waiting;
  readonly products: Products;
  readonly ledger: Ledger;
  /** After all of them were looked at once more. */
  readonly pump: () => void;
}

export class Awaited {
  readonly #parts: AwaitedParts;
  #cancelSecondLook = (): void => undefined;

  constructor(parts: AwaitedParts) {
    this.#parts = parts;
  }

  considerAll(): void {
    this.considerThose(() => true);
    this.#parts.pump();
  }

  /** The rows that wait for such a product. */
  considerThose(concerned: (product: AwaitedProduct) => boolean): void {
    const { rows, clock, timing, waiting, onTrouble } = this.#parts;
    for (const id of waiting.concerned(concerned)) {
      try {
        const row = rows.get(id);
        if (row !== null) this.consider(row);
      } catch (error) {
        // The product has moved all the same. A fault in one document must not keep the others waiting.
        onTrouble(error);
        this.#cancelSecondLook();
        this.#cancelSecondLook = clock.after(timing.backOffMostMs, () => this.considerAll());
      }
    }
  }

  consider(row: OutboxRow): void {
    const { ledger } = this.#parts;
    if (row.awaits.length === 0) return;
    const found = this.#settledBody(row);
    if (found.ok && found.oasins.size > 0) ledger.apply(row.id, { type: 'productsKnown', oasins: found.oasins });
    // A row that is being looked up is not given up before the look-up is over.
    else if (!found.ok && row.state === 'queued') ledger.apply(row.id, { type: 'awaitedInVain', error: found.error });
    else ledger.tell(row);
  }

  close(): void {
    this.#cancelSecondLook();
  }

  #settledBody(row: OutboxRow): Settled<SendableKind> {
    const { clock, products } = this.#parts;
    try {
      return settleAwaited(row.kind, row.body as BodyOf<SendableKind>, { wall: clock.wall(), awaited: products.standing });
    } catch {
      // SECURITY: without the reason, which could quote the document.
      return { ok: false, error: { code: 'invalid' } };
    }
  }
}
