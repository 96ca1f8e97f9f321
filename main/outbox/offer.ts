/** What the outbox offers the desk, and what it needs of it. */
import type { ConnectionEvent, NewsOf } from '../../contract/bridge.ts';
import type { ActionKindName, DocumentKindName, SendableKind } from '../../contract/documents/index.ts';
import type {
  DraftBody,
  AwaitedProduct,
  BatchId,
  DraftId,
  DraftSummary,
  OfferedProduct,
  OutboxCounts,
  OutboxDetail,
  OutboxId,
  OutboxItem,
  OutboxQuery,
  OutboxState,
} from '../../contract/outbox.ts';
import type { DeskError } from '../../contract/errors.ts';
import type { Finding } from '../../contract/findings.ts';
import type { PageAnswer } from '../../contract/query.ts';
import type { RecordKind } from '../../contract/records.ts';
import type { Clock } from '../time/clock.ts';
import type { Database } from '../store/database.ts';
import type { Drafts } from '../store/drafts.ts';
import type { OutboxRow } from '../store/outboxRow.ts';
import type { OutboxRows } from '../store/outboxRows.ts';
import type { Settings } from '../store/settings.ts';
import type { CopyMarks } from './doubts.ts';
import type { Moving, OutboxFiles } from './move.ts';
import type { OutboxEvent } from './outcome.ts';
import type { Timing } from './timing.ts';

export type Sending = 'running' | 'pausedByOperator' | 'pausedForKey';

export interface OutboxOptions {
  readonly database: Pick<Database, 'transaction' | 'run' | 'get' | 'all'>;
  readonly rows: OutboxRows;
  readonly drafts: Drafts;
  /** Remembers that the operator paused. */
  readonly settings: Settings;
  /** Asked anew for every request: a corrected profile makes a new client. */
  readonly onflow: () => Moving['onflow'];
  readonly files: OutboxFiles;
  /** The OASIN that the local copy knows for an SKU. */
  readonly oasinOf: (sku: string) => string | null;
  readonly clock: Clock;
  readonly emit: <E extends ConnectionEvent>(event: E, news: NewsOf<E>) => void;
  /**
   * The provider has it: `record` as far as it is known, in the provider's fields, or `null` where it should be read again.
   * Also after the first of two steps.
   */
  readonly onConfirmed: (kind: RecordKind, code: string, record: object | null) => void;
  readonly onSending: (sending: Sending) => void;
  /** Whether there is a key that the provider has not refused: without one nothing is asked. Always, where left out. */
  readonly mayAsk?: () => boolean;
  /**
   * Milliseconds for which the provider is to be left alone, 0 where there is no trouble. Never any, where left out. `wake` says that it is
   * over.
   */
  readonly troubleMs?: () => number;
  /** Who is at the desk, by name. */
  readonly operator?: () => string | null;
  /**
   * Told of every step of every row inside the transaction that takes it: both are kept, or neither. `event` is `queued`, `amended` or one
   * of the engine's; `despite` what a person was warned of before it was queued.
   */
  readonly onStep?: (row: OutboxRow, event: 'queued' | 'amended' | OutboxEvent['type'], despite?: readonly string[]) => void;
  /** The database was brought back from a copy: what it knows of documents begun before `at` ends at `copiedAt` (both Unix ms). */
  readonly restored?: () => { readonly at: number; readonly copiedAt: number } | null;
  /** Awaited before a row moves. */
  readonly beforeSending?: () => Promise<void>;
  /** Something of the desk's own went wrong (a full disk, a defect); the row rests and is tried again. */
  readonly onTrouble: (error: unknown) => void;
  readonly timing?: Timing;
  /** 0 to 1. */
  readonly random?: () => number;
  /** Address and profile in one text: what look-ups were seen to do holds for these alone. */
  readonly fingerprint?: string;
  /** Provider's clock less the computer's, in milliseconds; `null` where that is not known. */
  readonly clockDifferenceMs?: () => number | null;
  /** Which records the local copy knew before a moment: they are none that a later attempt made. */
  readonly copy?: CopyMarks;
  /** Rows under way at once; the limiter has the rate. */
  readonly concurrency?: number;
}

export interface EnteringDocument {
  readonly kind: DocumentKindName;
  readonly body: unknown;
  /** Unix ms: when somebody began with it. */
  readonly begunAt: number;
  readonly despite: readonly string[];
  /** What speaks against it now: asked as it enters, so that nothing comes between. Then it stays out. */
  readonly asks?: () => readonly Finding[];
}
export type EnteredDocument = 'entered' | { readonly refused: DeskError } | { readonly asked: readonly Finding[] };
export type BatchStanding = Readonly<Record<OutboxState | 'withdrawn', number>>;

