/**
 * One reference, spelled by two systems. A merchant's key may come back from a provider in capitals, as a number, cut short, without its
 * dashes, with letters that only look the same; and two people may type one key in two ways. Here is the one place that says when two
 * spellings may mean one thing.
 */

/** Letters of other scripts that nobody can tell from Latin ones. */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  ё: 'e',
  н: 'h',
  һ: 'h',
  і: 'i',
  ї: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  у: 'y',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'h',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ζ: 'z',
  ı: 'i',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
};

/**
 * What is left of a reference when case, accents, blanks, punctuation, leading zeros, the script of its letters and the letters that are
 * taken for digits (O for 0, I and l for 1) are not looked at.
 */
export function foldReference(reference: string): string {
  const letters = reference
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  const latin = letters.replaceAll(/[^a-z0-9]/g, (letter) => lookAlikes[letter] ?? letter);
  return latin
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1')
    .replace(/^0+(?=.)/, '');
}

/** Shorter ones are the beginning of too many others. */
const shortestCut = 8;

/** `exact` after trimming and NFC; `folded` where `theirs` may be `ours` in another spelling, or cut off. */
export function spelledAlike(ours: string, theirs: string): 'exact' | 'folded' | 'no' {
  if (ours.normalize('NFC').trim() === theirs.normalize('NFC').trim()) return 'exact';
  const [mine, other] = [foldReference(ours), foldReference(theirs)];
  if (mine === '' || other === '') return 'no';
  return mine === other || (other.length >= shortestCut && mine.startsWith(other)) ? 'folded' : 'no';
}

/** No system is known to cut a reference shorter; and what is cut is still looked through (`spelledAlike`). */
const keptByAll = 16;

/** Whether references of these traits, up to this length, came back as they were sent: then one like this comes back too. */
export const isCovered = (reference: string, longest: number, traits: readonly string[]): boolean =>
  reference.length <= Math.max(longest, keptByAll) && traitsOf(reference).every((trait) => traits.includes(trait));

/** What a system might change in a reference like this one. One that came back as it was sent shows that these are kept. */
export function traitsOf(reference: string): readonly string[] {
  const separators = [...new Set(reference.match(/[^\p{L}\p{N}]/gu) ?? [])].map((each) => `separator ${each}`);
  const has = (trait: string, pattern: RegExp): string[] => (pattern.test(reference) ? [trait] : []);
  return [
    ...has('small', /\p{Ll}/u),
    ...has('capital', /\p{Lu}/u),
    ...has('digitsAlone', /^\d+$/),
    ...has('leadingZero', /(?:^|\D)0\d/),
    ...has('beyondAscii', /[^ -~]/),
    // Some take the one for the other: 0 for O, 1 for I and l.
    ...has('letterO', /o/iu),
    ...has('letterIOrL', /[il]/iu),
    ...separators,
  ];
}
