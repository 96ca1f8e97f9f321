/** Numbers, truths and errors of a workbook's cells, as a person reads them. */
import type { Cell, CellDoubt } from '../../contract/sheets.ts';
import { cellOf, textCell } from './cells.ts';
import { type NumberFormat, inPattern } from './numberFormats.ts';
import { timeText } from './serials.ts';

/** Digits of which a spreadsheet keeps each. */
const sureDigits = 15;
const number = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/u;

/** `written`: as in the file. */
export function numberCell(written: string, format: NumberFormat | undefined, is1904: boolean, isFormula: boolean): Cell {
  const isPlain = format === undefined || format.shows === 'number';
  if (isPlain && !isFormula && isShortWhole(written)) return { text: written, kind: 'number' };
  const raw = written.trim();
  const parts = number.exec(raw);
  const value = Number(raw);
  // Some programs write text where a number should be.
  if (raw === '' || parts === null || !Number.isFinite(value)) return textCell(written);
  if (format?.shows === 'time') {
    const text = timeText(value, is1904, format.isElapsed);
    if (text !== null) return cellOf(text, { raw, kind: 'date', isFormula });
  }
  const doubts: CellDoubt[] = [];
  let text: string;
  if (Number.isInteger(value)) {
    const [, sign = '', whole = '', fraction = '', exponent] = parts;
    // All digits that the file has: a number would have lost the last ones.
    const isSpelled = exponent === undefined && /^0*$/u.test(fraction);
    const digits = isSpelled ? whole.replace(/^0+(?=\d)/u, '') : sureDigitsOf(Math.abs(value));
    if (digits.length > sureDigits) doubts.push('longNumber');
    text = format?.shows === 'digits' && value >= 0 ? inPattern(digits, format) : (sign === '-' && value !== 0 ? '-' : '') + digits;
  } else text = plainly(Number(value.toPrecision(sureDigits)));
  return cellOf(text, { raw, kind: 'number', isFormula, doubts });
}

/** Of a whole number: as many digits as are sure, and zeros. As text: rounded up, the largest number of all would be none. */
function sureDigitsOf(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(sureDigits - 1).split('e');
  const length = Number(exponent) + 1;
  return mantissa.replace('.', '').slice(0, length).padEnd(length, '0');
}

/** Digits and nothing else, no more than are sure. */
function isShortWhole(written: string): boolean {
  const { length } = written;
  if (length === 0 || length > sureDigits || (length > 1 && written.charCodeAt(0) === 0x30)) return false;
  for (let at = 0; at < length; at += 1) {
    const code = written.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

/** Of a fraction, without an exponent. */
function plainly(value: number): string {
  const text = String(value);
  const [, sign = '', first = '', rest = '', exponent] = /^(-?)(\d)\.?(\d*)e-(\d+)$/u.exec(text) ?? [];
  return exponent === undefined ? text : `${sign}0.${'0'.repeat(Number(exponent) - 1)}${first}${rest}`;
}

/** ISO 8601, as newer programs may write it. */
export function dateCell(written: string, isFormula: boolean): Cell {
  const [, day, time = '', seconds = '00'] =
    /^(\d{4}-\d{2}-\d{2})?T?(?:(\d{2}:\d{2})(?::(\d{2}))?(?:\.\d+)?)?Z?$/u.exec(written.trim()) ?? [];
  if (day === undefined && time === '') return textCell(written);
  const clock = seconds === '00' ? time : `${time}:${seconds}`;
  const isMidnight = day !== undefined && (clock === '00:00' || clock === '');
  return cellOf(isMidnight ? day : [day, clock].filter(Boolean).join(' '), { raw: written, kind: 'date', isFormula });
}

export const booleanCell = (written: string, isFormula: boolean): Cell =>
  cellOf(/^(?:1|true)$/iu.test(written.trim()) ? 'TRUE' : 'FALSE', { raw: written, kind: 'boolean', isFormula });

export const errorCell = (written: string, isFormula: boolean): Cell =>
  cellOf(written.trim(), { kind: 'error', isFormula, doubts: ['errorValue'] });
