/** Documents of an intake: pages of the grid, and what a person says about them. */
import { wordsOf } from '../../contract/fold.ts';
import type { Mapping, RowProblem } from '../../contract/imports.ts';
import type {
  IntakeDocument,
  IntakeDocumentsQuery,
  IntakeId,
  IntakeLabelsQuery,
  IntakePage,
  IntakeRow,
  IntakeSku,
  IntakeState,
  LabelPiece,
} from '../../contract/intake.ts';
import type { SheetRow } from '../../contract/sheets.ts';
import type { z } from 'zod';
import { unpacked } from '../sheets/packed.ts';
import type { Database, Row, Value } from '../store/database.ts';
import type { Reading } from '../store/reader.ts';
import { type KeptRecognition, countsOf, parsed } from './intakes.ts';
import { filterOf } from './store.ts';
import { type SaidOfSheet, mend, mendsOf } from './words.ts';

/** What the grid shows of it beside what has columns of its own. */
type Shown = Omit<IntakeRow, 'id' | 'kind' | 'state' | 'isLeftOut' | 'isSent' | 'file' | 'sheet' | 'label'>;

export const rowOf = (row: Row): IntakeRow => {
  const shown = JSON.parse(String(row['shown'])) as Shown;
  return {
    ...shown,
    id: String(row['id']),
    kind: String(row['kind']) as IntakeRow['kind'],
    state: String(row['state']) as IntakeState,
    isLeftOut: row['left_out'] === 1,
    isSent: row['send_order'] !== null && (row['handed'] === null || row['handed'] === 'entered'),
    label: (row['verdict'] ?? null) as IntakeRow['label'],
    file: Number(row['file']),
    sheet: Number(row['sheet']),
  };
};

const columns = `current.*, (SELECT verdict FROM pieces WHERE pieces.intake = current.intake AND pieces.id = current.piece) AS verdict`;

/** Of the files: what is made last stands where it belongs. */
const inOrder = 'file, sheet, seq';

/** In the order of the files. */
export function pageOf(reading: Reading, { id, states, search, from, pageSize }: z.output<typeof IntakeDocumentsQuery>): IntakePage {
  const words = wordsOf(search);
  const belongs = [
    'intake = ?',
    ...(states === null ? [] : [`${filterOf} IN (${states.map(() => '?').join(', ')})`]),
    ...words.map(() => 'instr(search, ?) > 0'),
  ].join(' AND ');
  const values: Value[] = [id, ...(states ?? []), ...words];
  const total = Number(reading.get(`SELECT COUNT(*) AS count FROM current WHERE ${belongs}`, ...values)?.['count']);
  // The place of each row first: only those of the page are read whole.
  const rows = reading.all(
    `SELECT ${columns} FROM current WHERE seq IN (SELECT seq FROM current WHERE ${belongs} ORDER BY ${inOrder} LIMIT ? OFFSET ?)
       ORDER BY ${inOrder}`,
    ...values,
    pageSize,
    from,
  );
  return { rows: rows.map(rowOf), total, counts: countsOf(reading, id) };
}

/** Parts of rows that are kept at hand: those of one order stand together, mostly. */
const partsAtHand = 4;

/** Rows of a sheet by their numbers, as they were read. */
export function rowsOf(reading: Reading, id: IntakeId, { file, sheet }: SaidOfSheet): (wanted: readonly number[]) => SheetRow[] {
  const parts: Map<number, SheetRow>[] = [];
  const rowAt = (row: number): SheetRow | undefined => {
    const known = parts.find((part) => part.has(row));
    if (known !== undefined) return known.get(row);
    const part = reading.get(
      'SELECT rows FROM parts WHERE intake = ? AND file = ? AND sheet = ? AND row <= ? ORDER BY row DESC LIMIT 1',
      id,
      file,
      sheet,
      row,
    );
    if (part === undefined) return undefined;
    const rows = new Map(unpacked(String(part['rows'])).map((each) => [each.row, each]));
    parts.unshift(rows);
    parts.length = Math.min(parts.length, partsAtHand);
    return rows.get(row);
  };
  return (wanted) => wanted.flatMap((row) => rowAt(row) ?? []);
}

/** One of them, with all that it was made of. */
export function documentOf(reading: Reading, id: IntakeId, document: string): IntakeDocument | null {
  const stored = reading.get(`SELECT ${columns} FROM current WHERE intake = ? AND id = ?`, id, document);
  if (stored === undefined) return null;
  const row = rowOf(stored);
  const checked = parsed(stored['checked']) as Checked | null;
  const sheet = reading.get('SELECT recognised, mapping FROM sheets WHERE intake = ? AND file = ? AND sheet = ?', id, row.file, row.sheet);
  const headers = (parsed(sheet?.['recognised']) as KeptRecognition | null)?.headers ?? [];
  const fields = new Map(
    Object.entries((parsed(sheet?.['mapping']) as Mapping | null)?.columns ?? {}).map(([field, column]) => [column, field]),
  );
  const mends = mendsOf(reading, id, row);
  return {
    row,
    typed: checked?.typed ?? {},
    body: parsed(stored['body']) as IntakeDocument['body'],
    lines: checked?.lines ?? [],
    problems: checked?.problems ?? [],
    cells: rowsOf(
      reading,
      id,
      row,
    )(row.rows).map((each) => ({
      row: each.row,
      columns: Array.from({ length: Math.max(headers.length, each.cells.length) }, (_, column) => {
        const found = each.cells[column]?.text ?? '';
        const mended = mends.get(`${each.row}:${column}`);
        return {
          column,
          header: headers[column] ?? '',
          field: fields.get(column) ?? null,
          text: mended ?? found,
          found: mended === undefined ? null : found,
        };
      }),
    })),
  };
}

