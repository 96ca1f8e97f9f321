/** Files of an intake, read as they lie in its folder: rows as they stand, and what each sheet is. Nothing is made of them yet. */
import { DeskFailure } from '../../contract/errors.ts';
import type { IntakeId, IntakeTrouble } from '../../contract/intake.ts';
import { SavedMapping } from '../../contract/imports.ts';
import type { SheetRow } from '../../contract/sheets.ts';
import { recognise } from '../importing/index.ts';
import { openSheets } from '../sheets/index.ts';
import type { OpenSheet } from '../sheets/openSheets.ts';
import { packed } from '../sheets/packed.ts';
import type { Database } from '../store/database.ts';
import type { Reading } from '../store/reader.ts';
import { firstRows } from './fileKinds.ts';
import { type KeptRecognition, json } from './intakes.ts';

/** Told how far a job is, and heard whether anybody still wants it. */
export interface Working {
  progress(done: number, total: number): void;
  readonly signal: AbortSignal;
}

/** Rows of one part: parts are read and written whole. */
const partRows = 256;
/** Parts that are written in one transaction: some milliseconds. */
const partsAtOnce = 8;

export interface FileToRead {
  readonly id: IntakeId;
  readonly file: number;
  readonly path: string;
  readonly name: string;
}

/** What a file of rows has in it; what keeps it from being read is written down, and thrown only where it is no fault of the file. */
export async function readRows(database: Database, { id, file, path, name }: FileToRead, at: Working): Promise<void> {
  clear(database, id, file);
  try {
    const saved = savedIn(database);
    const sheets = await openSheets(path, { name, signal: at.signal });
    try {
      let rows = 0;
      for (const [index, sheet] of sheets.sheets.entries()) rows += await readSheet(database, { id, file, index, sheet, saved }, at);
      if (rows === 0) throw new DeskFailure({ code: 'sheetEmpty', params: { name } });
    } finally {
      await sheets.close();
    }
    settle(database, id, file, null);
  } catch (error) {
    at.signal.throwIfAborted();
    if (!(error instanceof DeskFailure) || isOfStorage(error)) throw error;
    // Half a file would make half orders.
    clear(database, id, file);
    settle(database, id, file, { code: error.error.code, params: { ...error.error.params } });
  }
}

const isOfStorage = ({ error }: DeskFailure): boolean => error.code.startsWith('storage') || error.code === 'diskFull';

/** What a reading that was stopped has left. */
function clear(database: Database, id: IntakeId, file: number): void {
  database.transaction(() => {
    database.run('DELETE FROM parts WHERE intake = ? AND file = ?', id, file);
    database.run('DELETE FROM sheets WHERE intake = ? AND file = ?', id, file);
  });
}

export function settle(database: Database, id: IntakeId, file: number, trouble: IntakeTrouble | null): void {
  database.run('UPDATE files SET is_read = 1, trouble = ? WHERE intake = ? AND file = ?', json(trouble), id, file);
}

interface SheetToRead {
  readonly id: IntakeId;
  readonly file: number;
  readonly index: number;
  readonly sheet: OpenSheet;
  readonly saved: readonly SavedMapping[];
}

/** Answers how many rows it has. */
async function readSheet(database: Database, { id, file, index, sheet, saved }: SheetToRead, at: Working): Promise<number> {
  const first: SheetRow[] = [];
  let part: SheetRow[] = [];
  let parts: SheetRow[][] = [];
  let [rows, last] = [0, 0];
  const write = (): void => {
    database.unhurried(() => {
      for (const each of parts) database.run('INSERT INTO parts VALUES (?, ?, ?, ?, ?)', id, file, index, each[0]?.row ?? 0, packed(each));
    });
    parts = [];
    at.progress(rows, 0);
  };
  for await (const batch of sheet.rows()) {
    at.signal.throwIfAborted();
    for (const row of batch) {
      if (first.length < firstRows) first.push(row);
      part.push(row);
      rows += 1;
      last = row.row;
      if (part.length < partRows) continue;
      parts.push(part);
      part = [];
      if (parts.length >= partsAtOnce) write();
    }
  }
  if (part.length > 0) parts.push(part);
  if (parts.length > 0) write();
  const { signature, headers, mapping, sure, missing, headerRow } = recognise(first, saved);
  const kept: KeptRecognition = {
    sure,
    signature,
    headers,
    missing,
    samples: samplesOf(first, headers.length, mapping?.firstRow ?? headerRow + 1),
  };
  const titles = first.filter(({ row }) => row < (mapping?.firstRow ?? headerRow + 1)).length;
  database.run(
    `INSERT INTO sheets (intake, file, sheet, name, hidden, recognised, mapping, rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    file,
    index,
    sheet.info.name,
    sheet.info.isHidden ? 1 : 0,
    JSON.stringify(kept),
    json(mapping),
    last === 0 ? 0 : Math.max(0, rows - titles),
  );
  return rows;
}

/** By them a person sees which column is which. */
const samplesAColumn = 3;
const longestSample = 60;

/** The first values of each column that differ from one another. */
function samplesOf(rows: readonly SheetRow[], columns: number, from: number): string[][] {
  const samples = Array.from({ length: columns }, (): string[] => []);
  for (const { row, cells } of rows) {
    if (row < from) continue;
    for (const [column, seen] of samples.entries()) {
      const text = (cells[column]?.text ?? '').trim().slice(0, longestSample);
      if (text !== '' && seen.length < samplesAColumn && !seen.includes(text)) seen.push(text);
    }
  }
  return samples;
}

/** What people said of files before. */
const savedIn = (reading: Reading): SavedMapping[] =>
  reading.all('SELECT mapping FROM mappings ORDER BY used_at DESC').flatMap(({ mapping }) => {
    const read = SavedMapping.safeParse(JSON.parse(String(mapping)));
    return read.success ? [read.data] : [];
  });
