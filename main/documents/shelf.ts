/** How the records of a kind are listed and read, for look-ups. */
import { type KindName, type Plural, kindOf } from '../../contract/kinds/index.ts';
import { callsOf } from '../kinds/index.ts';
import type { Desk, Shelf } from './kind.ts';

/** Asked for by the merchant's key where there is one, else all of them. */
export function shelfOf<K extends KindName>(kind: K, { onflow, how }: Pick<Desk, 'onflow' | 'how'>): Shelf<K> {
  const calls = onflow[kindOf(kind).plural as Plural];
  const { foundBy } = callsOf(kind).list;
  return {
    list: (page, key) => calls.list({ page, ...(key === null ? {} : { [foundBy]: key }) }, how),
    detail: (code) => calls.detail(code, how),
  } as Shelf<K>;
}
