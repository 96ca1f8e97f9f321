/**
 * What of the outbox, the drafts and the journal has been kept for long enough. Everything here is a generator that does a
 * few milliseconds of work between two yields, and each of its commits is whole: it may end after any of them.
 *
 * The law of all of it: a row that is not confirmed is never touched, nor what it or an open draft names.
 */
import { fold } from '../../contract/fold.ts';
import type { SendableKind } from '../../contract/documents/index.ts';
import type { RecordKind } from '../../contract/records.ts';
import type { Amount } from '../../contract/storage.ts';
import type { Database, Row, Value } from './database.ts';

export const keepingColumns = `
-- Unix ms at which the desk first saw that the record is finished, and at which the row left the list.
ALTER TABLE outbox ADD COLUMN finished_at INTEGER;
ALTER TABLE outbox ADD COLUMN archived_at INTEGER;
-- Folded (contract/fold.ts); set with archived_at.
ALTER TABLE outbox ADD COLUMN found_by TEXT;
CREATE INDEX outbox_unfinished ON outbox (seq) WHERE state = 'confirmed' AND finished_at IS NULL;
CREATE INDEX outbox_listed ON outbox (state, seq) WHERE archived_at IS NULL;
CREATE INDEX outbox_archive ON outbox (seq, found_by) WHERE archived_at IS NOT NULL;
-- Unix ms at which it was sent or thrown away; NULL while it is neither, and where an older desk did not write it down.
ALTER TABLE drafts ADD COLUMN settled_at INTEGER;
`;

const day = 24 * 60 * 60 * 1000;
/** Where the desk never learns that a record is finished, its row is taken for finished so long after it was confirmed. */
export const surelyFinishedMs = 150 * day;

/** Work in small pieces; answers what came of it. */
export type Pieces<T> = Generator<void, T, void>;

export interface KeepingRows {
  /** Writes down which confirmed rows are finished, by the local copy of their records. `now` in Unix ms, here and below. */
  noteFinished(
    now: number,
    isFinished: (kind: SendableKind, status: string | null) => boolean,
    recordOf: (kind: SendableKind) => RecordKind,
  ): Pieces<number>;
  /** Moves rows that were finished before `before` out of the list, and takes names and notes out of them. */
  archive(before: number, now: number): Pieces<number>;
  /** Removes drafts sent or thrown away before `before`; not one that an unfinished row belongs to. */
  removeDrafts(state: 'sent' | 'discarded', before: number, now: number): Pieces<number>;
  /**
   * Which files are named, by their id: `Infinity` where an open draft, a template or an unfinished row does, else when the last confirmed
   * row that names it was finished. What is absent is named by nothing.
   */
  namedFiles(): Pieces<Map<string, number>>;
  /** From now on `named` can tell of names that came in meanwhile; ends with `end`. */
  watchNames(): { added(): Set<string>; end(): void };
  /** Rows in the list that are confirmed, and of them those finished before `before`. */
  measureRows(before: number): Pieces<{ kept: Amount; removable: Amount }>;
  measureDrafts(state: 'sent' | 'discarded', before: number): Pieces<{ kept: Amount; removable: Amount }>;
}

