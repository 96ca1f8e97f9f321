/**
 * What no list tells is read behind everybody's back too, one answer after the other: the stock of products, the inspection of orders. What
 * has just come to it is first; all else is gone through by its code, and asked for where it is missing or old.
 */
import { kindNames } from '../../contract/kinds/index.ts';
import { type RecordKind, codeOf } from '../../contract/records.ts';
import { callsOf } from '../kinds/index.ts';
import type { Lack } from '../kinds/kind.ts';
import type { Catalogue as Rows } from '../store/catalogue.ts';
import type { Clock } from '../time/clock.ts';
import { isOld } from './age.ts';

export interface Wanted {
  readonly lack: Exclude<Lack, 'detail'>;
  readonly kind: RecordKind;
  readonly code: string;
}

/** So many records are looked at in one go: a millisecond or two. */
const looked = 50;
/** So many that have just come to it wait at most; the others have their turn with all. */
const mostUrgent = 200;

export interface Behind {
  /** What is to be read next; `null`: nothing was found among those that were looked at now. */
  next(): Wanted | null;
}

export function behindOf(rows: Pick<Rows, 'follow' | 'codesAfter' | 'listAsOf'>, clock: Pick<Clock, 'wall'>): Behind {
  const kinds = kindNames.filter((kind) => callsOf(kind).behind !== undefined);
  const urgent = new Map<string, Wanted>();
  const after = new Map<RecordKind, string>();
  let turn = 0;
  rows.follow({
    turned: (kind, record, before, status) => {
      const behind = before === null ? null : (callsOf(kind).behind?.(status) ?? null);
      const code = codeOf(kind, record as never);
      if (behind !== null && urgent.size < mostUrgent) urgent.set(`${kind} ${code}`, { lack: behind.lack, kind, code });
    },
    answered: () => undefined,
  });
  return {
    next: () => {
      const [first] = urgent;
      if (first !== undefined) {
        urgent.delete(first[0]);
        return first[1];
      }
      const kind = kinds[turn % kinds.length];
      turn += 1;
      if (kind === undefined) return null;
      const found = rows.codesAfter(kind, after.get(kind) ?? '', looked);
      for (const { code, status } of found) {
        after.set(kind, code);
        const behind = callsOf(kind).behind?.(status) ?? null;
        if (behind === null) continue;
        const asOf = rows.listAsOf(behind.lack, code);
        if (isOld(asOf, clock.wall() - behind.freshFor, clock.wall())) return { lack: behind.lack, kind, code };
      }
      // From the beginning again.
      if (found.length < looked) after.set(kind, '');
      return null;
    },
  };
}
