/** What a sheet's number formats make of a number: a time, a code with its leading zeros, or a number like any other. */

export type NumberFormat =
  | { readonly shows: 'number' }
  /** Of days; `isElapsed` of hours that are not those of a day (`[h]:mm`). */
  | { readonly shows: 'time'; readonly isElapsed: boolean }
  /** Whole numbers in a pattern of `0`, `#` and signs that stand for themselves. */
  | { readonly shows: 'digits'; readonly pattern: readonly (string | { readonly sign: string })[]; readonly least: number };

const plain: NumberFormat = { shows: 'number' };

/** Excel's own: dates and times, also of East Asia (27–36, 50–58) and Thailand (71–81). */
const isTimeOfExcel = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58) || (id >= 71 && id <= 81);

/** `code`: of `id`, where the file has one. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return isTimeOfExcel(id) ? { shows: 'time', isElapsed: id === 46 } : plain;
  const signs = signsOf(code);
  const bare = signs.map((each) => (typeof each === 'string' ? each : '')).join('');
  if (/^(?:general|standard)$/iu.test(bare.trim()) || bare.trim() === '@') return plain;
  const isElapsed = /\[(?:h+|m+|s+)\]/iu.test(bare);
  const outside = bare.replaceAll(/\[[^\]]*\]/gu, '');
  if (isElapsed) return { shows: 'time', isElapsed };
  if (/[0#?]/u.test(outside)) {
    // A second's fraction (`ss.000`), and no thousands, fractions or exponents.
    if (/[dmyhs]/iu.test(outside) && !/e[+-]/iu.test(outside)) return { shows: 'time', isElapsed: false };
    return /^[0#\s-]+$/u.test(outside) ? digits(signs) : plain;
  }
  return /[dmyhsb]/iu.test(outside.replaceAll(/general|standard/giu, '')) ? { shows: 'time', isElapsed: false } : plain;
}

/** Its first section: what stands for itself apart from what has a meaning. */
function signsOf(code: string): (string | { readonly sign: string })[] {
  const signs: (string | { readonly sign: string })[] = [];
  for (const [part] of code.matchAll(/"[^"]*"?|\\.|[_*].|\[[^\]]*\]|;|[^"\\]/gsu)) {
    if (part === ';') break;
    if (part.startsWith('"')) signs.push({ sign: part.replaceAll('"', '') });
    else if (part.startsWith('\\')) signs.push({ sign: part.slice(1) });
    else if (part.startsWith('_') || part.startsWith('*')) continue;
    // A colour, a language, a currency; `[h]` is a time.
    else if (!part.startsWith('[') || /^\[(?:h+|m+|s+)\]$/iu.test(part)) signs.push(part);
  }
  return signs;
}

/** From its first `0` on every place has a digit: `0000000`, and `0#########` of telephone numbers. */
function digits(pattern: readonly (string | { readonly sign: string })[]): NumberFormat {
  const places = pattern.filter((each) => each === '0' || each === '#');
  const first = places.indexOf('0');
  const least = first === -1 ? 0 : places.length - first;
  return least > 1 ? { shows: 'digits', pattern, least } : plain;
}

/** `number`: digits alone. */
export function inPattern(number: string, { pattern, least }: Extract<NumberFormat, { shows: 'digits' }>): string {
  const places = pattern.filter((each) => each === '0' || each === '#').length;
  const filled = number.padStart(least, '0').padStart(places, ' ');
  let at = filled.length - places;
  // Digits for which there is no place stand before the first.
  let isFirst = true;
  const shown = pattern.map((each) => {
    if (typeof each !== 'string') return each.sign;
    if (each !== '0' && each !== '#') return each;
    const before = isFirst ? filled.slice(0, at) : '';
    isFirst = false;
    at += 1;
    return before + filled.charAt(at - 1);
  });
  return shown.join('').replaceAll(/^ +/gu, '');
}
