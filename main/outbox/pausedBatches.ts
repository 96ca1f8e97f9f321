/** Batches of which nothing is sent until a person says so: kept with the connection, so that they stay so after a restart. */
import { z } from 'zod';
import { BatchId } from '../../contract/outbox.ts';
import type { Settings } from '../store/settings.ts';

const setting = 'outbox.pausedBatches';
/** Of older ones nothing is left that could be sent. */
const mostKept = 1_000;

export interface PausedBatches {
  readonly has: (batch: BatchId) => boolean;
  readonly add: (batches: readonly BatchId[]) => void;
  readonly remove: (batches: readonly BatchId[]) => void;
}

export function pausedBatches(settings: Settings): PausedBatches {
  let paused: ReadonlySet<BatchId> = new Set(settings.get(setting, z.array(BatchId), []));
  const set = (next: readonly BatchId[]): void => {
    settings.set(setting, next.slice(-mostKept));
    paused = new Set(next);
  };
  return {
    has: (batch) => paused.has(batch),
    add: (batches) => set([...paused].filter((each) => !batches.includes(each)).concat(batches)),
    remove: (batches) => set([...paused].filter((each) => !batches.includes(each))),
  };
}
