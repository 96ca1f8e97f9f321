/** When a record is at its end, so that nobody needs what was sent for it any more. */
import type { SendableKind } from '../../contract/documents/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { RecordKind } from '../../contract/records.ts';
import { documents } from '../documents/index.ts';
import { goneStatus } from '../store/listedRecords.ts';

export const recordOf = (kind: SendableKind): RecordKind => documents[kind].record;

/** `status` of the record as the local copy knows it, `null` where it knows none. */
export function isFinished(kind: SendableKind, status: string | null): boolean {
  const { ends } = kindOf(recordOf(kind));
  return ends === 'made' || status === goneStatus || (status !== null && ends.includes(status));
}
