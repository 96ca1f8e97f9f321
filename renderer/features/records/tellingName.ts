/**
 * NOTE(telling-name): warehouses are called alike at the beginning ("Kho TP. Hồ Chí Minh – Bình Tân"), and told apart by the end. Where
 * there is no room for all of a name, what is in front of its last part goes first; where another one ends alike, the words it shares with
 * another's beginning.
 */
export interface TellingName {
  /** What may be cut; empty where there is nothing to tell by without it. */
  readonly common: string;
  readonly telling: string;
}

const wordsOf = (name: string): string[] => name.match(/\s*\S+\s*/gu) ?? [];

/** ` – Bình Tân`: what stands behind the last dash between words. */
const lastPart = /^(.*\s[–—-]\s+)(\S.*)$/su;

export function tellingName(name: string, others: readonly string[]): TellingName {
  const [, before, last] = lastPart.exec(name) ?? [];
  if (before !== undefined && last !== undefined && !others.some((other) => other !== name && other.endsWith(last)))
    return { common: before, telling: last };
  const words = wordsOf(name);
  const shared = (other: string): number => {
    const theirs = wordsOf(other);
    const first = words.findIndex((word, index) => word.trim() !== (theirs[index] ?? '').trim());
    return first === -1 ? words.length : first;
  };
  const most = Math.max(0, ...others.filter((other) => other !== name).map(shared));
  // A name that another one goes on from still has something to tell it by.
  const common = words.slice(0, Math.min(most, words.length - 1)).join('');
  return { common, telling: name.slice(common.length) };
}
