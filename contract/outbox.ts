/** Drafts, and what becomes of them on the way to the provider. */
import { z } from 'zod';
import { type Askable, Paged, pageAnswer, unfiltered, unknownNames } from './query.ts';
import { DocumentKindName, SendableKind } from './documents/index.ts';
import { DeskError } from './errors.ts';
import { Finding } from './findings.ts';

export const DraftId = z.uuid().brand('DraftId');
export type DraftId = z.infer<typeof DraftId>;
export const OutboxId = z.uuid().brand('OutboxId');
export type OutboxId = z.infer<typeof OutboxId>;
/** Rows that were queued in one step. */
export const BatchId = z.uuid().brand('BatchId');
export type BatchId = z.infer<typeof BatchId>;
/** What became of a step to many. */
export const BatchBegun = z.object({
  batch: BatchId,
  queued: z.number().int(),
  /** Not done to these: so many of the selection are in no state for it, or are on their way already. */
  leftOut: z.number().int(),
});
export type BatchBegun = z.infer<typeof BatchBegun>;
/** So many at most in one step. */
export const mostInBatch = 20_000;
/** Of so many rows at most one decision is made at once. */
export const mostTogether = 1_000;

/** What was typed, as it was typed: any JSON the form holds, at most 1 MB. Checked only when it is to be sent. */
export const DraftBody = z.record(z.string(), z.json());
export type DraftBody = z.infer<typeof DraftBody>;

export const DraftInput = z.object({
  /** Made by the form, so that a save can be repeated without making a second draft. */
  id: DraftId,
  kind: DocumentKindName,
  body: DraftBody,
});
export type DraftInput = z.infer<typeof DraftInput>;

