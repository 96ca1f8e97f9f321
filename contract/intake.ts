/**
 * Intakes (vi: lượt nhập). One is what was dropped in one go, files of rows and piles of labels, from the drop to the last confirmed
 * document: copied, read, checked against what this desk knows, mended by a person, and sent by their word through the outbox.
 */
import { z } from 'zod';
import { longestProviderCode } from './documents/fields.ts';
import { AsideReason, ImportTable, Mapping, RowProblem } from './imports.ts';
import { BatchId, DraftId, OutboxId } from './outbox.ts';
import { SearchText } from './query.ts';

export const IntakeId = z.uuid().brand('IntakeId');
export type IntakeId = z.infer<typeof IntakeId>;

/** Bytes: what one file of an intake may have at most. A pile of labels is larger than any single label (`largestFile`). */
export const largestIntakeFile = 200 * 1024 * 1024;
/** So many files are taken in one go; a folder counts by what lies in it. */
export const mostIntakeFiles = 500;

/** In the order in which what rows make is sent: an order may await its products. */
export const sendOrder = ['product', 'purchase-order', 'shipment'] as const satisfies readonly ImportTable[];

/** Something said in words of the page: `code` of `contract/errors.ts`. */
export const IntakeTrouble = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });
export type IntakeTrouble = z.infer<typeof IntakeTrouble>;

export const IntakeSheet = z.object({
  /** From 0, in the file's order. */
  index: z.number().int(),
  name: z.string(),
  isHidden: z.boolean(),
  /** `null`: nobody knows what it is; nothing is made of it until a person says so (`intake.map`), or leaves it. */
  mapping: Mapping.nullable(),
  sure: z.enum(['exact', 'saved', 'guessed', 'unknown']),
  /** Of its set of headers: a mapping is remembered by it. */
  signature: z.string(),
  /** In the order of the columns; an empty one has no heading. */
  headers: z.array(z.string()),
  /** The first values of each column, in their order; none for what was read by an older desk. */
  samples: z.array(z.array(z.string())),
  /** Fields that no column says and that nobody has given. */
  missing: z.array(z.string()),
  /** Rows of goods, without titles and blank ones. */
  rows: z.number().int(),
  /** Nearly all of its orders were placed or handed over long ago. */
  isOld: z.boolean(),
  /** A person said that nothing is to be made of it. */
  isLeftOut: z.boolean(),
});
export type IntakeSheet = z.infer<typeof IntakeSheet>;

export const IntakeFile = z.object({
  /** From 0, in the order in which they came. */
  index: z.number().int(),
  name: z.string(),
  size: z.number().int(),
  kind: z.enum(['rows', 'labels', 'unknown']),
  /** Why it could not be read, or not to its end; the other files are read all the same. */
  trouble: IntakeTrouble.nullable(),
  sheets: z.array(IntakeSheet),
  /** Of labels: so many, and so many of them read. */
  pages: z.number().int(),
  pagesRead: z.number().int(),
});
export type IntakeFile = z.infer<typeof IntakeFile>;

export const intakeStages = [
  'reading',
  /** Read, and a sheet needs a person before anything can be made of it. What could be made of others is there. */
  'needsMapping',
  'checking',
  /** Waits for a person. */
  'ready',
  'sending',
  'paused',
  /** Every document that was sent is confirmed, refused, or was taken back. */
  'done',
  'undone',
  /** Nothing of it could be read, or the reading broke: `trouble` says why. */
  'failed',
] as const;
export const IntakeStage = z.enum(intakeStages);
export type IntakeStage = z.infer<typeof IntakeStage>;

/**
 * What a document is: `new`; `changed`: known already, with something else in it; `ask`: a person must say; `error`; `there` already;
 * `aside`: cancelled, sent, returned.
 */
export const intakeStates = ['new', 'changed', 'ask', 'error', 'there', 'aside'] as const;
export const IntakeState = z.enum(intakeStates);
export type IntakeState = z.infer<typeof IntakeState>;
/** How the grid is looked through: what was told to go is `sent`, however it was before. */
export const intakeFilters = [...intakeStates, 'sent'] as const;
export const IntakeFilter = z.enum(intakeFilters);
export type IntakeFilter = z.infer<typeof IntakeFilter>;

