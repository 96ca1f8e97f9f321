/**
 * Runs one benchmark: `npm run bench -- <name> [--json]`. With `--json` standard output carries one JSON line and nothing else; with
 * `--large`, where there is such a one, it is the benchmark of a large local copy.
 */
import { readdirSync } from 'node:fs';
import { styleText } from 'node:util';

/** What every file beside this one exports as `run`. */
export interface BenchOptions {
  readonly json: boolean;
  /** Progress for whoever watches; goes to standard error. */
  readonly log: (line: string) => void;
}
export type Run = (options: BenchOptions) => Promise<object>;
/** `runLarge`: what `--large` asks for. */
interface Bench {
  readonly run: Run;
  readonly runLarge?: Run;
}

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.mts') && file !== 'bench.mts')
  .map((file) => file.slice(0, -'.mts'.length))
  .toSorted();

const flags = ['--json', '--large'];
const [name, ...rest] = process.argv.slice(2).filter((word) => !flags.includes(word));
const json = process.argv.includes('--json');
const large = process.argv.includes('--large');
const log = (line: string): void => void process.stderr.write(`${line}\n`);

if (name === undefined || rest.length > 0 || !names.includes(name)) {
  log(`${name === undefined ? 'No benchmark named.' : `No benchmark "${[name, ...rest].join(' ')}".`} There are: ${names.join(', ')}.`);
  log('npm run bench -- <name> [--large] [--json]');
  process.exit(2);
}

// A library that prints would break the one line.
console.log = console.error;

const { run, runLarge } = (await import(`./${name}.mts`)) as Bench;
const wanted = large ? runLarge : run;
if (wanted === undefined) {
  log(`"${name}" has no large one.`);
  process.exit(2);
}
const result = await wanted({ json, log });
// The desk's threads wait for more.
process.stdout.write(json ? `${JSON.stringify(result)}\n` : table(result), () => process.exit(0));

/** One row per figure; what is nested becomes columns of its own, side by side. */
function table(value: object): string {
  const plain = Object.entries(value).filter(([, figure]) => typeof figure !== 'object' || figure === null);
  const nested = Object.entries(value).filter(([, figure]) => typeof figure === 'object' && figure !== null) as [string, object][];
  const wide = Math.max(...plain.map(([key]) => key.length));
  const lines = plain.map(([key, figure]) => `  ${key.padEnd(wide)}  ${String(figure)}`);
  for (const [group, rows] of nested) {
    lines.push('', styleText('bold', group));
    const entries = Object.entries(rows) as [string, object][];
    const columns = [...new Set(entries.flatMap(([, row]) => Object.keys(row)))];
    const cells = [
      ['', ...columns],
      ...entries.map(([key, row]) => [key, ...columns.map((column) => String((row as Record<string, string | number>)[column] ?? ''))]),
    ];
    const widths = ['', ...columns].map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
    lines.push(
      ...cells.map(
        (row) =>
          `  ${row.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0))).join('  ')}`,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}