export function keepingRowsOn(database: Database): KeepingRows {
  /** Walks a table by its key, so many rows in one transaction. */
  function* walk(sql: string, values: readonly Value[], most: number, visit: (row: Row) => void): Pieces<void> {
    for (let after = 0; ;) {
      const rows = database.all(`${sql} LIMIT ${most}`, after, ...values);
      if (rows.length === 0) return;
      database.unhurried(() => rows.forEach(visit));
      after = Number(rows.at(-1)?.['place']);
      yield;
    }
  }
  const confirmed = `SELECT seq AS place, * FROM outbox WHERE seq > ? AND state = 'confirmed' AND archived_at IS NULL ORDER BY seq`;
  const settled =
    'SELECT rowid AS place, id, updated_at, settled_at, length(body) AS size FROM drafts WHERE rowid > ? AND state = ? ORDER BY rowid';
  const holdsDraft = `SELECT 1 FROM outbox WHERE draft_id = ? AND state NOT IN ('confirmed', 'withdrawn')`;

  return {
    noteFinished: function* (now, isFinished, recordOf) {
      let noted = 0;
      yield* walk(
        `SELECT seq AS place, kind, code, creates FROM outbox WHERE seq > ? AND state = 'confirmed' AND finished_at IS NULL ORDER BY seq`,
        [],
        200,
        ({ place, kind: of, code, creates }) => {
          const kind = of as SendableKind;
          const record =
            code === null
              ? undefined
              : database.get('SELECT status FROM records WHERE kind = ? AND code = ?', recordOf(kind), code ?? null);
          // An action is finished once it is confirmed.
          if (creates === 1 && !isFinished(kind, record === undefined ? null : String(record['status']))) return;
          noted += database.run('UPDATE outbox SET finished_at = ? WHERE seq = ?', now, place ?? null);
        },
      );
      return noted;
    },

    archive: function* (before, now) {
      let archived = 0;
      yield* walk(confirmed, [], 50, (row) => {
        // The clock was ahead when it was written: it counts from today.
        if (Number(row['finished_at']) > now + day)
          database.run('UPDATE outbox SET finished_at = ? WHERE seq = ?', now, row['seq'] ?? null);
        if (finishedAt(row) > before) return;
        const kept = keptOf(row);
        // A row that cannot be read must not keep all that comes after it.
        if (kept === null) return;
        archived += database.run(
          `UPDATE outbox SET archived_at = ?, found_by = ?, body = ?, steps = ?, error = NULL, attention = NULL WHERE seq = ?`,
          now,
          fold([row['natural_key'], row['code']].filter((each) => each !== null).join(' ')),
          kept.body,
          kept.steps,
          row['seq'] ?? null,
        );
      });
      return archived;
    },

    removeDrafts: function* (state, before, now) {
      let removed = 0;
      yield* walk(settled, [state], 50, ({ id, updated_at, settled_at }) => {
        // An older desk wrote no time, and a clock that was ahead wrote a time to come: both count from today.
        if (settled_at === null || Number(settled_at) > now + day) {
          database.run('UPDATE drafts SET settled_at = ? WHERE id = ?', now, id ?? null);
          return;
        }
        const typedAt = Number(updated_at) > now + day ? 0 : Number(updated_at);
        if (Math.max(Number(settled_at), typedAt) > before || database.get(holdsDraft, id ?? null) !== undefined) return;
        // The row stays, for its key; what the operator typed goes. One that was taken back has nothing else to say.
        database.run(`UPDATE outbox SET body = '{}', steps = '[]' WHERE draft_id = ? AND state = 'withdrawn'`, id ?? null);
        database.run('UPDATE outbox SET draft_id = NULL WHERE draft_id = ?', id ?? null);
        removed += database.run('DELETE FROM drafts WHERE id = ?', id ?? null);
      });
      return removed;
    },

    namedFiles: function* () {
      const named = new Map<string, number>();
      const name = (text: unknown, until: number): void => {
        for (const id of fileIdsIn(text)) named.set(id, Math.max(named.get(id) ?? 0, until));
      };
      yield* walk(
        `SELECT rowid AS place, body FROM drafts WHERE rowid > ? AND state IN ('open', 'outbox', 'discarded') ORDER BY rowid`,
        [],
        20,
        ({ body }) => name(body, Infinity),
      );
      yield* walk('SELECT rowid AS place, body FROM templates WHERE rowid > ? ORDER BY rowid', [], 20, ({ body }) => name(body, Infinity));
      yield* walk(
        `SELECT seq AS place, state, body, steps, finished_at, updated_at FROM outbox WHERE seq > ? AND state <> 'withdrawn' ORDER BY seq`,
        [],
        100,
        (row) => {
          const until = row['state'] === 'confirmed' ? finishedAt(row) : Infinity;
          name(row['body'], until);
          name(row['steps'], until);
        },
      );
      return named;
    },

    watchNames: () => {
      database.run('CREATE TEMP TABLE IF NOT EXISTS named_meanwhile (text TEXT NOT NULL)');
      const watched = [
        ['drafts', 'INSERT'],
        ['drafts', 'UPDATE OF body, state'],
        ['templates', 'INSERT'],
        ['templates', 'UPDATE OF body'],
        ['outbox', 'INSERT'],
        ['outbox', 'UPDATE OF body, state'],
      ] as const;
      for (const [index, [table, change]] of watched.entries()) {
        database.run(
          `CREATE TEMP TRIGGER IF NOT EXISTS names_${index} AFTER ${change} ON main.${table} BEGIN INSERT INTO named_meanwhile VALUES (NEW.body); END`,
        );
      }
      const names = new Set<string>();
      return {
        added: () => {
          for (const { text } of database.all('SELECT text FROM named_meanwhile')) for (const id of fileIdsIn(text)) names.add(id);
          database.run('DELETE FROM named_meanwhile');
          return names;
        },
        end: () => {
          for (const index of watched.keys()) database.run(`DROP TRIGGER IF EXISTS names_${index}`);
          database.run('DROP TABLE IF EXISTS named_meanwhile');
        },
      };
    },

    measureRows: function* (before) {
      const sums = newSums();
      yield* walk(confirmed, [], 100, (row) =>
        sums.add(String(row['body']).length + String(row['steps']).length, finishedAt(row) <= before),
      );
      return sums.done();
    },
    measureDrafts: function* (state, before) {
      const sums = newSums();
      yield* walk(settled, [state], 100, ({ id, size, updated_at, settled_at }) =>
        sums.add(
          Number(size),
          Math.max(Number(settled_at ?? updated_at), Number(updated_at)) <= before && database.get(holdsDraft, id ?? null) === undefined,
        ),
      );
      return sums.done();
    },
  };
}