/** Each document counts once, by `IntakeFilter`. */
const IntakeCounts = z.object({
  new: z.number().int(),
  changed: z.number().int(),
  ask: z.number().int(),
  error: z.number().int(),
  there: z.number().int(),
  aside: z.number().int(),
  /** What became of them is in the outbox. */
  sent: z.number().int(),
  /** Of all of them: those that a person left out. */
  leftOut: z.number().int(),
  /** New, and waiting for what no row says: the warehouse, the marketplace. */
  lacking: z.number().int(),
  /** Would go with *Send*. */
  sendable: z.number().int(),
});
export type IntakeCounts = z.infer<typeof IntakeCounts>;

export const labelVerdicts = ['matched', 'ask', 'stranger', 'duplicate', 'slip', 'unreadable'] as const;
export const LabelVerdict = z.enum(labelVerdicts);
export type LabelVerdict = z.infer<typeof LabelVerdict>;
const LabelCounts = z.object({
  matched: z.number().int(),
  ask: z.number().int(),
  stranger: z.number().int(),
  duplicate: z.number().int(),
  slip: z.number().int(),
  unreadable: z.number().int(),
});
export type LabelCounts = z.infer<typeof LabelCounts>;

export const LabelWhere = z.enum(['row', 'draft', 'open']);
export type LabelWhere = z.infer<typeof LabelWhere>;
/** By what a person finds again in the desk what a label belongs to: a draft's id, the provider's code, a row of the outbox. */
export const LabelKnown = z.union([z.object({ draft: DraftId }), z.object({ code: z.string() }), z.object({ outbox: OutboxId })]);
export type LabelKnown = z.infer<typeof LabelKnown>;

/** Labels whose orders are in no file of the drop: put to so many drafts; and so many of shipments that have left already. */
const LabelsBeside = z.object({ drafts: z.number().int(), sent: z.number().int() });

/** Of what was sent; the rest of them is in the outbox. */
export const IntakeProgress = z.object({
  /** Meant to go. */
  of: z.number().int(),
  /** Not in the outbox yet. */
  left: z.number().int(),
  queued: z.number().int(),
  sent: z.number().int(),
  failed: z.number().int(),
  attention: z.number().int(),
  /** Taken back, or found on their way by another drop while this one was sent. */
  withdrawn: z.number().int(),
});
export type IntakeProgress = z.infer<typeof IntakeProgress>;

export const Intake = z.object({
  id: IntakeId,
  /** After its files. */
  name: z.string(),
  /** Who dropped it; `null` where no operators are set up, and for what came by the watched folder. */
  operator: z.string().nullable(),
  /** Unix milliseconds. */
  madeAt: z.number(),
  from: z.enum(['drop', 'watched']),
  stage: IntakeStage,
  trouble: IntakeTrouble.nullable(),
  files: z.array(IntakeFile),
  counts: IntakeCounts,
  labels: LabelCounts,
  labelsBeside: LabelsBeside,
  /** Marketplace SKUs that no product is known for. */
  unknownSkus: z.number().int(),
  /** Products are still being read for the first time: what is not known may come yet, and is looked at again by itself. */
  awaitsProducts: z.boolean(),
  /** Its rows in the outbox have it; `null` before it is sent. */
  batch: BatchId.nullable(),
  progress: IntakeProgress.nullable(),
  /** While it is read or checked: so many of so many, of whatever is counted. `null` otherwise. */
  doing: z.object({ done: z.number(), of: z.number() }).nullable(),
});
export type Intake = z.infer<typeof Intake>;

/** One document in the grid. */
export const IntakeRow = z.object({
  /** Stays the same when it is checked anew. */
  id: z.string(),
  kind: ImportTable,
  state: IntakeState,
  isLeftOut: z.boolean(),
  /** A person has mended a cell of it. */
  isMended: z.boolean(),
  /** It was told to go; what became of it is in the outbox. */
  isSent: z.boolean(),
  reference: z.string(),
  /** The marketplace's, and the courier's code: of shipments. */
  order: z.string(),
  tracking: z.string(),
  platform: z.string(),
  warehouse: z.string(),
  /** Its lines in short. */
  goods: z.string(),
  quantity: z.number(),
  label: LabelVerdict.nullable(),
  problem: RowProblem.nullable(),
  problems: z.number().int(),
  /** Why it is set aside; `null` unless it is. */
  aside: AsideReason.nullable(),
  file: z.number().int(),
  sheet: z.number().int(),
  rows: z.array(z.number().int()),
});
export type IntakeRow = z.infer<typeof IntakeRow>;

export const IntakePart = z.object({ oasin: z.string().min(1).max(longestProviderCode), pieces: z.number().int().min(1).max(100_000) });
export type IntakePart = z.infer<typeof IntakePart>;

