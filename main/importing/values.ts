/** Cells as people and programs fill them: codes cleaned of what writing them down brought along, and words that mean nothing is there. */
import { cleanCode } from '../../contract/codes.ts';
import { fold } from '../../contract/fold.ts';

/** Met in marketplaces' files in the place of an empty cell (`None`), or guarded against. */
const nothing: ReadonlySet<string> = new Set([
  'none',
  'null',
  'nil',
  'nan',
  'undefined',
  '-',
  '--',
  '—',
  'n/a',
  '#n/a',
  '(none)',
  '(trống)',
]);
const longestNothing = 9;

const firstSigns: ReadonlySet<number> = new Set([...nothing].flatMap((word) => [word.charCodeAt(0), word.toUpperCase().charCodeAt(0)]));

/** `None` and its kin are no words. */
export const wordOf = (text: string): string =>
  text.length <= longestNothing && firstSigns.has(text.charCodeAt(0)) && nothing.has(text.toLowerCase()) ? '' : text;

const plain = /^[0-9A-Za-z][!-~]*$/u;

/** A code, without tabs, quotes, `="…"`, an apostrophe in front, unseen signs and blanks around it. What stands inside stays. */
export function codeOf(text: string): string {
  if (text === '') return '';
  if (plain.test(text) && text.charCodeAt(text.length - 1) !== quote) return text.length <= longestNothing ? wordOf(text) : text;
  let code = cleanCode(text);
  for (;;) {
    const inner = unwrapped(code);
    if (inner === code) break;
    code = inner;
  }
  return wordOf(code);
}
const quote = 0x22;

function unwrapped(code: string): string {
  const text = code.startsWith('=') && code.charAt(1) === '"' ? code.slice(1) : code;
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) return text.slice(1, -1).trim();
  if (text.length >= 2 && text.startsWith("'")) return text.slice(1, text.endsWith("'") && text.length > 2 ? -1 : undefined).trim();
  return text;
}

/** What people write where there is no code yet. */
const notYet: ReadonlySet<string> = new Set([
  'khong',
  'khong co',
  'chua',
  'chua co',
  'chua co ma',
  'chua co van don',
  'trong',
  'not yet',
  'pending',
]);

/** A courier's, an order's or a package's code: `0` is none, and `chưa có` none yet. */
export function parcelCodeOf(text: string): string {
  const code = codeOf(text);
  if (code === '0') return '';
  return code.length <= 16 && /^[\p{L} ]+$/u.test(code) && notYet.has(fold(code)) ? '' : code;
}

const platforms: readonly (readonly [string, RegExp])[] = [
  ['shopee', /^shopee\b/u],
  ['tiktok', /^tik ?tok\b/u],
  ['lazada', /^(?:lazada|lzd)\b/u],
  ['tiki', /^tiki\b/u],
];
const platformNames = new Map<string, string>();
/** `TikTok Shop` is `tiktok`; any other name stays as it is written. */
export function platformOf(text: string): string {
  const known = platformNames.get(text);
  if (known !== undefined) return known;
  const name = platforms.find(([, shape]) => shape.test(text.trim().toLowerCase()))?.[0] ?? text.trim();
  if (platformNames.size < 1_000) platformNames.set(text, name);
  return name;
}

/** Several words in one cell. */
export const listIn = (text: string): string[] =>
  text
    .split(/[;\n,|]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Many digits whose last ones, behind the fifteenth, are all zeros: as a spreadsheet leaves a code that it took for a number. */
export const hasLostDigits = (code: string): boolean => code.length >= 17 && /^\d{15}0{2,}$/u.test(code);

/** `Áo m?i`, `??`: a program that knew no Vietnamese letters has put question marks in their place. An address on the web has some too. */
export const hasLostLetters = (text: string): boolean =>
  text.includes('?') && /\p{L}\?+\p{L}|^\?+$|\?\?\p{L}/u.test(text) && !/:\/\/|[=&]/u.test(text);
