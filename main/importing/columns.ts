/** Numbers and days of a column, read by what the whole column says. */
import type { LayoutName, RowProblem } from '../../contract/imports.ts';
import { type DateRead, type DayOrder, dayOrderOf, readDate } from './dates.ts';
import type { Complain, Gathered, KeptRow } from './gather.ts';
import { habitOf, readNumberCell } from './numbers.ts';

/** The texts of a column that the file does not hold as numbers or days. */
function* textsOf({ rows }: Gathered, index: number): Generator<string> {
  for (const { texts, exact } of rows) if ((exact & (1 << index)) === 0) yield texts[index]!;
}

/** What goes into the form; what is wrong with it, or was decided, is put to `problems`. */
export type ReadNumber = (row: KeptRow, problems: RowProblem[]) => string;

export function numbersOf(gathered: Gathered, field: string, complain: Complain): ReadNumber {
  const index = gathered.fields.indexOf(field);
  if (index === -1) return () => '';
  const habit = habitOf(textsOf(gathered, index));
  return (row, problems) => {
    const text = row.texts[index]!;
    const read = readNumberCell(text, (row.exact & (1 << index)) !== 0, habit);
    if (read.how === 'unclear') problems.push(complain(row, field, 'thousandsMark', 'stop'));
    else if (read.how === 'decided') problems.push(complain(row, field, 'readAsNumber', 'tell', { value: read.text }));
    return read.text;
  };
}

export type ReadDay = (row: KeptRow) => DateRead | 'unclear' | null;

/** By the column; where that does not tell, the day stands in front, as in Vietnam, but beside AM and PM the month. */
export function daysOf(gathered: Gathered, field: string, layout: LayoutName): ReadDay {
  const index = gathered.fields.indexOf(field);
  if (index === -1) return () => null;
  const told: DayOrder = dayOrderOf(textsOf(gathered, index));
  // The marketplaces' files in Vietnam, and the desk's own, are known to have the day in front.
  const order = told === 'unclear' && layout !== 'other' && !hasHalves(textsOf(gathered, index)) ? 'day' : told;
  const assumed = order === 'unclear' && hasHalves(textsOf(gathered, index)) ? 'month' : 'day';
  return (row) => {
    const text = row.texts[index]!;
    return text === '' ? null : readDate(text, order, assumed);
  };
}

/** Whether its times are told by AM and PM, as where the month stands in front. */
function hasHalves(texts: Iterable<string>): boolean {
  for (const text of texts) if (text !== '') return /\d\s*[AP]M$/iu.test(text);
  return false;
}
