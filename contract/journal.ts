/** What was done, when, by whom: every request and every step of the outbox, chained so that a changed entry is found. */
import { z } from 'zod';
import { SendableKind } from './documents/index.ts';
import { CallName, ErrorCode } from './errors.ts';
import { PrintedThing } from './printing.ts';
import { type Askable, Filter, Paged, pageAnswer, unfiltered, unknownNames } from './query.ts';

const common = {
  /** From 1, without gaps. */
  seq: z.number().int(),
  /** Unix milliseconds. */
  at: z.number(),
  /** Who had it done, by name; `null` where the desk did it by itself, or no operators are set up. */
  operator: z.string().nullable(),
  /** The merchant's own key, where it was about one. */
  naturalKey: z.string().nullable(),
};

/** One HTTP request, refused and failed ones too. */
export const RequestEntry = z.object({
  ...common,
  what: z.literal('request'),
  call: CallName,
  method: z.string(),
  /** With the query, without the host. */
  path: z.string(),
  /** `ok`, or the error's code. */
  outcome: z.union([z.literal('ok'), ErrorCode]),
  httpStatus: z.number().nullable(),
  providerCode: z.string().nullable(),
  durationMs: z.number(),
  /** The provider's support asks for it. */
  logId: z.string().nullable(),
  priority: z.string(),
  /** SHA-256 over both bodies; `null` where none were kept. */
  bodies: z.string().nullable(),
});
export type RequestEntry = z.infer<typeof RequestEntry>;

/** One thing that happened to a row of the outbox. */
export const OutboxEntry = z.object({
  ...common,
  what: z.literal('outbox'),
  kind: SendableKind,
  /** `queued`, or what the engine decided upon (`leaves`, `stepDone`, `withdrawn`, …). */
  event: z.string(),
  state: z.string(),
  code: z.string().nullable(),
  error: ErrorCode.nullable(),
  /** What the operator was warned of before it was queued, as `path: problem`; left out where there was nothing. */
  despite: z.array(z.string()).optional(),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;

/** What a person did with the desk itself. */
export const DeskEntry = z.object({
  ...common,
  what: z.literal('desk'),
  event: z.enum([
    'writingUnlocked',
    'writingLocked',
    'intakeSent',
    'intakePaused',
    'intakeResumed',
    'intakeUndone',
    'intakeRemoved',
    'labelAttached',
    'labelsToDrafts',
    'orderTakenOver',
    'skuLinked',
  ]),
  /** Their own words; of an intake its name and what of it was meant. */
  reason: z.string().nullable(),
});
export type DeskEntry = z.infer<typeof DeskEntry>;

/** One thing that was printed, or was to be. */
export const PrintEntry = z.object({
  ...common,
  what: z.literal('print'),
  /** What of the record. */
  printed: PrintedThing,
  /** The record's code at the provider, and of which of its packages. */
  code: z.string(),
  part: z.string().nullable(),
  /** `maybe`: nobody knows whether it lies in the printer. */
  event: z.enum(['printed', 'failed', 'maybe']),
  /** How many times it has been printed, this time included. */
  times: z.number().int(),
  /** By the system's name of it; `null` for the one it prints on by itself. */
  printer: z.string().nullable(),
  copies: z.number().int(),
  error: ErrorCode.nullable(),
});
export type PrintEntry = z.infer<typeof PrintEntry>;

export const JournalEntry = z.discriminatedUnion('what', [RequestEntry, OutboxEntry, DeskEntry, PrintEntry]);
export type JournalEntry = z.infer<typeof JournalEntry>;

/** `number`: in the order in which they were written, whatever the clock said. `at` in Unix milliseconds. `ok`: `yes`, `no`. */
const journalAskable = {
  columns: { number: { type: 'number' }, at: { type: 'time' } },
  facets: { what: true, ok: true },
} as const satisfies Askable;

/** Which entries. The words of a search occur in operator, call, path, key, outcome, status, code or `log_id`; folded. */
export const JournalFilter = Filter.refine((filter) => unknownNames(journalAskable, filter).length === 0);
export type JournalFilter = z.infer<typeof JournalFilter>;

/** Newest first, unless it is asked otherwise. */
export const JournalQuery = Paged.refine((query) => unknownNames(journalAskable, query).length === 0);
export type JournalQuery = z.infer<typeof JournalQuery>;
export const journalPage = (given: Partial<Paged> = {}): JournalQuery => ({ ...unfiltered, at: null, pageSize: 100, counts: [], ...given });

export const JournalPage = z.object({ entries: z.array(JournalEntry), ...pageAnswer });
export type JournalPage = z.infer<typeof JournalPage>;

export const JournalDetail = z.object({
  entry: JournalEntry,
  /** What was sent and answered, at most 8 KB each; `null` where there was none, or it is no longer kept. */
  sent: z.string().nullable(),
  answered: z.string().nullable(),
  /** The request for a terminal, with `$ONFLOW_TOKEN` in place of the token; `null` for what is no request. */
  curl: z.string().nullable(),
});
export type JournalDetail = z.infer<typeof JournalDetail>;

export const JournalVerdict = z.object({
  /** Entries that were looked at. */
  checked: z.number().int(),
  /** Unix milliseconds of the oldest one kept. */
  since: z.number().nullable(),
  /** The first entry that is not as it was written; `null` when all are. */
  broken: z
    .object({
      seq: z.number().int(),
      /** An entry was changed or put in, one is missing, or the request behind it was changed. */
      problem: z.enum(['changed', 'missing', 'bodyChanged']),
    })
    .nullable(),
});
export type JournalVerdict = z.infer<typeof JournalVerdict>;

/** What became of a file the operator asked for. */
export const SavedFile = z.object({
  /** `false` where the operator thought better of it. */
  saved: z.boolean(),
  /** Its name without its folder. */
  name: z.string(),
  /** In bytes. */
  size: z.number().int(),
});
export type SavedFile = z.infer<typeof SavedFile>;
