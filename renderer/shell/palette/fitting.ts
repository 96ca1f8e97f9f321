/** How well an entry of the palette fits what was typed: words in any order, begun or whole, without accents, with one slip each. */
import { fold } from '../../../contract/fold.ts';

/** What an entry is looked for by, made ready once. */
export interface Wording {
  /** Words of its name as it is shown, folded. */
  readonly name: readonly string[];
  /** Words of its names and other words in all languages, folded. */
  readonly all: readonly string[];
  /** Its names without blanks: "taovandon". */
  readonly joined: readonly string[];
  /** First letters of the words of its names: `tvd` for "Tạo vận đơn". */
  readonly initials: readonly string[];
}

const split = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
/** With codes as they are written, too. */
const searched = (text: string): string[] => [...new Set([...split(text), ...fold(text).split(' ')])];

/** `names`: as it is called, in one language each; `others`: other words for it, separated by commas. */
export function wordingOf(shown: string, names: readonly string[], others: readonly string[]): Wording {
  const called = [...new Set([shown, ...names])].map(split);
  return {
    name: split(shown),
    all: [...new Set([shown, ...names, ...others].flatMap(searched))],
    joined: called.map((words) => words.join('')),
    initials: called.map((words) => words.map((word) => word[0]).join('')),
  };
}

/** The words of what was typed. A code with dashes is one word, and so no command. */
export const typedWords = (typed: string): string[] =>
  fold(typed)
    .split(' ')
    .map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');

/** Shorter words are too like each other for slips. */
const shortestWithSlip = 4;

/** The lower, the better; `null` where a word of what was typed is not found. */
export function fitOf(typed: readonly string[], { name, all, joined, initials }: Wording): number | null {
  if (typed.length === 0) return 0;
  const [only = ''] = typed;
  const isInitials = typed.length === 1 && only.length > 1 && initials.some((each) => each.startsWith(only));
  let sum = 0;
  for (const word of typed) {
    const found = fitOfWord(word, name, all);
    if (found === null) return isInitials ? 2 : isJoined(typed, joined) ? 3 : null;
    sum += found;
  }
  const whole = typed.join(' ');
  const shown = name.join(' ');
  // As it begins is what was meant.
  return sum / typed.length - (shown === whole ? 1 : shown.startsWith(whole) ? 0.5 : 0);
}

function fitOfWord(word: string, name: readonly string[], all: readonly string[]): number | null {
  if (name.some((each) => each.startsWith(word))) return 0;
  if (all.some((each) => each.startsWith(word))) return 1;
  if (word.length > 2 && all.some((each) => each.includes(word))) return 3;
  return word.length >= shortestWithSlip && all.some((each) => isSlip(word, each)) ? 4 : null;
}

/** "dongbo" for "đồng bộ". */
const isJoined = ([only = '', ...more]: readonly string[], joined: readonly string[]): boolean =>
  more.length === 0 && only.length >= shortestWithSlip && joined.some((each) => each.includes(only));

/** Whether one sign more, less, other, or two in the wrong order is all that parts `typed` from the beginning of `word`. */
function isSlip(typed: string, word: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  const rest = typed.slice(at);
  const other = word.slice(at);
  // The first letter is seldom the wrong one, and most others would fit.
  if (at === 0 || other === '') return false;
  return (
    other.startsWith(rest.slice(1)) ||
    other.slice(1).startsWith(rest) ||
    other.slice(1).startsWith(rest.slice(1)) ||
    (rest.length > 1 && other.startsWith(`${rest[1]}${rest[0]}${rest.slice(2)}`))
  );
}
