/**
 * Codes as people type, paste and scan them (SKU, reference, barcode, tracking code), on both sides of the bridge: what copying brings
 * along is taken off where nothing can be meant by it, and what looks alike is recognised as alike.
 */

/**
 * Characters without a picture of their own that mails, sheets and web pages put between letters: zero-width characters, byte order marks,
 * soft hyphens, variation selectors, and marks of writing direction that change nothing in a code. Those that turn the order round (U+202E
 * and its kin) are left in, to be refused: with them a code is not what was seen.
 */
const unseen = /[\u00AD\u061C\u180E\u200B-\u200F\u202A\u202C\u202D\u2060-\u2066\u2068\u2069\uFEFF]|\p{Variation_Selector}/gu;
const isPlain = (text: string): boolean => /^[\x20-\x7E]*$/u.test(text);
const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu;
const singleQuotes = /[\u2018-\u201B\u2032]/gu;
const doubleQuotes = /[\u201C-\u201F\u2033]/gu;

/**
 * Takes off what cannot be seen, and makes dashes and quotes plain, as word processors have changed them. White space stays, and may be
 * no-break.
 */
export const plainSigns = (text: string): string =>
  // Nearly all codes are plain, and a file has hundreds of thousands of them.
  isPlain(text) ? text : text.replaceAll(unseen, '').replaceAll(dashes, '-').replaceAll(singleQuotes, "'").replaceAll(doubleQuotes, '"');

/** A code as it is kept and sent: plain signs, in NFC, without white space (no-break too) at its ends. */
export const cleanCode = (text: string): string => (isPlain(text) ? text : plainSigns(text).normalize('NFC')).trim();

/** Capitals of other scripts that nobody can tell from Latin ones. */
const latinOf: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  І: 'I',
  Ј: 'J',
  Ѕ: 'S',
  Һ: 'H',
  Ԁ: 'D',
  Ԛ: 'Q',
  Ԝ: 'W',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
};

/**
 * What two codes have in common that a person, a scanner or a spreadsheet may take for one: case, accents, separators, zeros in front,
 * letters of other scripts, O for 0, I and l for 1. Only ever a reason to ask, never to take one for the other. Empty where nothing but
 * separators is left.
 */
export function foldCode(text: string): string {
  // Nothing of it is folded: capitals, digits, and none that looks like another.
  if (/^[1-9A-HJKMNP-Z][0-9A-HJKMNP-Z]*$/.test(text)) return text;
  // Nearly all are plain, and 100,000 are folded at once.
  const plain = /^[\x20-\x7E]*$/u.test(text) ? text.toUpperCase() : unaccented(text);
  return plain
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1')
    .replace(/^0+(?=.)/u, '');
}

const unaccented = (text: string): string =>
  plainSigns(text)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu, (letter) => latinOf[letter] ?? letter)
    .replaceAll('Đ', 'D');

/** `8,93851E+12`: the sheet kept six digits of thirteen, and the others are gone. */
export const isRounded = (text: string): boolean => /^\d+(?:[.,]\d+)?E\+\d{1,3}$/iu.test(cleanCode(text));

/** Several codes in one text: a column of a sheet, a list with commas. The decimal comma of a rounded number does not part it in two. */
export const partCodes = (text: string): string[] =>
  text
    .split(/[\n\r\t;]+|,(?!\d+E\+\d)/iu)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/**
 * Codes that were pasted with nothing but blanks between them: `8934567890123 8934567890130`. `null` where it may be one code that is
 * printed in groups: `8 934567 890123`.
 */
export function codesBetweenBlanks(text: string): string[] | null {
  const parts = text.trim().split(/\s+/u);
  return parts.length > 1 && parts.every((part) => part.length >= 8 && /\d/.test(part)) ? parts : null;
}

/** Why a code is probably not the one that was meant. */
export type CodeDoubt =
  /** Letters of two scripts in one code: one of them only looks right. */
  | 'mixedScripts'
  /** Accents or đ: a Vietnamese keyboard has rewritten what was typed or scanned. */
  | 'vietnameseLetters';

export function doubtOfCode(text: string): CodeDoubt | null {
  if (isPlain(text)) return null;
  const code = cleanCode(text);
  if (/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(code) && /[\p{Script=Latin}\d]/u.test(code)) return 'mixedScripts';
  return /[đĐ]|[a-z]\p{M}/iu.test(code.normalize('NFD')) ? 'vietnameseLetters' : null;
}

/** GS1's check digit: modulo 10 with weights 1 and 3 from the right. */
function isChecked(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 1 ? 3 : 1), 0);
  return sum % 10 === 0;
}

/** What a scanner may put in front of a code to say of what kind it is: `]C1`, `]d2`, `]E0` (ISO/IEC 15424). */
const symbology = /^\][A-Za-z][0-9A-Za-z]/u;
/** FNC1, which opens GS1's codes and ends their parts, as scanners send it. */
const fnc1 = '\u001D';

/**
 * The article number in what a scanner sends for a GS1 barcode: application identifier 01 with 14 digits, in brackets or without, alone or
 * in front of other parts (GS1 General Specifications, 3.3 and 7.8). `null` where the text is no such thing, or its check digit is wrong.
 */
