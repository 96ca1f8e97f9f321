/** Drafts in the database: what was typed, kept as it was typed. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { cleanCode } from '../../contract/codes.ts';
import { DocumentKindName, naturalKeyField } from '../../contract/documents/index.ts';
import { kindNames } from '../../contract/kinds/index.ts';
import { DeskError, DeskFailure } from '../../contract/errors.ts';
import { DraftBody, DraftId } from '../../contract/outbox.ts';
import type { Draft, DraftInput, DraftPage, DraftQuery, DraftSummary } from '../../contract/outbox.ts';
import { fold, wordsOf } from '../../contract/fold.ts';
import { anotherLike } from './anotherLike.ts';
import type { Database, Row } from './database.ts';
import type { ListSource } from './listSource.ts';
import { pageOf } from './listing.ts';
import type { Reading } from './reader.ts';

export const schema = `
CREATE TABLE drafts (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  title      TEXT NOT NULL,
  body       TEXT NOT NULL,
  -- open: on the drafts list; outbox: on its way; sent: the provider has it; discarded: restorable.
  state      TEXT NOT NULL CHECK (state IN ('open', 'outbox', 'sent', 'discarded')),
  rejection  TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_by_state ON drafts (state, updated_at);
`;

/** Longest body, in bytes of JSON: far beyond any order, and short of what would make every save slow. */
export const longestDraft = 1_000_000;

export interface Drafts {
  /**
   * Made or changed, and kept when this returns: NOTE(on-disk). A save that comes late (after the document was sent off) and changes
   * nothing is fine; one into a discarded draft is kept there.
   * @throws DeskFailure `wrongState` (its document is in the outbox, or sent), `invalid` (longer than `longestDraft`)
   */
  save(input: DraftInput): DraftSummary;
  /** Also one that is in the outbox, sent or discarded. */
  get(id: DraftId): Draft | null;
  /** Came back refused and is open, still under this key: it is being mended, to be sent again. */
  isBeingMended(id: DraftId, naturalKey: string): boolean;
  /** Given up, though it can still be restored. */
  isDiscarded(id: DraftId): boolean;
  /** The open ones, newest first. */
  list(): DraftSummary[];
  /** One page of the open ones. */
  page(query: DraftQuery): DraftPage;
  /** Can be restored. @throws DeskFailure `notFound`, `wrongState` (its document is in the outbox, or sent) */
  discard(id: DraftId): void;
  /** @throws DeskFailure `notFound`, `wrongState` (as above) */
  restore(id: DraftId): DraftSummary;
  /** A new draft with the same contents, without what belongs to the first one alone (`ofThisOneAlone`). @throws DeskFailure `notFound` */
  duplicate(id: DraftId): DraftSummary;
  /** For the outbox, inside its own transaction. @throws DeskFailure `notFound`, `wrongState` (not an open draft) */
  takeForOutbox(id: DraftId): Draft;
  /** For the outbox: what is on its way was changed, and should it come back, it comes back so. */
  amend(id: DraftId, fields: Readonly<Record<string, DraftBody[string]>>): void;
  /** For the outbox: the document came back, with what the provider had against it. */
  bringBack(id: DraftId, rejection: DeskError | null): DraftSummary;
  /** For the outbox: the provider has it. */
  markSent(id: DraftId): void;
}

/** The open ones. Hundreds at most: words are looked for in them as they stand, and in what their kind is called. */
const listed = (called: DraftQuery['called']): ListSource => ({
  table: 'drafts',
  id: 'rowid',
  belongs: [{ sql: "state = 'open'", values: [] }],
  columns: { updated: { sql: 'updated_at' }, created: { sql: 'created_at' }, title: { sql: "nullif(fold_text(title), '')" } },
  facets: { kind: { sql: 'kind', type: 'one' } },
  order: { by: 'updated', descending: true },
  search: (search) =>
    wordsOf(search).map((word) => ({
      sql: `(instr(fold_text(title), ?) > 0 OR kind IN (SELECT value FROM json_each(?)))`,
      values: [word, JSON.stringify(kindNames.filter((kind) => fold(called[kind] ?? '').includes(word)))],
    })),
});

/** What one who only reads may ask of them. */
export function draftStandingOn(reading: Reading): Pick<Drafts, 'isBeingMended' | 'isDiscarded'> {
  const row = (id: DraftId): Row | undefined => reading.get('SELECT * FROM drafts WHERE id = ?', id);
  return {
    isBeingMended: (id, naturalKey) => {
      const found = row(id);
      if (found?.['state'] !== 'open' || found['rejection'] === null) return false;
      const { kind, body } = draftOf(found);
      return cleanCode(keyOf(kind, body)) === naturalKey;
    },
    isDiscarded: (id) => row(id)?.['state'] === 'discarded',
  };
}

