/**
 * A check without a window: the code of the screen, on files that a script names. It asks nobody and sends nothing, writes nothing but its
 * report, and reads the desk's data only where no list of products is given; a desk that is open goes on meanwhile.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Language } from '../../contract/language.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { deskKnowledge } from '../intake/deskKnowledge.ts';
import type { Knowledge } from '../intake/knowledge.ts';
import { ListedProducts, listedKnowledge } from '../intake/listedKnowledge.ts';
import { kindOfFile } from '../intake/fileKinds.ts';
import { migrations } from '../store/migrations.ts';
import { type Reader, openReader } from '../store/reader.ts';
import { type CheckAsked, checkAsked, checkUsage } from '../start/checkFlags.ts';
import { exitCodes, say } from '../start/terminal.ts';
import { writeFile } from '../support/writeFile.ts';
import { deskWorkers } from '../workers/index.ts';
import { checkLabels } from './labels.ts';
import type { Report, ReportFile } from './report.ts';
import { checkRows } from './rows.ts';
import { troubleIn } from './words.ts';

interface Surroundings {
  /** The desk's data. */
  readonly folder: string;
  readonly cwd: string;
  readonly language: Language | null;
}

/** @param args without the program. @returns the exit code. */
export async function runCheck(args: readonly string[], { folder, cwd, language: wanted }: Surroundings): Promise<number> {
  const asked = args.includes('--help') || args.includes('-h') ? '' : checkAsked(args, cwd);
  if (typeof asked === 'string') {
    say(`${asked === '' ? '' : `${asked}\n\n`}Onflow Desk --headless --check FILE… [--catalogue FILE] --report FILE\n${checkUsage}`);
    return asked === '' ? exitCodes.fine : exitCodes.wrongCommand;
  }
  const language = wanted ?? 'vi';
  try {
    const report = await check(asked, folder, language);
    await writeFile(asked.report, jsonOf(report));
    say(`report: ${asked.report}`);
    const unread = report.files.filter(({ trouble }) => trouble !== null);
    for (const { file, trouble } of unread) say(`${file}: ${trouble?.text}`);
    return unread.length > 0 ? exitCodes.wrongCommand : exitCodes.fine;
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    say(troubleIn(language, error.error));
    return error.error.code === 'noConnection' || error.error.code.startsWith('storage') ? exitCodes.noData : exitCodes.wrongCommand;
  }
}

/** In parts: the whole of several large files is longer than a text can be. */
function* jsonOf({ files, ...rest }: Report): Generator<string> {
  yield '{"files":[';
  for (const [index, { rows, documents, ...file }] of files.entries()) {
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(file).slice(0, -1)},"rows":[`;
    for (const [at, row] of rows.entries()) yield `${at === 0 ? '' : ','}\n${JSON.stringify(row)}`;
    yield '],"documents":[';
    for (const [at, document] of documents.entries()) yield `${at === 0 ? '' : ','}\n${JSON.stringify(document)}`;
    yield ']}';
  }
  yield `],${JSON.stringify(rest).slice(1)}\n`;
}

async function check(asked: CheckAsked, folder: string, language: Language): Promise<Report> {
  const began = performance.now();
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 100);
  const paths = asked.files.flatMap(filesIn);
  const kinds = await Promise.all(paths.map(async (path) => kindOfFile(path, basename(path)).catch(() => 'rows' as const)));
  const reader = asked.catalogue === null ? openLast(folder) : null;
  const workers = deskWorkers(say);
  try {
    const knowledge: Knowledge = asked.catalogue === null ? deskKnowledge(reader!) : listedKnowledge(productsIn(asked.catalogue));
    const ofRows = paths.filter((_, index) => kinds[index] !== 'labels');
    const ofLabels = paths.filter((_, index) => kinds[index] === 'labels');
    const wall = Date.now();
    const { files, shipments } = await checkRows({ paths: ofRows, knowledge, given: asked.given, wall, language });
    for (const { file, rows, documents } of files) say(`${file}: ${rows.length} rows, ${documents.length} documents`);
    const { labels, troubles } = await checkLabels(ofLabels, shipments, {
      workers,
      desk: reader,
      onPages: (done, of) => say(`labels: ${done} of ${of} pages`),
    });
    // One that is named twice is told of twice: its orders are there already the second time.
    const told = files.values();
    peak = Math.max(peak, process.memoryUsage.rss(), process.resourceUsage().maxRSS * 1024);
    return {
      files: paths.flatMap((path, index) =>
        kinds[index] === 'labels' ? labelFile(path, troubles.get(path) ?? null, language) : (told.next().value ?? []),
      ),
      labels,
      seconds: Math.round(performance.now() - began) / 1_000,
      peakMB: Math.round(peak / 1024 / 1024),
    };
  } finally {
    clearInterval(watch);
    reader?.close();
    await workers.close();
  }
}

const labelFile = (file: string, trouble: string | null, language: Language): ReportFile => ({
  file,
  kind: 'labels',
  mapping: null,
  sheets: [],
  trouble: trouble === null ? null : { code: trouble, text: troubleIn(language, { code: trouble, params: { name: basename(file) } }) },
  problems: [],
  rows: [],
  documents: [],
  unknownSkus: [],
});

/** What lies in a folder, too; in the order of the names. */
function filesIn(path: string): string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() || entry.isFile() ? filesIn(join(path, entry.name)) : []));
}

/** @throws DeskFailure `fileUnreadable`, `catalogueInvalid` */
function productsIn(path: string): ListedProducts {
  const name = basename(path);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/u, ''));
  } catch (cause) {
    throw new DeskFailure({ code: 'fileUnreadable', params: { name } }, { cause });
  }
  const products = ListedProducts.safeParse(content);
  if (!products.success) throw new DeskFailure({ code: 'malformed', params: { name } }, { cause: products.error });
  return products.data;
}

/** The database of the connection that was open last, only to be read. @throws DeskFailure `noConnection`, as `openReader` */
function openLast(folder: string): Reader {
  const own = join(folder, 'desk.sqlite');
  if (statSync(own, { throwIfNoEntry: false }) === undefined) throw new DeskFailure({ code: 'noConnection' });
  const app = openReader(own);
  let id: unknown;
  try {
    const value = app.get("SELECT value FROM settings WHERE name = 'lastConnection'")?.['value'];
    id = typeof value === 'string' ? JSON.parse(value) : null;
  } finally {
    app.close();
  }
  const file = join(folder, 'connections', String(id), 'desk.sqlite');
  if (typeof id !== 'string' || statSync(file, { throwIfNoEntry: false }) === undefined) throw new DeskFailure({ code: 'noConnection' });
  const reader = openReader(file);
  // The desk brings a file of an older version up to date when it opens it; here nothing is written.
  if (Number(reader.get('PRAGMA user_version')?.['user_version']) < migrations.length) {
    reader.close();
    throw new DeskFailure({ code: 'noConnection' });
  }
  return reader;
}
