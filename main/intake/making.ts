/**
 * Documents of an intake, made of its rows and checked, all of them anew whenever a person has said something. They take the place of those
 * that are shown in one transaction: who looks sees the old ones or the new ones, and a stop leaves the old.
 */
import { type IntakeId, sendOrder } from '../../contract/intake.ts';
import { Mapping } from '../../contract/imports.ts';
import type { SheetRow } from '../../contract/sheets.ts';
import { documentsOf } from '../importing/index.ts';
import { unpacked } from '../sheets/packed.ts';
import type { Database } from '../store/database.ts';
import { type Reader, openReader } from '../store/reader.ts';
import type { SkuAlias } from '../store/skuAliases.ts';
import { createCheck } from './check.ts';
import type { CheckedDocument } from './checked.ts';
import { deskKnowledge } from './deskKnowledge.ts';
import { rowOfDocument } from './documentRows.ts';
import { type KeptRecognition, parsed } from './intakes.ts';
import { blocking } from './fileKinds.ts';
import { matchPieces } from './labelling.ts';
import type { Labelled } from './pileTargets.ts';
import type { Working } from './reading.ts';
import { askOfLabels } from './labelAsks.ts';
import { sentRows } from './sentRows.ts';
import { type Taking, allAnew, fewOf } from './takingPlace.ts';
import { linksOf, mendsOf } from './words.ts';

interface UsableSheet {
  readonly file: number;
  readonly sheet: number;
  readonly headers: readonly string[];
  readonly mapping: Mapping;
  /** With goods, and perhaps some titles more. */
  readonly rows: number;
}

export interface CheckWanted {
  readonly id: IntakeId;
  /** The connection's own database. */
  readonly desk: string;
  /** Unix milliseconds. */
  readonly wall: number;
  /** Nobody asked for it: the intake stands as it stood, and more is known of it. */
  readonly isQuiet: boolean;
}

/** Answers the products that its documents are of. */
export async function checkIntake(database: Database, { id, desk, wall, isQuiet }: CheckWanted, at: Working): Promise<string[]> {
  const intake = database.get('SELECT gen, given, stage FROM intakes WHERE id = ?', id);
  if (intake === undefined || intake['stage'] === 'sending') return [];
  const gen = Number(intake['gen']);
  // Of one that was stopped.
  database.run('DELETE FROM documents WHERE intake = ? AND gen > ?', id, gen);
  const { usable, isBlocked } = sheetsOf(database, id, (parsed(intake['given']) ?? {}) as Record<string, string>);
  const products = new Set<string>();
  const reader = openReader(desk);
  try {
    await reader.atOneMoment(async () => {
      const asked: Asked = { id, gen, wall, usable, isQuiet, products };
      const few = fewOf(database, id, gen, usable);
      // Most words change little of what is there; where much is another, all of it is written beside it.
      if (few !== null && (await make(database, reader, asked, few, isBlocked, at))) return;
      await make(database, reader, asked, allAnew(database, id, gen + 1, usable), isBlocked, at);
    });
  } finally {
    reader.close();
  }
  return [...products];
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
    const rows = Number(row['rows']);
    if (row['left_out'] === 1) served.add(file);
    else if (mapping !== null && blocking(mapping.table, recognised.missing).length === 0) {
      served.add(file);
      const own = (parsed(row['given']) ?? {}) as Record<string, string>;
      usable.push({
        file,
        sheet: Number(row['sheet']),
        headers: recognised.headers,
        mapping: { ...mapping, given: { ...given, ...mapping.given, ...own } },
        rows,
      });
    } else if (rows > 0 && row['hidden'] === 0) waiting.add(file);
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

interface Asked {
  readonly id: IntakeId;
  readonly gen: number;
  readonly wall: number;
  readonly usable: readonly UsableSheet[];
  readonly isQuiet: boolean;
  /** Filled with those that its documents are of. */
  readonly products: Set<string>;
}

/** All of them, in the order in which they are sent. `false`: `taking` does not take them. */
async function make(
  database: Database,
  reader: Reader,
  { id, gen, wall, usable, isQuiet, products }: Asked,
  taking: Taking,
  isBlocked: boolean,
  at: Working,
): Promise<boolean> {
  const links = [...linksOf(database, id)].map(([text, parts]): SkuAlias => ({ platform: '', text, parts: parts as SkuAlias['parts'] }));
  const knowledge = deskKnowledge(reader, links);
  const checking = createCheck(knowledge, { wall });
  const places = new Map(
    usable.map(({ file, sheet, headers, mapping }) => [`${file} ${sheet}`, { file, headers, columns: mapping.columns }] as const),
  );
  const leftOut = new Set(database.all('SELECT document FROM left_out WHERE intake = ?', id).map(({ document }) => String(document)));
  const sent = sentRows(database, id, gen + 1);
  const hasLabels = database.get('SELECT 1 FROM pieces WHERE intake = ? LIMIT 1', id) !== undefined;
  const made = (each: UsableSheet) =>
    documentsOf(partsOf(database, id, each), each.mapping, { sheet: each.sheet, mended: mendsOf(database, id, each) });
  const ofKind = (kind: CheckedDocument['kind']): UsableSheet[] => usable.filter(({ mapping }) => mapping.table === kind);

  for (const each of ofKind('product')) for await (const batch of made(each)) for (const document of batch) checking.expect(document);
  const shipments: Labelled[] = [];
  const of = usable.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  for (const kind of sendOrder)
    for (const each of ofKind(kind)) {
      const { file, headers, mapping } = each;
      const mended = mendedRows(database, id, each);
      const taker = taking.of(each);
      for await (const batch of made(each)) {
        for (const document of batch) {
          const found = checking.check(document, { file, headers, columns: mapping.columns });
          const checked = sent.instead(found) ?? found;
          for (const { parts } of checked.lines) for (const { oasin } of parts) products.add(oasin);
          const isMended = mended.size > 0 && checked.rows.some((row) => mended.has(row));
          if (!taker.take(checked, rowOfDocument(checked, { isMended, isLeftOut: leftOut.has(checked.id) }))) return false;
          if (hasLabels && kind === 'shipment') {
            const { id: own, reference, rows, typed, aside, state } = checked;
            shipments.push({
              checked: { id: own, reference, rows, typed, aside, state },
              order: document.order,
              package: document.package,
            });
          }
          done += document.rows.length;
        }
        taking.write();
        at.progress(done, of);
        // Whoever wants it stopped is heard.
        await new Promise((resolve) => void setImmediate(resolve));
        at.signal.throwIfAborted();
      }
      if (!taker.end()) return false;
    }
  const labels = hasLabels ? matchPieces(database, id, shipments, reader) : [];
  const askOf = (shown: number): void => {
    if (labels.length > 0) askOfLabels(database, { id, gen: shown, labels, shipments, places }, knowledge.local.holdersOf);
  };
  return taking.finish({ isBlocked, isQuiet, labels, askOf, checking });
}

const mendedRows = (database: Database, id: IntakeId, { file, sheet }: UsableSheet): ReadonlySet<number> =>
  new Set(
    database
      .all('SELECT DISTINCT row FROM mends WHERE intake = ? AND file = ? AND sheet = ?', id, file, sheet)
      .map(({ row }) => Number(row)),
  );
