/**
 * Documents of an intake, made of its rows and checked, all of them anew whenever a person has said something. They are written beside
 * those that are shown, and take their place in one transaction: who looks sees the old ones or the new ones, and a stop leaves the old.
 */
import { fold } from '../../contract/fold.ts';
import type { IntakeId, IntakeRow, IntakeSku, IntakeStage } from '../../contract/intake.ts';
import { Mapping, SheetDocument } from '../../contract/imports.ts';
import { sendOrder } from '../../contract/intake.ts';
import type { SheetRow } from '../../contract/sheets.ts';
import { documentsOf } from '../importing/index.ts';
import { unpacked } from '../sheets/packed.ts';
import type { Database, Row } from '../store/database.ts';
import { type Reader, openReader } from '../store/reader.ts';
import type { SkuAlias } from '../store/skuAliases.ts';
import { type Check, createCheck } from './check.ts';
import type { CheckedDocument, Place, UnknownSku } from './checked.ts';
import { deskKnowledge } from './deskKnowledge.ts';
import type { Checked } from './documents.ts';
import { type KeptRecognition, json, parsed } from './intakes.ts';
import { blocking } from './fileKinds.ts';
import { type Labelled, type MatchedPiece, matchPieces } from './labelling.ts';
import type { Working } from './reading.ts';
import { isSent, sentRows } from './sentRows.ts';
import { linksOf, mendsOf } from './words.ts';

interface UsableSheet {
  readonly file: number;
  readonly sheet: number;
  readonly headers: readonly string[];
  readonly mapping: Mapping;
}

/** `desk`: the connection's own database. `wall` in Unix milliseconds. */
export async function checkIntake(
  database: Database,
  { id, desk, wall }: { readonly id: IntakeId; readonly desk: string; readonly wall: number },
  at: Working,
): Promise<void> {
  const intake = database.get('SELECT gen, given, stage FROM intakes WHERE id = ?', id);
  if (intake === undefined || intake['stage'] === 'sending') return;
  const gen = Number(intake['gen']) + 1;
  // Of one that was stopped.
  database.run('DELETE FROM documents WHERE intake = ? AND gen >= ?', id, gen);
  const { usable, isBlocked } = sheetsOf(database, id, (parsed(intake['given']) ?? {}) as Record<string, string>);
  const made = await make(database, { id, gen, usable }, at);
  at.signal.throwIfAborted();
  const reader = openReader(desk);
  try {
    // All that the check asks of the desk is of one moment.
    reader.atOnce(() => check(database, reader, { id, gen, wall, usable, made, isBlocked }, at));
  } finally {
    reader.close();
  }
}

/** Those that something can be made of; whether any file has none, though it has rows. */
function sheetsOf(database: Database, id: IntakeId, given: Record<string, string>): { usable: UsableSheet[]; isBlocked: boolean } {
  const usable: UsableSheet[] = [];
  const waiting = new Set<number>();
  const served = new Set<number>();
  for (const row of database.all('SELECT * FROM sheets WHERE intake = ? ORDER BY file, sheet', id)) {
    const file = Number(row['file']);
    const recognised = parsed(row['recognised']) as KeptRecognition;
    const mapping = row['mapping'] === null ? null : Mapping.parse(parsed(row['mapping']));
    if (row['left_out'] === 1) served.add(file);
    else if (mapping !== null && blocking(mapping.table, recognised.missing).length === 0) {
      served.add(file);
      const own = (parsed(row['given']) ?? {}) as Record<string, string>;
      usable.push({
        file,
        sheet: Number(row['sheet']),
        headers: recognised.headers,
        mapping: { ...mapping, given: { ...given, ...mapping.given, ...own } },
      });
    } else if (Number(row['rows']) > 0 && row['hidden'] === 0) waiting.add(file);
  }
  return { usable, isBlocked: [...waiting].some((file) => !served.has(file)) };
}

function* partsOf(database: Database, id: IntakeId, { file, sheet }: Pick<UsableSheet, 'file' | 'sheet'>): Generator<SheetRow[]> {
  for (let after = 0; ;) {
    const part = database.get(
      'SELECT row, rows FROM parts WHERE intake = ? AND file = ? AND sheet = ? AND row > ? ORDER BY row LIMIT 1',
      id,
      file,
      sheet,
      after,
    );
    if (part === undefined) return;
    after = Number(part['row']);
    yield unpacked(String(part['rows']));
  }
}