export const IntakeDocument = z.object({
  row: IntakeRow,
  /** As a form would hold it. */
  typed: z.record(z.string(), z.json()),
  /** As it would be sent; `null` while it cannot be. */
  body: z.record(z.string(), z.json()).nullable(),
  lines: z.array(
    z.object({
      /** Where in the document: `items.0`. */
      path: z.string(),
      row: z.number().int(),
      sku: z.string(),
      name: z.string(),
      quantity: z.string(),
      /** What it stands for; empty where nobody knows. */
      parts: z.array(z.object({ oasin: z.string(), sku: z.string(), pieces: z.number() })),
      how: z.string(),
    }),
  ),
  problems: z.array(RowProblem),
  /** The cells it was made of, as they are now; `found`: as they stood in the file, where a person has mended them. */
  cells: z.array(
    z.object({
      row: z.number().int(),
      columns: z.array(
        z.object({
          column: z.number().int(),
          header: z.string(),
          field: z.string().nullable(),
          text: z.string(),
          found: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type IntakeDocument = z.infer<typeof IntakeDocument>;

const page = { from: z.number().int().min(0), pageSize: z.number().int().min(1).max(500) };
export const IntakeDocumentsQuery = z.object({
  id: IntakeId,
  /** `null`: all. */
  states: z.array(IntakeFilter).nullable(),
  search: SearchText,
  ...page,
});
export const IntakePage = z.object({ rows: z.array(IntakeRow), total: z.number().int(), counts: IntakeCounts });
export type IntakePage = z.infer<typeof IntakePage>;

/** What would go just now, in the order in which it would: each kind, warehouse and state by itself. */
export const IntakeGoing = z.object({
  kind: ImportTable,
  /** Empty: of products, which go to none. */
  warehouse: z.string(),
  /** Go only where a person says so too. */
  isAsked: z.boolean(),
  count: z.number().int(),
  /** Shipments among them whose parcels nobody could label. */
  unlabelled: z.number().int(),
});
export type IntakeGoing = z.infer<typeof IntakeGoing>;

export const IntakeSku = z.object({
  text: z.string(),
  name: z.string(),
  rows: z.number().int(),
  documents: z.number().int(),
  candidates: z.array(z.object({ oasin: z.string(), sku: z.string(), name: z.string(), why: z.string() })),
});
export type IntakeSku = z.infer<typeof IntakeSku>;

/** One label of a pile: a page, or a part of one. */
export const LabelPiece = z.object({
  id: z.string(),
  file: z.number().int(),
  /** From 1. */
  page: z.number().int(),
  /** Of the page as it is seen, in points; `null`: all of it. */
  region: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
  verdict: LabelVerdict,
  codes: z.array(z.string()),
  /** What its text says, by fact: order, tracking, package, platform. */
  facts: z.record(z.string(), z.array(z.string())),
  /** The likeliest first, each with its reasons. */
  candidates: z.array(
    z.object({
      document: z.string(),
      reference: z.string(),
      reasons: z.array(z.string()),
      /** A row of this drop, or what the desk has beside it. Of `open` ones nothing can be chosen: they have left. */
      where: LabelWhere,
      known: LabelKnown.nullable(),
    }),
  ),
  /** One of the candidates' names for it; of a draft `draft:` and its id. */
  document: z.string().nullable(),
  /** Of a slip: its label; of a duplicate: the one it repeats. */
  of: z.string().nullable(),
  /** A person said whose it is, or that it is nobody's. */
  isDecided: z.boolean(),
  findings: z.array(z.string()),
});
export type LabelPiece = z.infer<typeof LabelPiece>;

export const IntakeLabelsQuery = z.object({ id: IntakeId, verdicts: z.array(LabelVerdict).nullable(), ...page });

/** How fast the provider lets it go, and how long what waits will take. */
export const IntakePace = z.object({
  requestsAMinute: z.number(),
  /** What keeps it from going faster. */
  limit: z.enum(['second', 'minute', 'server', 'pause', 'none']),
  /** `null`: nothing waits, or nobody can say. */
  msToGo: z.number().nullable(),
});
export type IntakePace = z.infer<typeof IntakePace>;

export const WatchedFolder = z.object({
  /** As the system writes it, to be read by a person; the page cannot name one. `null`: none was chosen. */
  folder: z.string().nullable(),
  isOn: z.boolean(),
  /** It could not be looked into the last time (unplugged, not allowed). */
  trouble: IntakeTrouble.nullable(),
});
export type WatchedFolder = z.infer<typeof WatchedFolder>;