/** `wall` in Unix milliseconds. */
export function draftsOn(database: Database, wall: () => number): Drafts {
  const row = (id: DraftId): Row | undefined => database.get('SELECT * FROM drafts WHERE id = ?', id);
  const existing = (id: DraftId): Row => {
    const found = row(id);
    if (found === undefined) throw new DeskFailure({ code: 'notFound' });
    return found;
  };
  const refuseUnless = (found: Row, states: readonly string[]): void => {
    if (!states.includes(String(found['state']))) throw new DeskFailure({ code: 'wrongState', params: { state: String(found['state']) } });
  };
  const setState = (id: DraftId, state: string): void => {
    database.run('UPDATE drafts SET state = ?, settled_at = ? WHERE id = ?', state, state === 'open' ? null : wall(), id);
  };

  return {
    save: ({ id, kind, body }) => {
      const text = JSON.stringify(body);
      const size = Buffer.byteLength(text);
      if (size > longestDraft) throw new DeskFailure({ code: 'invalid', params: { size, limit: longestDraft } });
      return database.transaction(() => {
        const now = wall();
        const found = row(id);
        if (found === undefined) {
          database.run(
            "INSERT INTO drafts (id, kind, title, body, state, created_at, updated_at) VALUES (?, ?, ?, ?, 'open', ?, ?)",
            id,
            kind,
            titleOf(kind, body),
            text,
            now,
            now,
          );
        } else if (found['body'] !== text || found['kind'] !== kind) {
          refuseUnless(found, ['open', 'discarded']);
          if (found['kind'] !== kind) throw new DeskFailure({ code: 'wrongState', params: { kind: String(found['kind']) } });
          database.run('UPDATE drafts SET title = ?, body = ?, updated_at = ? WHERE id = ?', titleOf(kind, body), text, now, id);
        }
        return summaryOf(existing(id));
      });
    },
    get: (id) => {
      const found = row(id);
      return found === undefined ? null : draftOf(found);
    },
    ...draftStandingOn(database),
    list: () =>
      database
        .all(`SELECT ${summaryColumns} FROM drafts WHERE state = 'open' ORDER BY updated_at DESC, created_at DESC, id`)
        .map(summaryOf),
    page: (query) => {
      const { ids, spots: _spots, ...page } = pageOf(database, listed(query.called), query, wall());
      return {
        ...page,
        drafts: ids.flatMap((rowid) => database.all(`SELECT ${summaryColumns} FROM drafts WHERE rowid = ?`, rowid).map(summaryOf)),
      };
    },
    discard: (id) =>
      database.transaction(() => {
        refuseUnless(existing(id), ['open', 'discarded']);
        setState(id, 'discarded');
      }),
    restore: (id) =>
      database.transaction(() => {
        refuseUnless(existing(id), ['open', 'discarded']);
        setState(id, 'open');
        return summaryOf(existing(id));
      }),
    duplicate: (id) =>
      database.transaction(() => {
        const { kind, body } = draftOf(existing(id));
        const copy = DraftId.parse(randomUUID());
        const now = wall();
        const fresh = anotherLike(kind, body);
        database.run(
          "INSERT INTO drafts (id, kind, title, body, state, created_at, updated_at) VALUES (?, ?, ?, ?, 'open', ?, ?)",
          copy,
          kind,
          titleOf(kind, fresh),
          JSON.stringify(fresh),
          now,
          now,
        );
        return summaryOf(existing(copy));
      }),
    takeForOutbox: (id) => {
      const found = existing(id);
      refuseUnless(found, ['open']);
      database.run("UPDATE drafts SET state = 'outbox', rejection = NULL WHERE id = ?", id);
      return draftOf(found);
    },
    amend: (id, fields) => {
      const { kind, body } = draftOf(existing(id));
      const amended = { ...body, ...fields };
      database.run('UPDATE drafts SET title = ?, body = ? WHERE id = ?', titleOf(kind, amended), JSON.stringify(amended), id);
    },
    bringBack: (id, rejection) => {
      existing(id);
      database.run(
        "UPDATE drafts SET state = 'open', rejection = ?, updated_at = ? WHERE id = ?",
        rejection === null ? null : JSON.stringify(rejection),
        wall(),
        id,
      );
      return summaryOf(existing(id));
    },
    markSent: (id) => setState(id, 'sent'),
  };
}

const summaryColumns = 'id, kind, title, created_at, updated_at';

/** The natural key as typed so far; without one, what its first file is called. */
const titleOf = (kind: DocumentKindName, body: DraftBody): string => (keyOf(kind, body) || calledLikeFile(body)).slice(0, 200);

function keyOf(kind: DocumentKindName, body: DraftBody): string {
  const typed = body[naturalKeyField[kind]];
  return typeof typed === 'string' ? typed.trim() : '';
}

/** The name of the first file in it, without its ending. */
function calledLikeFile(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  if ('file_id' in value && 'name' in value && typeof value.name === 'string')
    return value.name.replace(/\.[a-z][a-z0-9]{0,7}$/i, '').trim();
  for (const each of Object.values(value)) {
    const name = calledLikeFile(each);
    if (name !== '') return name;
  }
  return '';
}

const summaryOf = (row: Row): DraftSummary => ({
  id: DraftId.parse(row['id']),
  kind: DocumentKindName.parse(row['kind']),
  title: String(row['title']),
  createdAt: Number(row['created_at']),
  updatedAt: Number(row['updated_at']),
});

const draftOf = (row: Row): Draft => ({
  ...summaryOf(row),
  body: DraftBody.parse(JSON.parse(String(row['body']))),
  rejection: row['rejection'] === null ? null : read(DeskError, row['rejection']),
});

const read = <T>(shape: z.ZodType<T>, text: unknown): T => shape.parse(JSON.parse(String(text)));
