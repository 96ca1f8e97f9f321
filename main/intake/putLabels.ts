/** Labels of an intake that were put to drafts. */
import type { IntakeId } from '../../contract/intake.ts';
import { DraftId } from '../../contract/outbox.ts';
import type { Database } from '../store/database.ts';
import type { Reading } from '../store/reader.ts';

/** `file`: the id of the file that it became. */
export interface PutLabel {
  readonly piece: string;
  readonly draft: DraftId;
  readonly file: string;
}

export const putLabelsOf = (reading: Reading, id: IntakeId): PutLabel[] =>
  reading
    .all('SELECT piece, draft, file FROM draft_labels WHERE intake = ?', id)
    .map(({ piece, draft, file }) => ({ piece: String(piece), draft: DraftId.parse(draft), file: String(file) }));

/** `file` `null`: it is in that draft no more. */
export function notePut(
  database: Database,
  id: IntakeId,
  { piece, draft, file }: Omit<PutLabel, 'file'> & { readonly file: string | null },
): void {
  if (file === null) database.run('DELETE FROM draft_labels WHERE intake = ? AND piece = ?', id, piece);
  else
    database.run(
      'INSERT INTO draft_labels VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET draft = excluded.draft, file = excluded.file',
      id,
      piece,
      draft,
      file,
    );
}

/** A person has to see to it. */
export function noteNotCut(database: Database, id: IntakeId, piece: string): void {
  database.run(
    `UPDATE pieces SET verdict = 'ask', document = NULL, matched = json_insert(matched, '$.findings[#]', 'notCut') WHERE intake = ? AND id = ?`,
    id,
    piece,
  );
}