/** Unix ms. */
const finishedAt = (row: Row): number =>
  row['finished_at'] === null ? Number(row['updated_at']) + surelyFinishedMs : Number(row['finished_at']);

const fileIdsIn = (text: unknown): string[] => String(text).match(/[0-9a-f]{64}/g) ?? [];

/**
 * SECURITY: personal data are the names of files and free words; keys, codes and goods stay, so that what was used before is recognised for
 * ever.
 */
export function withoutPersonal(body: unknown): string {
  return JSON.stringify(JSON.parse(String(body)), (field, value: unknown) => {
    if (field === 'note' || field.endsWith('_note')) return undefined;
    return isObject(value) && typeof value['file_id'] === 'string' ? { file_id: value['file_id'] } : value;
  });
}
/** `null` where the row is damaged. */
function keptOf({ body, steps }: Row): { readonly body: string; readonly steps: string } | null {
  try {
    return { body: withoutPersonal(body), steps: stepsOnly(steps) };
  } catch {
    // SECURITY: without the reason, which could quote the document.
    return null;
  }
}
/** Which steps there were; without names of files, and without their addresses at the provider. */
const stepsOnly = (steps: unknown): string =>
  JSON.stringify((JSON.parse(String(steps)) as { name: string; state: string }[]).map(({ name, state }) => ({ name, state, label: '' })));
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function newSums() {
  const kept = { count: 0, size: 0 };
  const removable = { count: 0, size: 0 };
  return {
    add: (size: number, canGo: boolean): void => {
      for (const sum of canGo ? [kept, removable] : [kept]) {
        sum.count += 1;
        sum.size += size;
      }
    },
    done: (): { kept: Amount; removable: Amount } => ({ kept, removable }),
  };
}
