/** Labels of an intake that belong to open drafts: which are still to be put there, and which are to be taken out again. */
import type { IntakeId } from '../../contract/intake.ts';
import type { DraftId } from '../../contract/outbox.ts';
import type { Reading } from '../store/reader.ts';
import type { ToldPiece } from './documents.ts';
import { parsed } from './intakes.ts';
import { type ToCut, toCutOf } from './labelling.ts';
import { draftOfTarget } from './pileTargets.ts';
import { type PutLabel, putLabelsOf } from './putLabels.ts';
import { attachedOf } from './words.ts';

export interface DraftLabels {
  /** `isSaid`: by a person, who has seen what the draft holds. */
  readonly toPut: readonly { readonly draft: DraftId; readonly isSaid: boolean; readonly cut: ToCut; readonly called: string }[];
  readonly toTake: readonly PutLabel[];
}

export function draftLabelsOf(reading: Reading, id: IntakeId): DraftLabels {
  const put = putLabelsOf(reading, id);
  const said = attachedOf(reading, id);
  const wanted = new Map<string, DraftId>();
  for (const row of reading.all("SELECT id, document FROM pieces WHERE intake = ? AND document LIKE 'draft:%'", id)) {
    const draft = draftOfTarget(String(row['document']));
    if (draft !== null) wanted.set(String(row['id']), draft);
  }
  const isThere = (piece: string): boolean => put.some((each) => each.piece === piece && each.draft === wanted.get(piece));
  return {
    toPut: [...wanted].flatMap(([piece, draft]) => {
      const cut = isThere(piece) ? null : toCutOf(reading, id, piece);
      return cut === null ? [] : [{ draft, isSaid: said.get(piece) === `draft:${draft}`, cut, called: calledOf(reading, id, piece) }];
    }),
    toTake: put.filter(({ piece, draft }) => wanted.get(piece) !== draft),
  };
}

export const strangersOf = (reading: Reading, id: IntakeId): { readonly cut: ToCut; readonly called: string }[] =>
  reading
    .all(
      `SELECT id FROM pieces WHERE intake = ? AND verdict = 'stranger' AND coalesce(json_extract(matched, '$.isDecided'), 0) = 0 ORDER BY id`,
      id,
    )
    .flatMap(({ id: piece }) => {
      const cut = toCutOf(reading, id, String(piece));
      return cut === null ? [] : [{ cut, called: calledOf(reading, id, String(piece)) }];
    });

/** What the file of a label is to be called: by the code that agreed, else by one of its own. */
function calledOf(reading: Reading, id: IntakeId, piece: string): string {
  const told = parsed(reading.get('SELECT matched FROM pieces WHERE intake = ? AND id = ?', id, piece)?.['matched']) as ToldPiece | null;
  const codes = [...(told?.facts['tracking'] ?? []), ...(told?.facts['order'] ?? []), ...(told?.codes ?? [])];
  return codes.find((code) => /^[\w-]{6,60}$/u.test(code)) ?? piece;
}