export function articleNumberOf(text: string): string | null {
  const whole = cleanCode(text);
  const code = whole.replace(symbology, '').replace(fnc1, '');
  const [element = '', bracket, digits = ''] = /^(\()?01\)?(\d{14})/u.exec(code) ?? [];
  if (digits === '' || !isChecked(digits)) return null;
  const rest = code.slice(element.length);
  // Any number may begin with 01: what follows must be nothing, or another part (lot, dates, serial number, count).
  const isWhole = code !== whole || bracket !== undefined || rest === '' || /^(?:10|1[1-7]|21|30|37)/u.test(rest);
  return isWhole ? digits : null;
}

/** The digits of an article number without the zeros in front: UPC-A, EAN-13 and GTIN-14 write one article with none, one or two more. */
const significant = (digits: string): string => digits.replace(/^0+(?=\d{6})/u, '');

/** What a text that may be an article number is searched by: the digits that all its spellings have in common. Other texts as they are. */
export function searchedAs(text: string): string {
  const article = articleNumberOf(text);
  if (article !== null) return significant(article);
  const code = text.replace(symbology, '').replaceAll(fnc1, '');
  return /^0\d{7,13}$/u.test(code) ? significant(code) : code;
}

/** Whether a barcode is the one that this text names, whichever way the two are written. */
export function isSameBarcode(barcode: string, text: string): boolean {
  const [left, right] = [barcode, text].map((each) => articleNumberOf(each) ?? cleanCode(each).replace(symbology, ''));
  if (left === undefined || right === undefined) return false;
  if (left.toLowerCase() === right.toLowerCase()) return true;
  return [left, right].every((each) => /^\d{8,14}$/u.test(each)) && left.padStart(14, '0') === right.padStart(14, '0');
}

const toneKeys: Readonly<Record<string, string>> = { '\u0301': 's', '\u0300': 'f', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' };

/**
 * The keys that were pressed while a Vietnamese keyboard in Telex was on: `ađ-1` was `add-1`, `á` was `as`. `null` where there is nothing
 * to undo. The keys of a tone may have come later in the word: then this is not what was scanned, and nothing is found by it.
 */
export function telexKeys(text: string): string | null {
  const keys = text
    .normalize('NFD')
    .replaceAll(/([aeo])\u0302/giu, '$1$1')
    .replaceAll(/([aou])[\u0306\u031B]/giu, '$1w')
    .replaceAll(/[\u0300\u0301\u0303\u0309\u0323]/gu, (tone) => toneKeys[tone] ?? tone)
    .replaceAll(/đ/giu, 'dd');
  return keys === text.normalize('NFD') ? null : keys;
}

const vniKeys: Readonly<Record<string, string>> = {
  '\u0301': '1',
  '\u0300': '2',
  '\u0309': '3',
  '\u0303': '4',
  '\u0323': '5',
  '\u0302': '6',
  '\u031B': '7',
  '\u0306': '8',
};
/** More readings of one text than this would each be a question to the desk. */
const mostReadings = 48;

/**
 * All that may have been pressed while a Vietnamese keyboard, in Telex or VNI, made this text of it, the text itself among them. Marks come
 * of letters or digits, which may have stood later in the word; of a doubled letter one may be gone (`CLASS` becomes `CLAS`). Which of them
 * it was, only a code that is known says.
 */
export function keysBehind(text: string): string[] {
  const isMarked = telexKeys(text) !== null;
  const found = new Set<string>([text]);
  if (isMarked) {
    for (const reading of [telexKeys(text) ?? text, vniText(text)]) {
      found.add(reading);
      for (const moved of laterInWord(text, reading)) found.add(moved);
    }
  }
  for (const reading of Array.from(found))
    for (const { index, 0: letter } of reading.matchAll(/[aeodwsfrxjz]/giu))
      found.add(`${reading.slice(0, index)}${letter}${reading.slice(index)}`);
  return [...found].slice(0, mostReadings);
}

const vniText = (text: string): string =>
  text
    .replaceAll('đ', 'd9')
    .replaceAll('Đ', 'D9')
    .normalize('NFD')
    .replaceAll(/[\u0300-\u0303\u0306\u0309\u031B\u0323]/gu, (mark) => vniKeys[mark] ?? mark);

/** The key of a tone is mostly pressed behind the word, and shown over its vowel. */
function laterInWord(text: string, reading: string): string[] {
  const tone = Array.from(text.normalize('NFD')).find((sign) => sign in toneKeys);
  if (tone === undefined) return [];
  const keys = [toneKeys[tone] ?? '', vniKeys[tone] ?? ''];
  return keys.flatMap((key) => {
    const at = reading.indexOf(key, Math.max(0, text.normalize('NFD').indexOf(tone)));
    if (at === -1) return [];
    const without = reading.slice(0, at) + reading.slice(at + key.length);
    const end = without.slice(at).search(/[^\p{L}\p{N}]/u);
    const last = end === -1 ? without.length : at + end;
    return Array.from({ length: last - at }, (_, step) => `${without.slice(0, at + step + 1)}${key}${without.slice(at + step + 1)}`);
  });
}
