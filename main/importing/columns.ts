/** Numbers and days of a column, read by what the whole column says. */
import type { LayoutName, RowProblem } from '../../contract/imports.ts';
import { type DateRead, type DayOrder, dayOrderOf, readDate } from './dates.ts';
import { type Complain, type Gathered, type KeptRow, hasBit } from './gather.ts';
import { habitOf, readNumberCell } from './numbers.ts';

/** The different texts of a column that the file does not hold as numbers or days: of days without their times. */
export function textsOf({ texts, exact }: Gathered, index: number): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [row, text] of texts[index]!.entries()) if (!hasBit(exact, row, index)) found.add(dayIn(text));
  return found;
}

/** Ten signs and a time, as programs write it: of 100,000 orders only some hundred days are another. */
const dayIn = (text: string): string =>
  text.length >= 16 && text.charCodeAt(13) === colon && isBlankAt(text, 10) ? text.slice(0, 10) : text;
const colon = 0x3a;
const isBlankAt = (text: string, place: number): boolean => text.charCodeAt(place) === 0x20 || text.charCodeAt(place) === 0x54;

/** What goes into the form; what is wrong with it, or was decided, is put to `problems`. */
export type ReadNumber = (row: KeptRow, problems: RowProblem[]) => string;

export function numbersOf(gathered: Gathered, field: string, complain: Complain): ReadNumber {
  const index = gathered.fields.indexOf(field);
  if (index === -1) return () => '';
  const column = gathered.texts[index]!;
  const habit = habitOf(textsOf(gathered, index));
  return (row, problems) => {
    const text = column[row]!;
    const read = readNumberCell(text, hasBit(gathered.exact, row, index), habit);
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
  const column = gathered.texts[index]!;
  const told: DayOrder = dayOrderOf(textsOf(gathered, index));
  const hasHalves = saysHalves(gathered, index);
  // The marketplaces' files in Vietnam, and the desk's own, are known to have the day in front.
  const order = told === 'unclear' && layout !== 'other' && !hasHalves ? 'day' : told;
  const assumed = order === 'unclear' && hasHalves ? 'month' : 'day';
  const known = new Map<string, DateRead | 'unclear' | null>();
  return (row) => {
    const text = column[row]!;
    if (text === '') return null;
    const day = dayIn(text);
    if (day.length === text.length) return readDate(text, order, assumed);
    const before = known.get(day);
    const read = before === undefined ? readDate(day, order, assumed) : before;
    if (before === undefined) known.set(day, read);
    const time = text.slice(11);
    // What is no plain time is read in full.
    if (read === null || read === 'unclear' || !/^[01]\d:[0-5]\d(?::[0-5]\d)?$|^2[0-3]:[0-5]\d(?::[0-5]\d)?$/u.test(time))
      return readDate(text, order, assumed);
    return { text: `${read.text.slice(0, 11)}${time}`, hasTime: true, isAssumed: read.isAssumed, at: read.at + msOf(time) };
  };
}

const msOf = (time: string): number =>
  (Number(time.slice(0, 2)) * 3_600 + Number(time.slice(3, 5)) * 60 + (time.length > 5 ? Number(time.slice(6, 8)) : 0)) * 1_000;

/** Whether its times are told by AM and PM, as where the month stands in front. */
function saysHalves({ texts }: Gathered, index: number): boolean {
  return /\d\s*[AP]M$/iu.test(texts[index]!.find((text) => text !== '') ?? '');
}
