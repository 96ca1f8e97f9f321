/** Weights and lengths: read in the unit that their cell or their header names, and turned into that of the form. */
import { fold } from '../../contract/fold.ts';
import { textsOf } from './columns.ts';
import type { ReadNumber } from './columns.ts';
import { type Complain, type Gathered, hasBit } from './gather.ts';
import { habitOf, readNumberCell } from './numbers.ts';

/** How many grams, or centimetres, one of it is. */
const units: Readonly<Record<'g' | 'cm', Readonly<Record<string, number>>>> = {
  g: { g: 1, gr: 1, gam: 1, gram: 1, grams: 1, kg: 1_000, kgs: 1_000, ky: 1_000, kilogram: 1_000, kilograms: 1_000 },
  cm: { cm: 1, mm: 0.1, dm: 10, m: 100, met: 100, inch: 2.54, inches: 2.54 },
};

/** `Weight (kg)`, `Cân nặng kg`; `null` where it names none. */
function unitIn(header: string, base: 'g' | 'cm'): number | null {
  const words = fold(header).split(/[^\p{L}\p{N}]+/u);
  const found = words.slice(1).findLast((word) => units[base][word] !== undefined);
  return found === undefined ? null : units[base][found]!;
}

function parted(text: string, base: 'g' | 'cm'): { readonly digits: string; readonly unit: number | null } {
  const [, digits, word = ''] = /^([\d.,\s]*\d)\s*(\p{L}+)\.?$/u.exec(text.normalize('NFKC')) ?? [];
  const unit = units[base][fold(word)];
  return digits === undefined || unit === undefined ? { digits: text, unit: null } : { digits, unit };
}

const isNumber = (text: string): boolean => /^\d+(?:\.\d+)?$/u.test(text);

/** In grams, or in centimetres. What was turned is told; weights under a gram without a unit may be kilograms, and ask. */
export function measuresOf(gathered: Gathered, field: string, complain: Complain): ReadNumber {
  const index = gathered.fields.indexOf(field);
  if (index === -1) return () => '';
  const base = field === 'weight' ? 'g' : 'cm';
  const column = gathered.texts[index]!;
  const ofColumn = unitIn(gathered.headers[index]!, base);
  const habit = habitOf([...textsOf(gathered, index)].map((text) => parted(text, base).digits));
  const isDoubtful =
    base === 'g' &&
    ofColumn === null &&
    column.some((text, row) => {
      const { digits, unit } = parted(text, base);
      const read = readNumberCell(digits, hasBit(gathered.exact, row, index), habit).text;
      return unit === null && isNumber(read) && Number(read) > 0 && Number(read) < 1;
    });
  return (row, problems) => {
    const text = column[row]!;
    if (text === '') return '';
    const { digits, unit } = parted(text, base);
    const read = readNumberCell(digits, unit === null && hasBit(gathered.exact, row, index), habit);
    if (read.how === 'unclear') problems.push(complain(row, field, 'thousandsMark', 'stop'));
    if (read.how === 'unclear' || !isNumber(read.text)) return text;
    const times = unit ?? ofColumn ?? 1;
    const value = times === 1 ? read.text : String(Number((Number(read.text) * times).toFixed(3)));
    if (times !== 1) problems.push(complain(row, field, 'unitTurned', 'tell', { value: `${value} ${base}` }));
    else if (read.how === 'decided') problems.push(complain(row, field, 'readAsNumber', 'tell', { value }));
    if (isDoubtful && unit === null) problems.push(complain(row, field, 'unitUntold', 'ask', { value: `${value} ${base}` }));
    return value;
  };
}
