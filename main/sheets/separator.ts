/** What stands between the fields of a CSV file: found by what its first records have in common, not by its ending. */
import { type Cell, type SheetSeparator, SheetSeparator as Separators } from '../../contract/sheets.ts';
import { Bounds, usualCaps } from './bounds.ts';
import { CsvRecords } from './csvRecords.ts';

const most = 100;

/** Excel's own way to name it, on the first line. */
const named = /^sep=([,;\t|])$/iu;

export interface Separated {
  readonly separator: SheetSeparator;
  /** The first line names it, and is no row. */
  readonly isNamed: boolean;
}

/** `lines`: the first of the file, whole ones. */
export function separatorOf(lines: readonly string[]): Separated {
  const name = named.exec(lines[0] ?? '')?.[1];
  const given = Separators.options.find((each) => each === name);
  if (given !== undefined) return { separator: given, isNamed: true };
  let best: { readonly separator: SheetSeparator; readonly score: number } = { separator: ',', score: 0 };
  for (const separator of Separators.options) {
    const score = scoreOf(recordsOf(lines.slice(0, most), separator));
    if (score > best.score) best = { separator, score };
  }
  return { separator: best.separator, isNamed: false };
}

interface Seen {
  /** How many fields, empty ones too. */
  readonly width: number;
  readonly hasDigits: boolean;
}

function recordsOf(lines: readonly string[], separator: SheetSeparator): Seen[] {
  const seen: Seen[] = [];
  const watch = (cells: readonly Cell[]): void =>
    void seen.push({ width: cells.length, hasDigits: cells.some(({ text }) => /\d/u.test(text)) });
  const records = new CsvRecords(separator, new Bounds('', usualCaps, undefined), { watch });
  for (const [at, line] of lines.entries()) records.line(line, at);
  records.end();
  return seen;
}

/**
 * From some record on, as many as possible are as wide as each other; what stands above are titles. That first one is a header, which
 * seldom has a digit: `1,5;2,5` is two numbers and not three fields, and a tab behind each id is no column.
 */
function scoreOf(records: readonly Seen[]): number {
  const counts = new Map<number, number>();
  for (const { width } of records) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [usual, times] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [1, 0];
  if (usual === 1) return 0;
  const begin = records.findIndex(({ width }) => width === usual);
  // No more titles than rows: a remark at the end is no table.
  return (times / (records.length - Math.min(begin, times))) * (records[begin]!.hasDigits ? 0.6 : 1) * (1 - 1 / usual);
}
