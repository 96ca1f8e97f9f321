/**
 * What can be done beside the event loop. A job takes data and answers data; what it opens it closes, but for the reader of the short
 * questions, which stays until its asker lets it go.
 */
import type { RecordRow } from '../../contract/bridge.ts';
import type { JournalPage, JournalQuery, JournalVerdict, SavedFile } from '../../contract/journal.ts';
import type { KeptQuery, RecordCount } from '../../contract/recordQuery.ts';
import type { Selection } from '../../contract/selection.ts';
import { type TemplateWanted, templateFile } from '../importing/templates.ts';
import { backUp } from '../store/backups.ts';
import { checkpoint } from '../store/checkpoint.ts';
import { type RecordList, recordsIn, recordsOn } from '../store/catalogue.ts';
import { productOf } from '../store/productOf.ts';
import { countsOn } from '../store/recordCounts.ts';
import { type JournalReading, journalReadingOn } from '../store/journalReading.ts';
import { type ListsAtHand, listsAtHand } from '../store/listsAtHand.ts';
import { type Reader, openReader } from '../store/reader.ts';
import { type Selected, possibleIn, selectedIn } from '../store/selectedRecords.ts';
import { type Soundness, soundnessOf } from '../store/soundness.ts';
import { type BundleParts, bundle } from '../support/bundle.ts';
import type { ClaimSheet } from '../../contract/claim.ts';
import { writeClaim } from '../support/claimFile.ts';
import { type RecordsFile, writeRecords } from '../support/recordsFile.ts';
import { type OutboxFile, writeOutbox } from '../support/outboxFile.ts';
import { type JournalFile, writeJournal } from '../support/journalFile.ts';
import { writeFile } from '../support/writeFile.ts';
import { intakeJobs } from '../intake/jobs.ts';
import type { ReportWanted } from '../intake/report.ts';
import { writeReports } from './intakeReport.ts';
import type { PileFile, PilePiece } from '../../contract/pile.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { DrawWanted } from '../labels/drawn.ts';
import type { CutOut, CutWanted } from '../labels/cutOut.ts';
import type { PileWanted } from '../labels/pile.ts';
import type { PagesRead, PagesWanted } from '../labels/read.ts';
import type { OpenWanted } from '../labels/unpack.ts';
import type { AtWork } from './serve.ts';

/** The connection's database file. */
interface In {
  readonly file: string;
}

/** Of the short questions about one file: they come again and again, and SQLite keeps what it has read. */
interface Kept {
  readonly reader: Reader;
  readonly atHand: ListsAtHand;
  /** Lists are being read in beside the questions. */
  isReading: boolean;
}
type Asker = Pick<AtWork, 'asker' | 'log'>;
const keptOf = new Map<number, Map<string, Kept>>();
function inKept<T>(file: string, { asker, log }: Asker, work: (kept: Kept) => T): T {
  const mine = keptOf.get(asker) ?? new Map<string, Kept>();
  keptOf.set(asker, mine);
  const known = mine.get(file) ?? { reader: openReader(file, log), atHand: listsAtHand(), isReading: false };
  mine.set(file, known);
  try {
    return known.reader.atOnce(() => work(known));
  } catch (error) {
    // The next question finds a new one.
    mine.delete(file);
    known.reader.close();
    throw error;
  }
}

/** No file is held for this asker any more. */
export function closeKept(asker: number): void {
  for (const { reader } of keptOf.get(asker)?.values() ?? []) reader.close();
  keptOf.delete(asker);
}

