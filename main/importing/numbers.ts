/**
 * Numbers as people write them. Whether a mark means thousands or decimals is decided by the whole column: `1.000` alone may be one or a
 * thousand, and beside `2,5` it is a thousand.
 */

/** The decimal mark; `null`: the column does not tell, or says both. */
export type Habit = '.' | ',' | null;

/** Digits alone, mostly. */
const isPlain = (text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
};

/** Full-width digits made plain, blanks between groups of digits taken out. */
function digitsOf(text: string): string {
  const narrow = text
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .trim();
  return /^[+-]?\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?$/u.test(narrow) ? narrow.replaceAll(/\s/gu, '') : narrow;
}

const ambiguous = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/u;

/** What one text says of its marks: a decimal mark, or nothing. */
function evidence(text: string): Habit {
  const digits = digitsOf(text);
  if (!/^[+-]?\d[\d.,]*$/u.test(digits)) return null;
  const [dots, commas] = [digits.split('.').length - 1, digits.split(',').length - 1];
  if (dots + commas === 0 || ambiguous.test(digits)) return null;
  if (dots > 0 && commas > 0) {
    const last = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
    return (last === '.' ? dots : commas) === 1 ? last : null;
  }
  if (dots > 1) return ',';
  if (commas > 1) return '.';
  return dots === 1 ? '.' : ',';
}

export function habitOf(texts: Iterable<string>): Habit {
  let found: Habit = null;
  for (const text of texts) {
    if (isPlain(text)) continue;
    const says = evidence(text);
    if (says === null) continue;
    if (found !== null && found !== says) return null;
    found = says;
  }
  return found;
}

export interface NumberRead {
  /** As a form takes it, with a dot for decimals; what is no number stays as it is written. */
  readonly text: string;
  /** `decided`: by the other cells of its column; `unclear`: nobody can tell. */
  readonly how: 'plain' | 'decided' | 'unclear';
}

/** `isNumber`: the file holds a number, not its letters. */
export function readNumberCell(text: string, isNumber: boolean, habit: Habit): NumberRead {
  if (isNumber || isPlain(text)) return { text, how: 'plain' };
  const digits = digitsOf(text);
  if (!/^[+-]?\d[\d.,]*$/u.test(digits)) return { text, how: 'plain' };
  if (ambiguous.test(digits)) {
    if (habit === null) return { text, how: 'unclear' };
    return { text: withoutMarks(digits, habit), how: 'decided' };
  }
  const own = evidence(digits);
  return { text: own === null ? digits : withoutMarks(digits, own), how: 'plain' };
}

function withoutMarks(digits: string, decimal: '.' | ','): string {
  const plainDigits = digits.replaceAll(decimal === '.' ? ',' : '.', '').replace(',', '.');
  // `2,0` pieces are two.
  return plainDigits.includes('.') ? plainDigits.replace(/\.?0+$/u, '') : plainDigits;
}
