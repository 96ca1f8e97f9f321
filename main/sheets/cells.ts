/**
 * What a person would say stands in a cell. Most cells are plain, and found to be so by looking once at each sign; the others are put in
 * order, keep what stood there as `raw`, and say what speaks against them.
 */
import type { Cell, CellDoubt, CellKind } from '../../contract/sheets.ts';

/** One for all: never changed. */
export const emptyCell: Cell = { text: '' };

export interface CellFacts {
  readonly raw?: string | undefined;
  readonly kind?: CellKind | undefined;
  readonly isFormula?: boolean;
  readonly doubts?: readonly CellDoubt[];
}

export function cellOf(text: string, { raw, kind, isFormula = false, doubts = [] }: CellFacts = {}): Cell {
  return {
    text,
    ...(raw === undefined || raw === text ? {} : { raw }),
    ...(kind === undefined ? {} : { kind }),
    ...(isFormula ? { isFormula: true as const } : {}),
    ...(doubts.length === 0 ? {} : { doubts }),
  };
}

/** Nothing about it has to be put in order. */
export function isPlain(text: string, from = 0, to = text.length): boolean {
  if (from === to) return true;
  const first = text.charCodeAt(from);
  // A blank, a quote, an apostrophe, a sign of equality.
  if (first <= 0x20 || first === 0x22 || first === 0x27 || first === 0x3d || text.charCodeAt(to - 1) <= 0x20) return false;
  for (let at = from; at < to; at += 1) if (!isPlainSign(text.charCodeAt(at))) return false;
  return true;
}

/** Letters of Latin with their accents in one, ASCII but for `+` (of `8.93E+12`), line feeds. */
export const isPlainSign = (code: number): boolean =>
  code < 0x7f ? (code >= 0x20 && code !== 0x2b) || code === 0x0a : code >= 0xc0 && (code < 0x300 || (code >= 0x1ea0 && code <= 0x1ef9));

/** A cell of text as it stands in the file. */
export const textCell = (text: string): Cell => (text === '' ? emptyCell : isPlain(text) ? { text } : oddCell(text));

const controls = /(?![\t\n\r])\p{Cc}/gu;
/** Zero-width spaces, soft hyphens, marks of direction and order. */
const unseen = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
/** Joiners: pictures and other scripts need them, between Latin letters and digits they are left from somewhere. */
const joiners = /(?<=^|[\p{Script=Latin}\p{Nd}\p{P}\s])[\u200C\u200D]+|[\u200C\u200D]+(?=$|[\p{Script=Latin}\p{Nd}\p{P}\s])/gu;
const blanks = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/gu;
const wide = /[０-９Ａ-Ｚａ-ｚ]|(?<=[０-９Ａ-Ｚａ-ｚ])[－．，／：＿](?=[０-９Ａ-Ｚａ-ｚ])/gu;
/** A digit, its fraction, `E+` and more: so a spreadsheet shows a long number in a narrow column. */
const scientific = /^[+-]?\d(?:[.,]\d+)?E\+\d{1,3}$/iu;
/** `="0012345"`: so an export keeps a spreadsheet from making a number of it. */
const asFormula = /^=\s*"((?:[^"]|"")*)"$/u;
/** The desk's own CSV writes an apostrophe before what a spreadsheet would run; others before a code. */
const asText = /^'(?=[\t\r\n ]*[=+\-@＝＋－＠]|\d[\w./-]*$)/u;

/** As `textCell`, for text that is not plain. `found`: what is known of it already. */
export function oddCell(written: string, found: readonly CellDoubt[] = [], isFormula = false): Cell {
  const doubts: CellDoubt[] = [...found];
  let text = written.replaceAll(/\r\n?/gu, '\n').toWellFormed();
  if (controls.test(text)) {
    text = text.replaceAll(controls, '');
    doubts.push('controlCharacters');
  }
  controls.lastIndex = 0;
  text = text.replaceAll(unseen, '').replaceAll(joiners, '').replaceAll(blanks, ' ').trim();
  const within = asFormula.exec(text)?.[1];
  if (within !== undefined) text = within.replaceAll('""', '"').trim();
  text = text.replace(asText, '').normalize('NFC').replaceAll(wide, narrow);
  if (text.includes('\uFFFD')) doubts.push('replacementCharacters');
  if (scientific.test(text)) doubts.push('scientific');
  if (text === '' && written.trim() === '' && doubts.length === 0) return emptyCell;
  return cellOf(text, { raw: written, isFormula, doubts });
}

const narrow = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