export interface Outbox {
  /** Begins to send: what was under way when the desk last stopped is not known, and is looked up. */
  start(): void;
  /**
   * The document leaves when its undo time is over. `despite`: what the operator was warned of, and sent it all the same.
   * @throws DeskFailure `notFound`, `wrongState`, `invalid` (with `fields`), `referenceTaken` (with `params.reference`, `.state`, `.code`)
   */
  queue(draftId: DraftId, despite?: readonly string[]): OutboxItem;
  /** @throws DeskFailure `invalid` (with `fields`), `referenceTaken` (the same action on the same record is under way) */
  act(kind: ActionKindName, body: unknown): OutboxItem;
  /**
   * The same action to many. All are written down in one transaction and become rows in small turns, also after a stop of the desk; what is
   * on its way already is left out. Answers how many are queued, when they are.
   * @throws DeskFailure `invalid` (with `fields`): then none is
   */
  actMany(kind: ActionKindName, bodies: readonly unknown[], batch: BatchId): Promise<number>;
  /** Takes back what of a batch has not left, entered or not, in small turns; answers how many. */
  undoMany(batch: BatchId): Promise<number>;
  /** The same of these rows, in the order they are named. Answers those that had left, or are moving at this moment. */
  undoThese(ids: readonly OutboxId[]): Promise<OutboxId[]>;
  /**
   * Documents of a batch, all in one transaction and told once; what becomes of each, in their order. One that this very batch has already
   * is `entered` and nothing is done: the same part may be given again after a stop, NOTE(handing).
   */
  enterMany(batch: BatchId, documents: readonly EnteringDocument[], operator: string | null): EnteredDocument[];
  /** How the rows of these batches stand; those that were taken back are counted as `withdrawn`. */
  standingOf(batches: readonly BatchId[]): BatchStanding;
  /** Keys of what was taken back of them, by kind. */
  withdrawnOf(batches: readonly BatchId[]): { readonly kind: SendableKind; readonly naturalKey: string }[];
  /** Nothing of these is sent until it is resumed; also after a restart. */
  pauseBatches(batches: readonly BatchId[]): void;
  resumeBatches(batches: readonly BatchId[]): void;
  isPaused(batch: BatchId): boolean;
  /**
   * Newest first, by when they were queued: all that is not confirmed, however old, and of the confirmed the newest until there are 5,000.
   */
  list(states: readonly OutboxState[] | null, kind: SendableKind | null): { items: OutboxItem[]; counts: OutboxCounts };
  /** One page of them; what is unfinished is in its list however old it is. */
  page(query: OutboxQuery): Omit<PageAnswer, 'counts'> & { items: OutboxItem[]; counts: OutboxCounts };
  /** Rows in the archive with all of these words in key or code, newest first; at most 100. */
  archived(search: string): OutboxItem[];
  get(id: OutboxId): OutboxDetail | null;
  counts(): OutboxCounts;
  /** What stays the same from one document of this kind to the next, as the operator at the desk sent it last; nothing at the first. */
  begin(kind: DocumentKindName): DraftBody;
  /** The document of this kind that the operator at the desk sent last, whatever became of it. */
  newest(kind: DocumentKindName): DraftBody | null;
  /** How it stands with the product of this SKU. */
  product(sku: string): AwaitedProduct;
  /** Products in the outbox that a document may wait for. */
  products(search: string): OfferedProduct[];
  /** Something that documents may wait for changed elsewhere: this draft was discarded, or (`null`) the local copy knows more products. */
  productsChanged(draftId: DraftId | null): void;
  sending(): Sending;
  /** Back to a draft (`null` for actions), while it has not left. @throws DeskFailure `notFound`, `wrongState` */
  undo(id: OutboxId): DraftSummary | null;
  /**
   * Other contents for a document of which nothing was ever sent but its files: it stays where it is in the line, and its key what it is.
   * @throws DeskFailure `notFound`, `wrongState` (it has left, or may have), `invalid` (with `fields`)
   */
  amend(id: OutboxId, fields: Readonly<Record<string, DraftBody[string]>>): OutboxItem;
  /**
   * A rejected document back to its draft; one that never was a draft (of a batch) becomes one. @throws DeskFailure `notFound`,
   * `wrongState`
   */
  edit(id: OutboxId): DraftSummary;
  /**
   * A person's word on a row that needs attention, or on a product that was created and not assigned. @throws DeskFailure `notFound`,
   * `wrongState`
   */
  resolve(id: OutboxId, decision: 'itIsThere' | 'sendAgain' | 'giveUp', code: string | null): OutboxItem;
  /** One word for several rows. Answers those that are in no state in which it can be said, or are moving at this moment. */
  resolveMany(ids: readonly OutboxId[], decision: 'sendAgain' | 'giveUp' | 'lookAgain'): OutboxId[];
  /** A row that is being looked up becomes one that a person decides on. @throws DeskFailure `notFound`, `wrongState` */
  decideNow(id: OutboxId): OutboxItem;
  /** @throws DeskFailure `notFound`, `wrongState` */
  lookUpNow(id: OutboxId): void;
  /** Breaks off an upload; its document becomes a draft again. @throws DeskFailure `notFound`, `wrongState` */
  cancelUpload(id: OutboxId): void;
  /** Nothing more is sent; what is doubtful is still looked up. Lasts over a restart. */
  pause(): void;
  resume(): void;
  /** There is a key that may be used: a new one, or the old one is accepted again. */
  onKeyChanged(): void;
  /** The network is back, or the computer woke up: back-offs are over. */
  wake(): void;
  /** Ends what is under way within `closingMs`, and leaves every row saying what is known. */
  close(): Promise<void>;
}
