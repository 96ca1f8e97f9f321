/**
 * NOTE(telling-name): warehouses are called alike at the beginning ("Kho TP. Hồ Chí Minh – Bình Tân"), and told apart by the end. Where
 * there is no room for all of a name, the words it shares with another one go first.
 */
export interface TellingName {
  /** The words that another name begins with, too; empty where there is none. */
  readonly common: string;
  readonly telling: string;
}

const wordsOf = (name: string): string[] => name.match(/\s*\S+\s*/gu) ?? [];

export function tellingName(name: string, others: readonly string[]): TellingName {
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