export const DraftSummary = z.object({
  id: DraftId,
  kind: DocumentKindName,
  /** The natural key as typed so far; without one the name of its first file; may be empty. */
  title: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type DraftSummary = z.infer<typeof DraftSummary>;

const draftAskable = {
  columns: { updated: { type: 'time' }, created: { type: 'time' }, title: { type: 'text' } },
  facets: { kind: true },
} as const satisfies Askable;

/**
 * Which of the open drafts; by itself those that were typed into last come first. The words of a search occur in the title, or in what its
 * kind is called.
 */
export const DraftQuery = Paged.extend({
  /** By kind: all that people call it, in every language that the page speaks. */
  called: z.record(z.string().max(40), z.string().max(1_000)),
}).refine((query) => unknownNames(draftAskable, query).length === 0);
export type DraftQuery = z.infer<typeof DraftQuery>;
export const DraftPage = z.object({ drafts: z.array(DraftSummary), ...pageAnswer });
export type DraftPage = z.infer<typeof DraftPage>;
export const draftPage = (given: Partial<DraftQuery> = {}): DraftQuery => ({
  ...unfiltered,
  called: {},
  at: null,
  pageSize: 100,
  counts: ['kind'],
  ...given,
});

export const Draft = DraftSummary.extend({
  body: DraftBody,
  /** Problems the provider found when this was last sent, until the draft is sent again. */
  rejection: DeskError.nullable(),
});
export type Draft = z.infer<typeof Draft>;

/**
 * What *Check* found. `problems` stop a send. `warnings` wait for a person's word: they rest on an assumption, or on a local copy that may
 * be old. `hints` are worth knowing, and wait for nothing; left out where there are none.
 */
export const CheckAnswer = z.object({ problems: z.array(Finding), warnings: z.array(Finding), hints: z.array(Finding).optional() });
export type CheckAnswer = z.infer<typeof CheckAnswer>;

export const outboxStates = ['queued', 'sending', 'unknown', 'confirmed', 'rejected', 'needs_attention'] as const;
export const OutboxState = z.enum(outboxStates);
export type OutboxState = z.infer<typeof OutboxState>;

/** Steps of one document, recorded one by one and resumed, not repeated. */
export const OutboxStep = z.object({
  name: z.enum(['upload', 'create', 'assign', 'act']),
  /** The file's name for uploads, else empty. */
  label: z.string(),
  state: z.enum(['waiting', 'running', 'done']),
});
export type OutboxStep = z.infer<typeof OutboxStep>;

/** What a look-up could see of the provider's list. */
export const LookUpFacts = z.object({
  /**
   * The list's filter by reference: seen to find such a reference, not seen yet, or seen not to (ignored, or it does not find what is
   * there); or a cache on the way answered.
   */
  filter: z.enum(['proven', 'unproven', 'useless', 'kept']),
  /**
   * How much of the list was read: all of it, provably back to the attempt, only a part; enough, but with nothing in it of that warehouse
   * or platform; or what a cache on the way had kept of it.
   */
  list: z.enum(['whole', 'backToTheAttempt', 'partly', 'elsewhere', 'kept']),
  rowsRead: z.number().int(),
  /** Longest time this provider was seen to take until a new record showed, in milliseconds; `null` where that was never seen. */
  longestLagMs: z.number().nullable(),
});
export type LookUpFacts = z.infer<typeof LookUpFacts>;

/** Why a row needs a person, and what is known. */
export const Attention = z.object({
  reason: z.enum([
    /** The provider has the reference, with other contents. */
    'foundDifferent',
    /** The provider has the reference more than once. */
    'foundSeveral',
    /** The look-up cannot be trusted (call missing, shape unknown): only a person can say. */
    'cannotLookUp',
    /** A success that could not be read. */
    'unreadableSuccess',
    /** The same goods from the same warehouse, made about then, under another reference or none. */
    'foundAlike',
    /** A person did not want to wait for the look-ups. */
    'asked',
    /** The row itself cannot be read any more: it can be neither sent nor looked up. What was typed is in its draft. */
    'unreadable',
  ]),
  /** The provider's side, shown beside ours. */
  found: z.array(z.looseObject({})),
  /** What the last look-up could see; left out where there was none. */
  known: LookUpFacts.optional(),
});
export type Attention = z.infer<typeof Attention>;

/** A row in doubt: how long a look-up must find nothing before that counts. */
export const Settling = z.object({
  /** Unix milliseconds. */
  until: z.number(),
  /** Why so long: the connection broke; the provider or a gateway was slow; the desk was stopped while it sent. */
  cause: z.enum(['broken', 'late', 'stopped']),
  /** Whether the desk has seen how soon this provider shows what it has made. */
  proven: z.boolean(),
  looks: z.number().int(),
});
export type Settling = z.infer<typeof Settling>;

/**
 * How it stands with a product that a document names by its SKU, because the provider had not confirmed it when the document was written.
 */
export const productStandings = [
  /** The provider has it; it has its OASIN. */
  'there',
  /** On its way: the states of its row in the outbox. */
  'queued',
  'sending',
  'unknown',
  'needs_attention',
  'rejected',
  /** Refused, and open in the form again, to be mended and sent once more. */
  'beingMended',
  /** A person said that the provider has it, without its code: once the local copy knows it, it is there. */
  'withoutCode',
  /** Taken back, or discarded, and the provider has none of this SKU: it will not come. */
  'gone',
] as const;
export const AwaitedProduct = z.object({
  sku: z.string(),
  stands: z.enum(productStandings),
  /** `null` unless it is there. */
  oasin: z.string().nullable(),
  /** Where to see about it: its row in the outbox, or the draft it came back to. */
  outboxId: OutboxId.nullable(),
  draftId: DraftId.nullable(),
  /** Where it will be assigned; `null` where that is not this desk's to say (any more). */
  warehouse_codes: z.array(z.string()).nullable(),
});
export type AwaitedProduct = z.infer<typeof AwaitedProduct>;

/** A product in the outbox, as it is offered to a document that may wait for it. */
export const OfferedProduct = AwaitedProduct.extend({ name: z.string(), barcodes: z.array(z.string()) });
export type OfferedProduct = z.infer<typeof OfferedProduct>;

export const OutboxItem = z.object({
  id: OutboxId,
  kind: SendableKind,
  naturalKey: z.string(),
  state: OutboxState,
  /** The provider's code once it is known. */
  code: z.string().nullable(),
  attempts: z.number().int(),
  /** Unix milliseconds. */
  createdAt: z.number(),
  updatedAt: z.number(),
  /** Until then a single send can be taken back; Unix milliseconds. */
  leavesAt: z.number(),
  /** Not before this time will it be tried again (Unix milliseconds), or `null`. */
  retryAt: z.number().nullable(),
  /** While it is in doubt and looked up. */
  settling: Settling.nullable(),
  steps: z.array(OutboxStep),
  /** Products that the provider must confirm before this leaves; while there are any, it waits, and nothing else does. */
  waitsFor: z.array(AwaitedProduct),
  error: DeskError.nullable(),
  attention: Attention.nullable(),
  /** Rejected by nobody: a person let it be, and whether it arrived is not known. Nothing waits for it any more. */
  isGivenUp: z.boolean(),
  draftId: DraftId.nullable(),
  /** Who sent it, by name; `null` where no operators are set up. */
  operator: z.string().nullable(),
  /** Queued in one step with others; left out where it was sent by itself. */
  batch: BatchId.optional(),
});
export type OutboxItem = z.infer<typeof OutboxItem>;

export const OutboxDetail = OutboxItem.extend({ body: z.looseObject({}) });
export type OutboxDetail = z.infer<typeof OutboxDetail>;

/** What the list of the outbox can be asked. */
export const outboxAskable = {
  columns: { queued: { type: 'number' }, updated: { type: 'time' }, key: { type: 'text' } },
  facets: { state: true, kind: true },
} as const satisfies Askable;

/** Which rows, newest first by when they were queued. Also as desks before this one asked: the newest of some states, of one kind. */
export const OutboxQuery = z.union([
  Paged.refine((query) => unknownNames(outboxAskable, query).length === 0),
  z
    .object({ states: z.array(OutboxState).nullable(), kind: SendableKind.nullable() })
    .transform(({ states, kind }) => outboxPage({ facets: { state: [...(states ?? [])], kind: kind === null ? [] : [kind] } })),
]);
export type OutboxQuery = z.infer<typeof OutboxQuery>;

export const outboxPage = (given: Partial<Paged> = {}): Paged => ({ ...unfiltered, at: null, pageSize: 200, counts: [], ...given });

export const OutboxCounts = z.object({
  queued: z.number().int(),
  sending: z.number().int(),
  unknown: z.number().int(),
  /** Without those that were given up. */
  rejected: z.number().int(),
  needs_attention: z.number().int(),
  given_up: z.number().int(),
});
export type OutboxCounts = z.infer<typeof OutboxCounts>;
