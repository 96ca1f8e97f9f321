/** Which entries are shown for what was typed, and in which order. */
import type { Entry, Group } from './entry.ts';
import { fitOf, typedWords } from './fitting.ts';

/** More than a screen of them is read by nobody. */
const mostShown = 60;
const mostRecent = 6;

export interface Section {
  readonly group: Group;
  readonly entries: readonly Entry[];
}

/** With nothing typed: what was used of late, what this screen offers, where one can go, all else. `recent`: ids, the newest first. */
function untyped(entries: readonly Entry[], recent: readonly Entry[]): Section[] {
  const last = recent.slice(0, mostRecent);
  const others = entries.filter((entry) => !last.some(({ id }) => id === entry.id));
  const possibleFirst = others.toSorted((a, b) => Number(a.whyNot !== null) - Number(b.whyNot !== null));
  const of = (group: Group): Section => ({ group, entries: possibleFirst.filter((entry) => entry.group === group) });
  return [{ group: 'recent' as const, entries: last }, of('here'), of('commands'), of('places')];
}

/** Those that fit, the best first; of equals what can be done, then what was used last. */
function fitting(entries: readonly Entry[], recent: readonly Entry[], words: readonly string[]): Entry[] {
  const lastOf = (id: string): number => {
    const at = recent.findIndex((each) => each.id === id);
    return at === -1 ? recent.length : at;
  };
  return entries
    .flatMap((entry) => {
      const fit = entry.wording === undefined ? 0 : fitOf(words, entry.wording);
      return fit === null ? [] : [{ entry, fit, used: lastOf(entry.id) }];
    })
    .toSorted(
      (a, b) =>
        Number(a.entry.whyNot !== null) - Number(b.entry.whyNot !== null) ||
        Math.round(a.fit) - Math.round(b.fit) ||
        a.used - b.used ||
        a.fit - b.fit,
    )
    .map(({ entry }) => entry)
    .slice(0, mostShown);
}

/** `recent`: what was used of late and can be had now, the newest first. `found`: records, which come later and so stand last. */
export function sectionsOf(typed: string, entries: readonly Entry[], recent: readonly Entry[], found: readonly Entry[]): Section[] {
  const words = typedWords(typed);
  const sections =
    words.length === 0
      ? untyped(entries, recent)
      : [
          { group: 'commands' as const, entries: fitting(entries, recent, words) },
          { group: 'records' as const, entries: found },
        ];
  return sections.filter((section) => section.entries.length > 0);
}
