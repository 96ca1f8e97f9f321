/** Templates in the database: contents of forms under names, kept until a person deletes them. */
import { nameKey, TemplateId, TemplateName, mostTemplates } from '../../contract/templates.ts';
import type { TemplateInput, TemplateSummary } from '../../contract/templates.ts';
import { DocumentKindName } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { DraftBody } from '../../contract/outbox.ts';
import { anotherLike } from './anotherLike.ts';
import type { Database, Row } from './database.ts';
import { longestDraft } from './drafts.ts';

export const schema = `
CREATE TABLE templates (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  name       TEXT NOT NULL,
  -- The name as it is compared.
  name_key   TEXT NOT NULL,
  body       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX templates_by_name ON templates (kind, name_key);
`;

export interface Template extends TemplateSummary {
  readonly body: DraftBody;
}

export interface Templates {
  /** By kind and name. */
  list(): TemplateSummary[];
  get(id: TemplateId): Template | null;
  /**
   * Made, or with new contents. What belongs to one document alone is left out.
   * @throws DeskFailure `invalid` (the name is another one's, too long, too many), `wrongState` (the id is a template of another kind)
   */
  save(input: TemplateInput): TemplateSummary;
  /** @throws DeskFailure `notFound`, `invalid` (the name is another one's) */
  rename(id: TemplateId, name: string): TemplateSummary;
  /** One that is gone already is gone. */
  remove(id: TemplateId): void;
}

/** `wall` in Unix milliseconds. */
export function templatesOn(database: Database, wall: () => number): Templates {
  const row = (id: TemplateId): Row | undefined => database.get('SELECT * FROM templates WHERE id = ?', id);
  const existing = (id: TemplateId): Row => {
    const found = row(id);
    if (found === undefined) throw new DeskFailure({ code: 'notFound' });
    return found;
  };
  const refuseTaken = (id: TemplateId, kind: string, name: string): void => {
    const holder = database.get('SELECT id FROM templates WHERE kind = ? AND name_key = ? AND id <> ?', kind, nameKey(name), id);
    if (holder !== undefined)
      throw new DeskFailure({ code: 'invalid', fields: [{ path: 'name', problem: 'nameTaken', params: { name } }] });
  };
  return {
    list: () => database.all('SELECT id, kind, name, updated_at FROM templates ORDER BY kind, name_key').map(summaryOf),
    get: (id) => {
      const found = row(id);
      return found === undefined ? null : { ...summaryOf(found), body: DraftBody.parse(JSON.parse(String(found['body']))) };
    },
    save: ({ id, kind, name, body }) => {
      const text = JSON.stringify(anotherLike(kind, body));
      const size = Buffer.byteLength(text);
      if (size > longestDraft) throw new DeskFailure({ code: 'invalid', params: { size, limit: longestDraft } });
      return database.transaction(() => {
        refuseTaken(id, kind, name);
        const now = wall();
        const found = row(id);
        if (found !== undefined && found['kind'] !== kind)
          throw new DeskFailure({ code: 'wrongState', params: { kind: String(found['kind']) } });
        const count = Number(database.get('SELECT count(*) AS count FROM templates')?.['count']);
        if (found === undefined && count >= mostTemplates) throw new DeskFailure({ code: 'invalid', params: { limit: mostTemplates } });
        database.run(
          `INSERT INTO templates (id, kind, name, name_key, body, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, body = excluded.body, updated_at = excluded.updated_at`,
          id,
          kind,
          name,
          nameKey(name),
          text,
          now,
          now,
        );
        return summaryOf(existing(id));
      });
    },
    rename: (id, name) =>
      database.transaction(() => {
        refuseTaken(id, String(existing(id)['kind']), name);
        database.run('UPDATE templates SET name = ?, name_key = ?, updated_at = ? WHERE id = ?', name, nameKey(name), wall(), id);
        return summaryOf(existing(id));
      }),
    remove: (id) => void database.run('DELETE FROM templates WHERE id = ?', id),
  };
}

const summaryOf = (row: Row): TemplateSummary => ({
  id: TemplateId.parse(row['id']),
  kind: DocumentKindName.parse(row['kind']),
  name: TemplateName.parse(row['name']),
  updatedAt: Number(row['updated_at']),
});