/** What was found out about a document beside its body. */
export interface Checked {
  readonly lines: IntakeDocument['lines'];
  readonly problems: RowProblem[];
  /** As a form holds it, with its products. */
  readonly typed: IntakeDocument['typed'];
}

export interface MendedCell {
  readonly document: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** A cell of a row that this document was made of; answers where it stands, `null` where there is no such document. */
export function mendCell(database: Database, id: IntakeId, { document, ...cell }: MendedCell): SaidOfSheet | 'sent' | null {
  const found = database.get('SELECT file, sheet, send_order, handed FROM current WHERE intake = ? AND id = ?', id, document);
  if (found === undefined) return null;
  if (found['send_order'] !== null && found['handed'] !== 'refused' && found['handed'] !== 'asked') return 'sent';
  const where = { file: Number(found['file']), sheet: Number(found['sheet']) };
  mend(database, id, { ...where, ...cell });
  return where;
}

export function documentAt(reading: Reading, id: IntakeId, { file, sheet, row }: SaidOfSheet & { readonly row: number }): IntakeRow | null {
  const found = reading.get(
    // Most are passed over without reading what is in them.
    `SELECT ${columns} FROM current WHERE intake = ? AND file = ? AND sheet = ? AND instr(shown, ?) > 0
        AND EXISTS (SELECT 1 FROM json_each(shown, '$.rows') AS each WHERE each.value = ?) ORDER BY seq LIMIT 1`,
    id,
    file,
    sheet,
    String(row),
    row,
  );
  return found === undefined ? null : rowOf(found);
}

/** What is on its way stays as it is. */
export function leaveOut(
  database: Database,
  id: IntakeId,
  { documents, state, out }: { readonly documents: readonly string[] | null; readonly state: IntakeState | null; readonly out: boolean },
): void {
  database.transaction(() => {
    const meant =
      documents ??
      database
        .all('SELECT id FROM current WHERE intake = ? AND (? IS NULL OR state = ?) AND send_order IS NULL', id, state, state)
        .map((row) => String(row['id']));
    for (const document of meant) {
      database.run(
        `UPDATE documents SET left_out = ? WHERE intake = ? AND id = ? AND send_order IS NULL
            AND gen = (SELECT gen FROM intakes WHERE intakes.id = intake)`,
        out ? 1 : 0,
        id,
        document,
      );
      if (out) database.run('INSERT OR IGNORE INTO left_out VALUES (?, ?)', id, document);
      else database.run('DELETE FROM left_out WHERE intake = ? AND document = ?', id, document);
    }
  });
}

/** What no product is known for, those of the most rows first. */
export const skusOf = (reading: Reading, id: IntakeId): IntakeSku[] =>
  reading
    .all('SELECT told FROM skus WHERE intake = ?', id)
    .flatMap(({ told }) => (parsed(told) as IntakeSku | null) ?? [])
    .toSorted((one, other) => other.rows - one.rows || one.text.localeCompare(other.text));

/** In the order of the files and pages. */
export function piecesOf(
  reading: Reading,
  { id, verdicts, from, pageSize }: z.output<typeof IntakeLabelsQuery>,
): { pieces: LabelPiece[]; total: number } {
  // Without empty pages, of which nothing is said.
  const belongs = `intake = ? AND matched IS NOT NULL${verdicts === null ? '' : ` AND verdict IN (${verdicts.map(() => '?').join(', ')})`}`;
  const values: Value[] = [id, ...(verdicts ?? [])];
  return {
    total: Number(reading.get(`SELECT COUNT(*) AS count FROM pieces WHERE ${belongs}`, ...values)?.['count']),
    pieces: reading
      .all(`SELECT * FROM pieces WHERE ${belongs} ORDER BY file, page, id LIMIT ? OFFSET ?`, ...values, pageSize, from)
      .map(pieceOf),
  };
}

/** What is told of a piece beside its verdict and whose it is. */
export type ToldPiece = Omit<LabelPiece, 'id' | 'file' | 'page' | 'verdict' | 'document'>;

const pieceOf = (row: Row): LabelPiece => ({
  ...(JSON.parse(String(row['matched'])) as ToldPiece),
  id: String(row['id']),
  file: Number(row['file']),
  page: Number(row['page']),
  verdict: String(row['verdict']) as LabelPiece['verdict'],
  document: typeof row['document'] === 'string' ? row['document'] : null,
});
