/** What a person said of an intake. It is kept beside what was read, so that everything can be read anew and their word still holds. */
import type { IntakeId, IntakePart } from '../../contract/intake.ts';
import type { Mapping } from '../../contract/imports.ts';
import type { Database } from '../store/database.ts';
import type { Reading } from '../store/reader.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { missingIn, toSaved } from '../importing/index.ts';
import { type KeptRecognition, json, parsed } from './intakes.ts';
import { isSent } from './store.ts';

/** Mappings of older files go when there are more. */
const mostMappings = 2_000;

export interface SaidOfSheet {
  readonly file: number;
  readonly sheet: number;
}

/** `mapping` `null`: nothing is to be made of it. `remember`: for every file with these headings; `at` in Unix milliseconds. */
export function setMapping(
  database: Database,
  id: IntakeId,
  { file, sheet }: SaidOfSheet,
  { mapping, remember, at }: { readonly mapping: Mapping | null; readonly remember: boolean; readonly at: number },
): void {
  database.transaction(() => {
    const row = database.get('SELECT recognised FROM sheets WHERE intake = ? AND file = ? AND sheet = ?', id, file, sheet);
    const recognised = parsed(row?.['recognised']) as KeptRecognition | null;
    if (recognised === null) return;
    const kept: KeptRecognition = mapping === null ? recognised : { ...recognised, sure: 'saved', missing: missingIn(mapping) };
    database.run(
      'UPDATE sheets SET mapping = coalesce(?, mapping), recognised = ?, left_out = ? WHERE intake = ? AND file = ? AND sheet = ?',
      json(mapping),
      JSON.stringify(kept),
      mapping === null ? 1 : 0,
      id,
      file,
      sheet,
    );
    if (mapping === null || !remember) return;
    database.run(
      'INSERT INTO mappings VALUES (?, ?, ?) ON CONFLICT (signature) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at',
      recognised.signature,
      JSON.stringify(toSaved(recognised, mapping)),
      at,
    );
    database.run(
      'DELETE FROM mappings WHERE signature NOT IN (SELECT signature FROM mappings ORDER BY used_at DESC LIMIT ?)',
      mostMappings,
    );
  });
}

/** For all rows that do not say it; of all sheets where none is named. Empty: nobody says it. */
export function give(database: Database, id: IntakeId, field: string, value: string, sheet: SaidOfSheet | null): void {
  const put = `json_patch(given, json_object(?, ${value === '' ? 'NULL' : '?'}))`;
  const values = value === '' ? [field] : [field, value];
  if (sheet === null) database.run(`UPDATE intakes SET given = ${put} WHERE id = ?`, ...values, id);
  else database.run(`UPDATE sheets SET given = ${put} WHERE intake = ? AND file = ? AND sheet = ?`, ...values, id, sheet.file, sheet.sheet);
}

/** A cell as a person wants it read; `column` from 0. */
export function mend(
  database: Database,
  id: IntakeId,
  { file, sheet, row, column, text }: SaidOfSheet & { readonly row: number; readonly column: number; readonly text: string },
): void {
  database.run(
    'INSERT INTO mends VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text',
    id,
    file,
    sheet,
    row,
    column,
    text,
  );
}

/** `row:column` → text. */
export function mendsOf(reading: Reading, id: IntakeId, { file, sheet }: SaidOfSheet): Map<string, string> {
  return new Map(
    reading
      .all('SELECT row, col, text FROM mends WHERE intake = ? AND file = ? AND sheet = ?', id, file, sheet)
      .map(({ row, col, text }) => [`${String(row)}:${String(col)}`, String(text)]),
  );
}

export function link(database: Database, id: IntakeId, text: string, parts: readonly IntakePart[]): void {
  if (parts.length === 0) database.run('DELETE FROM links WHERE intake = ? AND text = ?', id, text);
  else database.run('INSERT INTO links VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET parts = excluded.parts', id, text, JSON.stringify(parts));
}

/** Whose this label is; `null`: nobody's. A document has one label: the one before is nobody's then. */
export function attach(database: Database, id: IntakeId, piece: string, document: string | null): void {
  database.transaction(() => {
    // What went, went without this label, or with another; and a label that went is on its parcel.
    const hasGone = database.get(`SELECT 1 FROM current WHERE intake = ? AND (id IS ?) <> (piece IS ?) AND ${isSent}`, id, document, piece);
    if (hasGone !== undefined) throw new DeskFailure({ code: 'wrongState', params: { state: 'sent' } });
    if (document !== null)
      for (const { piece: other } of database.all('SELECT piece FROM documents WHERE intake = ? AND id = ?', id, document))
        if (typeof other === 'string' && other !== piece)
          database.run('INSERT INTO attached VALUES (?, ?, NULL) ON CONFLICT DO UPDATE SET document = NULL', id, other);
    database.run('INSERT INTO attached VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET document = excluded.document', id, piece, document);
  });
}

/** What was said of it is taken back. */
export function leaveOpen(database: Database, id: IntakeId, piece: string): void {
  database.run('DELETE FROM attached WHERE intake = ? AND piece = ?', id, piece);
}

export const linksOf = (reading: Reading, id: IntakeId): Map<string, IntakePart[]> =>
  new Map(
    reading
      .all('SELECT text, parts FROM links WHERE intake = ?', id)
      .map(({ text, parts }) => [String(text), (parsed(parts) as IntakePart[] | null) ?? []]),
  );
/** Piece → document, or nobody's. */
export const attachedOf = (reading: Reading, id: IntakeId): Map<string, string | null> =>
  new Map(
    reading
      .all('SELECT piece, document FROM attached WHERE intake = ?', id)
      .map(({ piece, document }) => [String(piece), typeof document === 'string' ? document : null]),
  );
