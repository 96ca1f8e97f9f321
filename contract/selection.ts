/**
 * Rows of a list that something is done to: those that were chosen one by one, or all that the list's filter finds, also what was never
 * loaded.
 */
import { z } from 'zod';
import { longestProviderCode } from './documents/fields.ts';
import { OutboxId, OutboxState } from './outbox.ts';
import { Order, unfiltered, unknownNames } from './query.ts';
import { RecordFilter, askableOf } from './recordQuery.ts';
import { RecordKind } from './records.ts';

/** So many rows are chosen one by one at most; more are chosen by their filter. */
export const mostChosen = 5_000;

const Codes = z.array(z.string().min(1).max(longestProviderCode)).max(mostChosen);

export const Selection = z
  .union([
    /** These, in the order of the list. */
    z.object({ kind: RecordKind, codes: Codes.min(1), order: Order.nullable() }),
    /** All that the filter finds, but for these. */
    z.object({ kind: RecordKind, filter: RecordFilter, except: Codes }),
  ])
  .refine(
    (chosen) =>
      unknownNames(askableOf(chosen.kind), 'codes' in chosen ? { ...unfiltered, order: chosen.order } : chosen.filter).length === 0,
  );
export type Selection = z.infer<typeof Selection>;

const Ids = z.array(OutboxId).max(mostChosen);
/** Rows of the outbox that are chosen. */
export const OutboxSelection = z.union([
  /** These, also those in the archive. */
  z.object({ ids: Ids.min(1) }),
  /** All of its list in these states, without those that were given up; `null`: all of its list. But for `except`. */
  z.object({ states: z.array(OutboxState).nullable(), except: Ids }),
]);
export type OutboxSelection = z.infer<typeof OutboxSelection>;
