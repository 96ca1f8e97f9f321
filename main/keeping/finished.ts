/** When a record is at its end, so that nobody needs what was sent for it any more. */
import type { SendableKind } from '../../contract/documents/index.ts';
import type { RecordKind } from '../../contract/records.ts';
import { documents } from '../documents/index.ts';
import { goneStatus } from '../store/catalogue.ts';

/**
 * Statuses (`statusOf`) after which nothing more happens. Of returns only the cancelled are known to be at their end (onflow-api.md, Return
 * detail): the others count as finished by their age.
 */
const ends: Readonly<Record<RecordKind, readonly string[]>> = {
  product: [],
  'purchase-order': ['COMPLETED', 'CANCELLED'],
  shipment: ['HANDOVER', 'CANCELLED'],
  return: ['CANCELLED'],
};

export const recordOf = (kind: SendableKind): RecordKind => documents[kind].record;

/**
 * `status` of the record as the local copy knows it, `null` where it knows none. A product is made when it is confirmed: nothing of it is
 * on its way.
 */
export function isFinished(kind: SendableKind, status: string | null): boolean {
  const record = recordOf(kind);
  return record === 'product' || status === goneStatus || (status !== null && ends[record].includes(status));
}
