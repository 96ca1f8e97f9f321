/**
 * Which documents wait for which products, as it was when last looked at: what the screen shows of it, and whom a change
 * concerns. In memory only: that a row waits, and for which SKUs, is stored with the row.
 */
import type { AwaitedProduct, OutboxId } from '../../contract/outbox.ts';
import type { OutboxRow } from '../store/outboxRow.ts';

export class Waiting {
  readonly #products = new Map<OutboxId, readonly AwaitedProduct[]>();
  readonly #standing: (sku: string) => AwaitedProduct;

  constructor(rows: readonly OutboxRow[], standing: (sku: string) => AwaitedProduct) {
    this.#standing = standing;
    for (const row of rows) this.note(row);
  }

  /** Looks again at what this row waits for. */
  note({ id, state, awaits }: Pick<OutboxRow, 'id' | 'state' | 'awaits'>): void {
    if (awaits.length > 0 && (state === 'queued' || state === 'unknown')) this.#products.set(id, awaits.map(this.#standing));
    else this.#products.delete(id);
  }

  has(id: OutboxId): boolean {
    return this.#products.has(id);
  }

  of(id: OutboxId): readonly AwaitedProduct[] {
    return this.#products.get(id) ?? [];
  }

  /** The rows that wait for such a product, oldest first. */
  concerned(by: (product: AwaitedProduct) => boolean): OutboxId[] {
    return [...this.#products].filter(([, products]) => products.some(by)).map(([id]) => id);
  }
}
