/** An order that came again with a newer code of its courier, while what was made of it before has not left. */
import { type IntakeId } from '../../contract/intake.ts';
import type { RowProblem } from '../../contract/imports.ts';
import type { Reading } from '../store/reader.ts';
import type { Checked } from './documents.ts';
import { parsed } from './intakes.ts';
import { type ToCut, toCutOf } from './labelling.ts';

export interface ToTake {
  readonly where: 'draft' | 'outbox';
  /** Of the draft, or of the row. */
  readonly holder: string;
  readonly reference: string;
  /** The courier's code there when it was checked; empty where there was none. */
  readonly before: string;
  readonly tracking: string;
  readonly label: ToCut | null;
}

/** `null`: there is nothing to be taken over of it. */
export function toTakeOf(reading: Reading, id: IntakeId, document: string): ToTake | null {
  const row = reading.get("SELECT checked, shown, piece FROM current WHERE intake = ? AND id = ? AND state = 'changed'", id, document);
  const problems: readonly RowProblem[] = (parsed(row?.['checked']) as Checked | null)?.problems ?? [];
  const params = problems.find(({ problem }) => problem === 'orderChanged')?.params;
  const where = params?.['where'];
  if (params === undefined || params['next'] !== 'take' || (where !== 'draft' && where !== 'outbox')) return null;
  const piece = row?.['piece'];
  const shown = parsed(row?.['shown']) as { readonly reference: string } | null;
  return {
    where,
    holder: String(params['id']),
    reference: shown?.reference ?? '',
    before: params['before'] === 'none' ? '' : String(params['before'] ?? ''),
    tracking: String(params['after'] ?? ''),
    label: typeof piece === 'string' ? toCutOf(reading, id, piece) : null,
  };
}
