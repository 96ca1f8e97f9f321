/**
 * Looks again at intakes that wait for a person, when the desk has come to know more: products that were not read when the files were
 * checked, one that was made or assigned since, pieces in stock. What a person said stays, and what is being sent is let be.
 */
import type { IntakeId } from '../../contract/intake.ts';
import type { Clock } from '../time/clock.ts';

interface Parts {
  readonly clock: Pick<Clock, 'after' | 'now'>;
  /** Those that wait for a person. */
  readonly waiting: () => Promise<readonly IntakeId[]>;
  /** Checks it behind the person's back. Answers the products that its documents are of. */
  readonly checkAgain: (id: IntakeId) => Promise<readonly string[]>;
  readonly closing: AbortSignal;
  readonly onTrouble: (error: unknown) => void;
}

export interface IntakeFreshness {
  /** Products came or changed (`null`: of whatever code), or the stock of one. */
  came(topic: 'product' | 'stock', code: string | null): void;
  /** It was checked, and its documents are of these products. */
  checked(id: IntakeId, products: readonly string[]): void;
  /** Something came since it was checked: whoever sends it looks first. */
  isStale(id: IntakeId): boolean;
  close(): void;
}

/** What comes together is looked at together, in milliseconds. */
const settleMs = 2_000;
/** Stock is read all day, product after product. */
const stockMs = 60_000;
/** A large intake takes long to check: most of the time a thread does something else. */
const restTimes = 4;
/** Of more than so many changed products it is not asked which. */
const mostNamed = 5_000;

export function createIntakeFreshness({ clock, waiting, checkAgain, closing, onTrouble }: Parts): IntakeFreshness {
  const productsOf = new Map<IntakeId, ReadonlySet<string>>();
  /** What came since the last look. */
  let products = false;
  let stock = new Set<string>();
  const stale = new Set<IntakeId>();
  let timer: { readonly at: number; readonly cancel: () => void } | null = null;
  let isLooking = false;
  let restUntil = 0;

  const plan = (ms: number): void => {
    if (closing.aborted || isLooking) return;
    const at = Math.max(clock.now() + ms, restUntil);
    if (timer !== null && timer.at <= at) return;
    timer?.cancel();
    timer = { at, cancel: clock.after(at - clock.now(), () => void look()) };
  };
  /** What is not known of an intake since the desk began may be anything. */
  const concerns = (id: IntakeId): boolean => {
    const own = productsOf.get(id);
    return products || own === undefined || stock.size > mostNamed || [...stock].some((code) => own.has(code));
  };

  async function look(): Promise<void> {
    timer = null;
    isLooking = true;
    const began = clock.now();
    try {
      const concerned = (await waiting()).filter(concerns);
      products = false;
      stock = new Set();
      for (const id of concerned) stale.add(id);
      for (const id of concerned) {
        if (closing.aborted) return;
        // Somebody may have sent or mended it meanwhile.
        if (stale.has(id)) productsOf.set(id, new Set(await checkAgain(id)));
        stale.delete(id);
      }
    } catch (error) {
      // Nobody waits for it, and what came is looked at with what comes next.
      if (!closing.aborted) onTrouble(error);
    } finally {
      isLooking = false;
      restUntil = clock.now() + restTimes * (clock.now() - began);
      if (products) plan(settleMs);
      else if (stock.size > 0) plan(stockMs);
    }
  }

  return {
    came: (topic, code) => {
      if (topic === 'product') products = true;
      else if (code !== null) stock.add(code);
      plan(topic === 'product' ? settleMs : stockMs);
    },
    checked: (id, those) => {
      productsOf.set(id, new Set(those));
      stale.delete(id);
    },
    isStale: (id) => stale.has(id) || ((products || stock.size > 0) && concerns(id)),
    close: () => timer?.cancel(),
  };
}
