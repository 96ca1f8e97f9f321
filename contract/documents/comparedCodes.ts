/**
 * Codes that one parcel, order or article has to itself, and that are asked after before it is sent: does somebody have this one already?
 */
import { cleanCode } from '../codes.ts';
import { type ComparedCode, type KindName, kindOf } from '../kinds/index.ts';

export { type ComparedCode, comparedCodes } from '../kinds/index.ts';

/** Which field of a kind carries it; `null` where the kind has none. */
export function comparedField(kind: KindName, what: ComparedCode): string | null {
  const { key, compared } = kindOf(kind);
  return what === 'key' ? key.form : (compared[what] ?? null);
}

/** Somebody who holds the code already. */
export interface CodeHolder {
  readonly where: 'onflow' | 'outbox' | 'draft';
  /** The holder's SKU or reference. */
  readonly key: string;
  /** The provider's code of it, where it has one. */
  readonly code: string | null;
  /** Its row in the outbox, or its draft; for a record the same as `code`. */
  readonly id: string;
  /** The code as it is written there; for a label the id of its file. */
  readonly value: string;
}

/** Spelled the same but for what cleaning takes off. */
export const isSpelledSo = (holder: CodeHolder, value: string): boolean => cleanCode(holder.value) === cleanCode(value);