async function make(
  database: Database,
  { id, gen, usable }: { readonly id: IntakeId; readonly gen: number; readonly usable: readonly UsableSheet[] },
  at: Working,
): Promise<number> {
  let made = 0;
  for (const each of usable) {
    const mended = mendsOf(database, id, each);
    for await (const batch of documentsOf(partsOf(database, id, each), each.mapping, { sheet: each.sheet, mended })) {
      at.signal.throwIfAborted();
      database.unhurried(() => {
        for (const document of batch) {
          made += 1;
          database.run(
            `INSERT INTO documents (intake, gen, id, kind, file, sheet, state, shown, search, made) VALUES (?, ?, ?, ?, ?, ?, 'error', '{}', '', ?)`,
            id,
            gen,
            `${gen} ${made}`,
            document.kind,
            each.file,
            each.sheet,
            JSON.stringify(document),
          );
        }
      });
      at.progress(made, 0);
    }
  }
  return made;
}

/** Documents that are checked between two writes. */
const atOnce = 250;

interface ToCheck {
  readonly id: IntakeId;
  readonly gen: number;
  readonly wall: number;
  readonly usable: readonly UsableSheet[];
  readonly made: number;
  readonly isBlocked: boolean;
}

function check(database: Database, reader: Reader, { id, gen, wall, usable, made, isBlocked }: ToCheck, at: Working): void {
  const links = [...linksOf(database, id)].map(([text, parts]): SkuAlias => ({ platform: '', text, parts: parts as SkuAlias['parts'] }));
  const checking = createCheck(deskKnowledge(reader, links), { wall });
  const places = new Map<string, Place>(
    usable.map(({ file, sheet, headers, mapping }) => [`${file} ${sheet}`, { file, headers, columns: mapping.columns }]),
  );
  const leftOut = new Set(database.all('SELECT document FROM left_out WHERE intake = ?', id).map(({ document }) => String(document)));
  const mended = new Set(
    database
      .all('SELECT DISTINCT file, sheet, row FROM mends WHERE intake = ?', id)
      .map((row) => keyOfRow(row['file'], row['sheet'], row['row'])),
  );
  const sent = sentRows(database, id, gen);
  for (const { document } of walk(database, id, gen, 'product')) checking.expect(document);
  const shipments: Labelled[] = [];
  let done = 0;
  for (const kind of sendOrder) {
    let batch: (() => void)[] = [];
    const write = (): void => {
      database.unhurried(() => batch.forEach((each) => each()));
      batch = [];
      at.progress(done, made);
    };
    for (const { seq, file, sheet, document } of walk(database, id, gen, kind)) {
      const place = places.get(`${file} ${sheet}`);
      if (place === undefined) continue;
      const found = checking.check(document, place);
      const checked = sent.instead(found) ?? found;
      const isMended = checked.rows.some((row) => mended.has(keyOfRow(file, sheet, row)));
      batch.push(() => put(database, seq, checked, { isMended, isLeftOut: leftOut.has(checked.id) }));
      if (kind === 'shipment') {
        const { id: own, reference, typed, aside, state } = checked;
        shipments.push({ seq, checked: { id: own, reference, typed, aside, state }, order: document.order, package: document.package });
      }
      done += 1;
      if (batch.length >= atOnce) write();
    }
    write();
  }
  const labels = matchPieces(database, id, shipments);
  takePlace(database, { id, gen, usable, isBlocked, labels }, checking);
}

const keyOfRow = (file: unknown, sheet: unknown, row: unknown): string => `${String(file)} ${String(sheet)} ${String(row)}`;

interface Made {
  readonly seq: number;
  readonly file: number;
  readonly sheet: number;
  readonly document: SheetDocument;
}

function* walk(database: Database, id: IntakeId, gen: number, kind: SheetDocument['kind']): Generator<Made> {
  for (let after = 0; ;) {
    const rows = database.all(
      'SELECT seq, file, sheet, made FROM documents WHERE intake = ? AND gen = ? AND kind = ? AND seq > ? ORDER BY seq LIMIT ?',
      id,
      gen,
      kind,
      after,
      atOnce,
    );
    if (rows.length === 0) return;
    after = Number(rows.at(-1)?.['seq']);
    // Our own words of a moment ago.
    for (const row of rows) yield { ...placeOf(row), document: JSON.parse(String(row['made'])) as SheetDocument };
  }
}
const placeOf = (row: Row): Omit<Made, 'document'> => ({ seq: Number(row['seq']), file: Number(row['file']), sheet: Number(row['sheet']) });

