/** Holds what was sent against what the provider has, tolerant of what it does not tell. */

const told = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
const plain = (text: unknown): string => String(text).normalize('NFC').trim();

/** The same text. What either side leaves out says nothing: the provider does not answer every field that was sent. */
export const sameText = (ours: unknown, theirs: unknown): boolean => !told(ours) || !told(theirs) || plain(ours) === plain(theirs);

/** The same word, whatever its case (`lazada`, `LAZADA`). */
export const sameWord = (ours: unknown, theirs: unknown): boolean =>
  !told(ours) || !told(theirs) || plain(ours).toLowerCase() === plain(theirs).toLowerCase();

export const sameNumber = (ours: unknown, theirs: unknown): boolean => !told(ours) || !told(theirs) || Number(ours) === Number(theirs);

/** The same texts in any order. */
export const sameSet = (ours: readonly string[], theirs: readonly string[] | null | undefined): boolean =>
  !told(ours) || !told(theirs) || JSON.stringify(ours.map(plain).sort()) === JSON.stringify((theirs ?? []).map(plain).sort());

export interface Line {
  readonly oasin: string;
  readonly product_quantity: number | null;
}

/** The same pieces of the same products, in any order of rows. */
export function sameLines(ours: readonly Line[], theirs: readonly Line[] | null | undefined): boolean {
  if (!told(ours) || !told(theirs)) return true;
  const sum = (lines: readonly Line[]): string => {
    const pieces = new Map<string, number>();
    for (const { oasin, product_quantity } of lines) pieces.set(oasin, (pieces.get(oasin) ?? 0) + (product_quantity ?? 0));
    return JSON.stringify([...pieces].sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return sum(ours) === sum(theirs ?? []);
}
