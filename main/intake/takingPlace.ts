/**
 * How documents that were just made take the place of those that are shown: all of them, written beside the old ones with the next number,
 * or the few that have changed. A cell that is mended in a hundred thousand rows changes one or two: to write all of them anew took ten
 * times as long as to make and check them.
 */
import type { IntakeId, IntakeSku, IntakeStage } from '../../contract/intake.ts';
import type { Database } from '../store/database.ts';
import type { Check } from './check.ts';
import type { CheckedDocument, UnknownSku } from './checked.ts';
import { type DocumentRow, insertDocument, updateDocument } from './documentRows.ts';
import { isSent } from './store.ts';
import type { MatchedPiece } from './labelling.ts';

interface Sheet {
  readonly file: number;
  readonly sheet: number;
  readonly rows: number;
}

interface Finished {
  readonly isBlocked: boolean;
  /** Nobody asked for it: whoever said or sent something meanwhile goes first. */
  readonly isQuiet: boolean;
  readonly labels: readonly MatchedPiece[];
  /** What labels say against the documents with this number, once these are in their place. */
  readonly askOf: (gen: number) => void;
  readonly checking: Check;
}

/** What follows a `false` is left out: all of them are to be made once more, for another who takes them. */
export interface Taking {
  of(sheet: Sheet): {
    take(checked: CheckedDocument, row: DocumentRow): boolean;
    end(): boolean;
  };
  /** What was taken may be written now. */
  write(): void;
  finish(finished: Finished): boolean;
}

/** Documents that are written at once: some milliseconds. */
const atOnce = 500;

/** All of them, with the number `gen`. */
export function allAnew(database: Database, id: IntakeId, gen: number, usable: readonly Sheet[]): Taking {
  let batch: (() => void)[] = [];
  const write = (): void => {
    database.unhurried(() => batch.forEach((each) => each()));
    batch = [];
  };
  const begins = new Map<Sheet, number>();
  // A place for each of their rows: they are shown in the order of the files, and made in the order in which they are sent.
  let next = Number(database.get('SELECT coalesce(max(seq), 0) + 1 AS next FROM documents')?.['next']);
  for (const each of usable) {
    begins.set(each, next);
    next += 2 * each.rows + 1_000;
  }
  return {
    of: (sheet) => {
      let seq = begins.get(sheet) ?? next;
      return {
        take: ({ kind, file, sheet: place }, row) => {
          const where = { intake: id, gen, seq, kind, file, sheet: place };
          seq += 1;
          batch.push(() => insertDocument(database, where, row));
          return true;
        },
        end: () => true,
      };
    },
    write: () => {
      if (batch.length >= atOnce) write();
    },
    finish: (finished) => {
      write();
      database.transaction(() => {
        if (isBeingSent(database, id)) {
          database.run('DELETE FROM documents WHERE intake = ? AND gen = ?', id, gen);
          return;
        }
        const sent = database.all(`SELECT seq, id FROM documents WHERE intake = ? AND gen < ? AND ${isSent}`, id, gen);
        // What was sent stays as it was when it went.
        for (const row of sent) {
          database.run('DELETE FROM documents WHERE intake = ? AND gen = ? AND id = ?', id, gen, row['id'] ?? null);
          database.run('UPDATE documents SET gen = ? WHERE seq = ?', gen, row['seq'] ?? null);
        }
        database.run('DELETE FROM documents WHERE intake = ? AND gen < ?', id, gen);
        settle(database, id, gen, usable, finished);
      });
      return true;
    },
  };
}

/** More of them are not held, and all are written anew. */
const mostChanged = 2_000;
/** Of those that are shown, so many are looked at at once. */
const page = 2_000;

/**
 * Only what has changed. `null`: nothing is shown yet, or some of it was to go; what was sent has a life of its own. It does not take
 * documents that are others than those that are shown, or in another order.
 */
export function fewOf(database: Database, id: IntakeId, gen: number, usable: readonly Sheet[]): Taking | null {
  const shown = database.get('SELECT COUNT(*) AS count FROM documents WHERE intake = ? AND gen = ?', id, gen);
  const batches = database.get('SELECT batches FROM intakes WHERE id = ?', id)?.['batches'];
  if (Number(shown?.['count']) === 0 || batches !== '[]') return null;
  const changed: { readonly seq: number; readonly row: DocumentRow }[] = [];
  let met = 0;
  return {
    of: ({ file, sheet }) => {
      const before = shownIn(database, id, gen, { file, sheet });
      return {
        take: (_checked, row) => {
          const old = before.next().value;
          if (old === undefined || old.id !== row.id) return false;
          met += 1;
          if (old.print !== row.print) changed.push({ seq: old.seq, row });
          return changed.length <= mostChanged;
        },
        end: () => before.next().done === true,
      };
    },
    write: () => undefined,
    finish: (finished) => {
      // A sheet that something was made of, and now nothing is.
      if (met !== Number(shown?.['count'])) return false;
      database.transaction(() => {
        if (isBeingSent(database, id)) return;
        for (const { seq, row } of changed) updateDocument(database, seq, row);
        database.run('UPDATE documents SET piece = NULL WHERE intake = ? AND gen = ? AND piece IS NOT NULL', id, gen);
        settle(database, id, gen, usable, finished);
      });
      return true;
    },
  };
}

function* shownIn(
  database: Database,
  id: IntakeId,
  gen: number,
  { file, sheet }: Pick<Sheet, 'file' | 'sheet'>,
): Generator<{ seq: number; id: string; print: string }, undefined> {
  for (let after = 0; ;) {
    const rows = database.all(
      `SELECT seq, id, print FROM documents INDEXED BY documents_in_order
         WHERE intake = ? AND gen = ? AND file = ? AND sheet = ? AND seq > ? ORDER BY seq LIMIT ?`,
      id,
      gen,
      file,
      sheet,
      after,
      page,
    );
    for (const row of rows) yield { seq: Number(row['seq']), id: String(row['id']), print: String(row['print']) };
    if (rows.length < page) return;
    after = Number(rows.at(-1)?.['seq']);
  }
}

const stageNow = (database: Database, id: IntakeId): string =>
  String(database.get('SELECT stage FROM intakes WHERE id = ?', id)?.['stage']);
/** What somebody saw and sent while it was checked goes as they saw it. */
const isBeingSent = (database: Database, id: IntakeId): boolean => stageNow(database, id) === 'sending';

const resting: readonly string[] = ['ready', 'needsMapping'] satisfies IntakeStage[];

/** What is told of the whole. */
function settle(
  database: Database,
  id: IntakeId,
  gen: number,
  usable: readonly Sheet[],
  { isBlocked, isQuiet, labels, askOf, checking }: Finished,
): void {
  const unknown = checking.unknownSkus();
  const before = stageNow(database, id);
  const stage = isQuiet && !resting.includes(before) ? before : isBlocked ? 'needsMapping' : 'ready';
  // What a person left out, or took in again, while it was checked.
  const isOut = 'id IN (SELECT document FROM left_out WHERE left_out.intake = documents.intake)';
  database.run(`UPDATE documents SET left_out = 1 WHERE intake = ? AND gen = ? AND left_out = 0 AND ${isOut}`, id, gen);
  database.run(`UPDATE documents SET left_out = 0 WHERE intake = ? AND gen = ? AND left_out = 1 AND NOT (${isOut})`, id, gen);
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
  askOf(gen);
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
}

const skuOf = ({ text, name, rows, documents, candidates }: UnknownSku): IntakeSku => ({
  text,
  name,
  rows: rows.length,
  documents,
  candidates: candidates.map((each) => ({ ...each, why: 'alike' })),
});