function put(
  database: Database,
  seq: number,
  checked: CheckedDocument,
  { isMended, isLeftOut }: { readonly isMended: boolean; readonly isLeftOut: boolean },
): void {
  const shown = shownOf(checked, isMended);
  const { lines, problems, typed } = checked;
  const kept: Checked = { lines: lines.map((line) => ({ ...line, parts: [...line.parts] })), problems: [...problems], typed };
  database.run(
    'UPDATE documents SET id = ?, state = ?, left_out = ?, shown = ?, search = ?, checked = ?, body = ? WHERE seq = ?',
    checked.id,
    checked.state,
    isLeftOut ? 1 : 0,
    JSON.stringify(shown),
    fold([shown.reference, shown.order, shown.tracking, shown.goods].join(' ')),
    JSON.stringify(kept),
    json(checked.body),
    seq,
  );
}

/** Goods of a document that are named in the grid. */
const mostNamed = 3;

function shownOf(
  { typed, lines, problems, reference, rows, aside }: CheckedDocument,
  isMended: boolean,
): Omit<IntakeRow, 'id' | 'kind' | 'state' | 'isLeftOut' | 'isSent' | 'file' | 'sheet' | 'label'> {
  const text = (field: string): string => {
    const value = typed[field];
    return typeof value === 'string' ? value : '';
  };
  const named = lines.slice(0, mostNamed).map(({ sku, name, quantity }) => `${quantity} × ${sku === '' ? name : sku}`);
  return {
    isMended,
    reference: reference === '' ? text('sku') : reference,
    order: text('partner_tracking_code'),
    tracking: text('courier_tracking_code'),
    platform: text('platform'),
    warehouse: text('warehouse_code'),
    goods: lines.length === 0 ? text('name') : [...named, ...(lines.length > mostNamed ? ['…'] : [])].join(', '),
    quantity: lines.reduce((sum, { quantity }) => sum + (Number(quantity) || 0), 0),
    problem:
      problems.find(({ severity }) => severity === 'stop') ?? problems.find(({ severity }) => severity === 'ask') ?? problems[0] ?? null,
    problems: problems.length,
    aside: aside?.why ?? null,
    rows: [...rows],
  };
}

/** The new ones are shown from now on. What was sent stays as it was when it went. */
function takePlace(
  database: Database,
  {
    id,
    gen,
    usable,
    isBlocked,
    labels,
  }: Pick<ToCheck, 'id' | 'gen' | 'usable' | 'isBlocked'> & { readonly labels: readonly MatchedPiece[] },
  checking: Check,
): void {
  const unknown = checking.unknownSkus();
  const stage: IntakeStage = isBlocked ? 'needsMapping' : 'ready';
  database.transaction(() => {
    const sent = database.all(`SELECT seq, id FROM documents WHERE intake = ? AND gen < ? AND ${isSent}`, id, gen);
    for (const row of sent) {
      database.run('DELETE FROM documents WHERE intake = ? AND gen = ? AND id = ?', id, gen, row['id'] ?? null);
      database.run('UPDATE documents SET gen = ? WHERE seq = ?', gen, row['seq'] ?? null);
    }
    database.run('DELETE FROM documents WHERE intake = ? AND gen < ?', id, gen);
    for (const { id: piece, verdict, document, told } of labels) {
      database.run(
        'UPDATE pieces SET verdict = ?, document = ?, matched = ? WHERE intake = ? AND id = ?',
        verdict,
        document,
        JSON.stringify(told),
        id,
        piece,
      );
      if (document !== null)
        database.run(
          'UPDATE documents SET piece = ? WHERE intake = ? AND gen = ? AND id = ? AND send_order IS NULL',
          piece,
          id,
          gen,
          document,
        );
    }
    database.run('DELETE FROM skus WHERE intake = ?', id);
    for (const each of unknown)
      database.run('INSERT OR REPLACE INTO skus VALUES (?, ?, ?)', id, `${each.platform} ${each.text}`, JSON.stringify(skuOf(each)));
    for (const file of new Set(usable.map((each) => each.file)))
      database.run('UPDATE sheets SET is_old = ? WHERE intake = ? AND file = ?', checking.oldFile(file) === null ? 0 : 1, id, file);
    database.run(
      'UPDATE intakes SET gen = ?, stage = ?, trouble = NULL, unknown_skus = ?, ended_at = NULL WHERE id = ?',
      gen,
      stage,
      unknown.length,
      id,
    );
  });
}

const skuOf = ({ text, name, rows, documents, candidates }: UnknownSku): IntakeSku => ({
  text,
  name,
  rows: rows.length,
  documents,
  candidates: candidates.map((each) => ({ ...each, why: 'alike' })),
});