/** A few milliseconds, and then whatever was asked meanwhile. */
function readOn(file: string, at: Asker): void {
  const current = (): Kept | undefined => keptOf.get(at.asker)?.get(file);
  const known = current();
  if (known === undefined || known.isReading) return;
  known.isReading = true;
  const step = (): void => {
    // A question may have met a broken file meanwhile, or its asker be gone.
    if (current() !== known) return;
    try {
      known.isReading = inKept(file, at, ({ reader, atHand }) => atHand.readOn(reader));
    } catch (error) {
      // The next question meets the same, and tells whoever asks.
      at.log(`a list is not read in: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    if (known.isReading) setImmediate(step);
  };
  setImmediate(step);
}

/** What was asked meanwhile is heard first: then the older question need not be answered any more. */
async function heardFirst(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => void setImmediate(resolve));
  signal.throwIfAborted();
}

async function inJournal<T>(file: string, work: (journal: JournalReading) => T | Promise<T>): Promise<T> {
  const reader = openReader(file);
  try {
    return await work(journalReadingOn(reader));
  } finally {
    reader.close();
  }
}

export const jobs = {
  /** Whether a database file can be believed; of these tables, or of all of it. */
  'database.check': ({ file, tables }: In & { readonly tables: readonly string[] | 'all' }): Soundness => soundnessOf(file, tables),
  'database.checkpoint': ({ file }: In): void => checkpoint(file),
  /** `at` in Unix milliseconds; without the rows of the tables `leftOut`. */
  'database.backUp': ({ file, at, leftOut }: In & { readonly at: number; readonly leftOut: readonly string[] }, { signal }: AtWork) =>
    backUp(file, at, new Set(leftOut), signal),

  /** One page of a list of records, as of `now` (Unix milliseconds). */
  'records.list': async (
    { file, query, now }: In & { readonly query: KeptQuery; readonly now: number },
    at: AtWork,
  ): Promise<RecordList> => {
    await heardFirst(at.signal);
    const answer = inKept(file, at, ({ reader, atHand }) => recordsOn(reader, query, now, atHand));
    readOn(file, at);
    return answer;
  },

  'records.selected': (
    {
      file,
      selection,
      now,
      from,
      most,
    }: In & { readonly selection: Selection; readonly now: number; readonly from: number; readonly most: number },
    { log }: AtWork,
  ): { rows: RecordRow[]; total: number } => {
    const reader = openReader(file, log);
    try {
      return reader.atOnce(() => {
        const ids = selectedIn(reader, selection, now);
        return { rows: recordsIn(reader, ids.slice(from, from + most)), total: ids.length };
      });
    } finally {
      reader.close();
    }
  },
  /** How many there are, and to which of them what can be done. */
  'records.possible': (
    { file, selection, now }: In & { readonly selection: Selection; readonly now: number },
    { log }: AtWork,
  ): Selected => {
    const reader = openReader(file, log);
    try {
      return reader.atOnce(() => possibleIn(reader, selection, now));
    } finally {
      reader.close();
    }
  },

  'records.export': async ({ file, ...wanted }: In & RecordsFile, at: AtWork): Promise<SavedFile> => {
    const reader = openReader(file, at.log);
    try {
      return await writeRecords(reader, wanted, at);
    } finally {
      reader.close();
    }
  },

  'outbox.export': async ({ file, ...wanted }: In & OutboxFile, at: AtWork): Promise<SavedFile> => {
    const reader = openReader(file, at.log);
    try {
      return await writeOutbox(reader, wanted, at);
    } finally {
      reader.close();
    }
  },

  'claim.write': ({ path, sheet }: { readonly path: string; readonly sheet: ClaimSheet }): Promise<SavedFile> => writeClaim(path, sheet),

  /** How many rows fit each of these questions, as of `now` (Unix milliseconds). */
  'records.counts': async (
    { file, queries, now }: In & { readonly queries: readonly KeptQuery[]; readonly now: number },
    at: AtWork,
  ): Promise<RecordCount[]> => {
    await heardFirst(at.signal);
    const answers = inKept(file, at, ({ reader, atHand }) => queries.map((query) => countsOn(reader, query, now, atHand)));
    readOn(file, at);
    return answers;
  },

  /** Products by their whole codes; `null` for a code that none has. */
  'stock.find': async ({ file, codes, now }: In & { readonly codes: readonly string[]; readonly now: number }, at: AtWork) => {
    await heardFirst(at.signal);
    return inKept(file, at, ({ reader, atHand }) => codes.map((code) => ({ code, row: productOf(reader, code, now, atHand) })));
  },

  'journal.list': async ({ file, query }: In & { readonly query: JournalQuery }, at: AtWork): Promise<JournalPage> => {
    await heardFirst(at.signal);
    return inKept(file, at, ({ reader }) => journalReadingOn(reader).list(query));
  },
  'journal.verify': ({ file }: In, at: AtWork): Promise<JournalVerdict> => inJournal(file, (journal) => journal.verify(at)),
  'journal.export': ({ file, ...wanted }: In & JournalFile, at: AtWork): Promise<SavedFile> =>
    inJournal(file, (journal) => writeJournal(journal, wanted, at)),

  /** The support bundle, of a desk with an open connection or without. */
  'support.bundle': async (
    {
      path,
      connection,
      ...parts
    }: Omit<BundleParts, 'connection'> & {
      readonly path: string;
      readonly connection: (In & Pick<NonNullable<BundleParts['connection']>, 'outbox' | 'profile'>) | null;
    },
    { signal }: AtWork,
  ): Promise<SavedFile> => {
    const content =
      connection === null
        ? bundle({ ...parts, connection: null })
        : await inJournal(connection.file, (journal) => bundle({ ...parts, connection: { ...connection, journal } }));
    return writeFile(path, [content], signal);
  },

  'import.template': async ({ path, ...wanted }: TemplateWanted & { readonly path: string }): Promise<SavedFile> =>
    writeFile(path, [await templateFile(wanted)]),

  ...intakeJobs,
  /** Where there are several tables, the others are written beside the first, by its name with a number. */
  'intake.report': ({
    connection,
    desk,
    path,
    format,
    ...wanted
  }: ReportWanted & {
    readonly connection: string;
    readonly desk: string;
    readonly path: string;
    readonly format: 'csv' | 'xlsx';
  }): Promise<SavedFile> => writeReports({ connection, desk }, path, format, wanted),

  /** Its programs are loaded with the first label. */
  'labels.read': async (wanted: PagesWanted, at: AtWork): Promise<PagesRead> => (await import('../labels/read.ts')).readLabels(wanted, at),

  /** What a file of a pile is; what is in it, where it is an archive. */
  'pile.open': async (wanted: OpenWanted, at: AtWork): Promise<PileFile[]> => (await import('../labels/unpack.ts')).openGiven(wanted, at),
  'pile.read': async (wanted: PileWanted, at: AtWork): Promise<PilePiece[]> =>
    (await import('../labels/pile.ts')).readPilePages(wanted, at),
  /** One label as a picture. What its file does to the program is said as what is wrong with the file. */
  'pile.draw': async (wanted: DrawWanted): Promise<{ mime: string; bytes: Uint8Array<ArrayBuffer> }> => {
    try {
      return await (await import('../labels/drawn.ts')).drawPiece(wanted);
    } catch (cause) {
      if (cause instanceof DeskFailure) throw cause;
      throw new DeskFailure({ code: 'labelsUnread', params: { name: wanted.name } }, { cause });
    }
  },
  /** One file for each label, with its slips behind it, in the folder that is given. */
  'pile.cut': async (wanted: CutWanted, at: AtWork): Promise<CutOut[]> => (await import('../labels/cutOut.ts')).cutLabels(wanted, at),
};
export type DeskJobs = typeof jobs;
