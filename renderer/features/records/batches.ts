/** What was done to many from a list, until the operator has seen what became of it. */
import { create } from 'zustand';
import type { BatchId } from '../../../contract/outbox.ts';
import type { MessageId } from '../../messages/index.ts';
import type { RecordKind } from '../../../contract/records.ts';

export interface Begun {
  readonly kind: RecordKind;
  readonly batch: BatchId;
  /** What is done. */
  readonly says: MessageId;
  readonly queued: number;
  readonly leftOut: number;
  readonly hasArrived?: true;
}

const useBatches = create<Readonly<Partial<Record<RecordKind, Begun | null>>>>(() => ({}));

export const useBatch = (kind: RecordKind): Begun | null => useBatches((all) => all[kind]) ?? null;
export const batchBegan = (begun: Begun): void => useBatches.setState({ [begun.kind]: begun });
/** Its rows have come to the page: what is missing among the unfinished is done from now on, and not before. */
export const batchArrived = (kind: RecordKind): void =>
  useBatches.setState((all) => {
    const begun = all[kind];
    return begun === null || begun === undefined || begun.hasArrived === true ? all : { [kind]: { ...begun, hasArrived: true } };
  });
export const batchSeen = (kind: RecordKind): void => useBatches.setState({ [kind]: null });
