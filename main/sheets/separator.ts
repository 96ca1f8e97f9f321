/** What stands between the fields of a CSV file: found by what its first records have in common, not by its ending. */
import { type SheetSeparator, SheetSeparator as Separators } from '../../contract/sheets.ts';
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
  const candidates = Separators.options.map((separator) => ({ separator, widths: widthsOf(lines.slice(0, most), separator) }));
  // The line that has several fields by any of them is the header, or near it.
  const heads = candidates.map(({ widths }) => widths.findIndex((width) => width > 1)).filter((at) => at !== -1);
  const head = heads.length === 0 ? 0 : Math.min(...heads);
  let best: { readonly separator: SheetSeparator; readonly score: number } = { separator: ',', score: 0 };
  for (const { separator, widths } of candidates) {
    const score = scoreOf(widths, head);
    if (score > best.score) best = { separator, score };
  }
  return { separator: best.separator, isNamed: false };
}

/** How many fields each record has. */
function widthsOf(lines: readonly string[], separator: SheetSeparator): number[] {
  const widths: number[] = [];
  const records = new CsvRecords(separator, new Bounds('', usualCaps, undefined), widths);
  for (const [at, line] of lines.entries()) records.line(line, at);
  records.end();
  return widths;
}

/** As many records as possible are as wide as each other, and the head is no narrower: `1,5;2,5` is two numbers, not three fields. */
function scoreOf(widths: readonly number[], head: number): number {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [usual, times] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [1, 0];
  if (usual === 1) return 0;
  const near = widths.slice(head, head + 3);
  return (times / widths.length) * (near[0]! >= usual || near.slice(1).every((width) => width >= usual) ? 1 : 0.3) * (1 - 1 / usual);
}
