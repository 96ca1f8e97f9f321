/**
 * The bridge: what the page may ask of the desk, and what the desk tells the page. With `intakeVerbs.ts` this is the whole list. Requests
 * are parsed in main; answers are typed, not parsed. SECURITY: verbs, never mechanisms, and no answer that could carry a token
 * (test/unit/contract walks this).
 */
import { z } from 'zod';
import {
  CallRow,
  CheckResult,
  Connection,
  ConnectionCheck,
  ConnectionContents,
  ConnectionId,
  ConnectionTest,
  KeychainState,
  NewConnection,
  ProxyName,
  ProxySignIn,
  SessionState,
  WritingReason,
} from './connection.ts';
import { ClaimFormat } from './claim.ts';
import { ActionKindName, DocumentKindName, FileRef, largestFile } from './documents/index.ts';
import { longestProviderCode } from './documents/fields.ts';
import { DeskError, FieldProblem, type Outcome } from './errors.ts';
import {
  AwaitedProduct,
  BatchBegun,
  BatchId,
  CheckAnswer,
  Draft,
  DraftBody,
  DraftId,
  DraftInput,
  DraftPage,
  DraftQuery,
  DraftSummary,
  OfferedProduct,
  OutboxCounts,
  OutboxDetail,
  OutboxId,
  OutboxItem,
  OutboxQuery,
  mostTogether,
} from './outbox.ts';
import { Intake, IntakeId } from './intake.ts';
import { intakeVerbs } from './intakeVerbs.ts';
import { JournalDetail, JournalFilter, JournalPage, JournalQuery, JournalVerdict, SavedFile } from './journal.ts';
import { LabelSays, LabelWanted } from './labels.ts';
import { pageMenuActions } from './menu.ts';
import { Comparison, Matches, Papers } from './papers.ts';
import { Operator, OperatorId, OperatorName, Pin } from './operators.ts';
import { Language } from './language.ts';
import { ListLooks } from './listLooks.ts';
import { NoticeSettings } from './notices.ts';
import { SavedPlace } from './place.ts';
import { PracticeFaults } from './practice.ts';
import {
  PaperName,
  Preview,
  PrintPreset,
  PrintPresets,
  PrintRecord,
  Printed,
  PrintedThing,
  Printer,
  ToPrint,
  mostCopies,
  mostPrinted,
} from './printing.ts';
import { SearchText, Spot, pageAnswer } from './query.ts';
import { CountsQuery, RecordCount, RecordQuery } from './recordQuery.ts';
import { Selection } from './selection.ts';
import { ExportProgress, OutboxExport, RecordsExport } from './tables.ts';
import { Amount, KeptDays, KeptThing, Storage } from './storage.ts';
import { TemplateId, TemplateInput, TemplateName, TemplateStart, TemplateSummary } from './templates.ts';
import { Area, Brand, RecordKind, type RecordOf, Warehouse, recordKinds, recordSchemas } from './records.ts';
import { done, nothing, ofConnection, ofDesk } from './verb.ts';
import type { GlanceOf } from './kinds/index.ts';
import { StockRow } from './kinds/product.ts';
import { InspectionRow } from './kinds/purchaseOrder.ts';

/** The scanners of this computer. `prefix`: what they are set to send in front of a code; mostly nothing. `sound`: each scan is heard. */
export const ScannerSettings = z.object({ prefix: z.string().max(8), sound: z.boolean() });
export type ScannerSettings = z.infer<typeof ScannerSettings>;

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

export const AppState = z.object({
  version: z.string(),
  platform: z.enum(['win32', 'darwin', 'linux']),
  language: Language,
  theme: Theme,
  scanner: ScannerSettings,
  /** What the desk speaks up for while nobody is at it. */
  notices: NoticeSettings,
  connections: z.array(Connection),
  keychain: KeychainState,
  /** On the way out, `host:port`: those whose name and password are in the keychain. */
  proxies: z.array(ProxyName),
  /** The open connection; `null` on the first run and when none could be opened. */
  session: SessionState.nullable(),
  /** The connection that is being opened just now. */
  opening: ConnectionId.nullable(),
  /** Why the connection that should be open is not (a damaged file, a full disk), in an error of its own. */
  trouble: DeskError.nullable(),
  /** Whoever may sit here; where there is nobody, nobody is asked. */
  operators: z.array(Operator),
  /** Who is at the desk; `null` while it is locked, and without operators. */
  operator: Operator.nullable(),
  /** The computer's clock says a time before this desk was built: times shown and sent will be wrong. */
  clockIsBehind: z.boolean(),
});
export type AppState = z.infer<typeof AppState>;

/** How fresh a local copy is, and what its refresh is doing. */
export const Freshness = z.object({
  /** Unix milliseconds of the last answer of the provider, `null` if there was none yet. */
  asOf: z.number().nullable(),
  refreshing: z.boolean(),
  /** Why the last refresh failed; the rows shown are the local ones. */
  error: DeskError.nullable(),
  /** While the list is read for the first time: so many rows of so many (`null` where the provider does not tell); left out afterwards. */
  reading: z.object({ read: z.number().int(), of: z.number().int().nullable() }).optional(),
  /** While a list is made anew from the local copy: so many rows of so many are ready; left out afterwards. */
  preparing: z.object({ ready: z.number().int(), of: z.number().int() }).optional(),
  /** What of the provider's answers could not be read; left out where all of it was. */
  oddities: z
    .object({
      /** Rows that are missing from the list. */
      unread: z.number().int(),
      /**
       * Fields that are empty in some rows, the most frequent first, as they are called in the first of those: `items.0.product_quantity`;
       * of a record each of its own.
       */
      fields: z.array(z.object({ name: z.string(), rows: z.number().int() })),
    })
    .optional(),
});
export type Freshness = z.infer<typeof Freshness>;

const rowOf = (kind: RecordKind) =>
  z.object({
    kind: z.literal(kind),
    code: z.string(),
    /** SKU or the merchant's reference. */
    reference: z.string(),
    /** `statusOf` the record. */
    status: z.string(),
    /** Unix milliseconds of the answer this came from. */
    asOf: z.number(),
    record: recordSchemas[kind],
    /** What its kind shows of other answers about it (`listing.glance`); `null` where those were not looked at. */
    glance: z.unknown().transform((glance) => glance ?? null),
  });
export type RecordRow = {
  [K in RecordKind]: Omit<z.output<ReturnType<typeof rowOf>>, 'kind' | 'record' | 'glance'> & {
    kind: K;
    record: RecordOf[K];
    glance: GlanceOf<K> | null;
  };
}[RecordKind];
const rowsOfKinds = recordKinds.map(rowOf);
/** Told apart by `kind`. */
export const RecordRow = z.discriminatedUnion('kind', rowsOfKinds as [(typeof rowsOfKinds)[number]]) as unknown as z.ZodType<RecordRow>;
export type RecordRowOf<K extends RecordKind> = Extract<RecordRow, { kind: K }>;

/** An entry of the palette, by the page's own id, and what it was called. */
export const PaletteUse = z.object({ id: z.string().min(1).max(300), label: z.string().max(300) });
export type PaletteUse = z.infer<typeof PaletteUse>;

const RecordPage = z.object({
  rows: z.array(RecordRow),
  /** Where each of the rows stands in the order of the list, to read `from`; `null` for one that stands first for its code. */
  spots: z.array(Spot.nullable()),
  ...pageAnswer,
  freshness: Freshness,
});

/** The provider's own: nobody knows how long it may be. */
const ProviderCode = z.string().min(1).max(longestProviderCode);
const RecordCode = z.object({ kind: RecordKind, code: ProviderCode });
const withRefresh = { refresh: z.boolean() };
const lookup = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), freshness: Freshness });

/** So many products one stock question may be about. */
const mostStocks = 200;

/** Every verb says whose question it is; a new one has no third way. */
export const verbs = {
  // The desk itself
  'app.state': ofDesk(nothing, AppState),
  /** All that NOTE(first-picture) needs: the state, where the desk was closed, and what its own copy has for the list that was open. */
  'app.start': ofDesk(
    nothing,
    z.object({ app: AppState, place: SavedPlace.nullable(), lists: ListLooks.nullable(), list: RecordPage.nullable() }),
  ),
  'app.setLanguage': ofDesk(z.object({ language: Language }), done),
  'app.setTheme': ofDesk(z.object({ theme: Theme }), done),
  'app.setScanner': ofDesk(ScannerSettings, done),
  'app.setNotices': ofDesk(NoticeSettings, done),
  /** Opens one of our own https addresses in the system's browser; others answer `linkRefused`. */
  'app.openLink': ofDesk(z.object({ url: z.string().max(2_000) }), done),

  /** The page has saved what was typed, after `app.closing`. */
  'app.readyToClose': ofDesk(nothing, done),
  /** Opens the desk's own folder, or that of its logs, in the system's file manager. SECURITY: by name, never by path. */
  'app.openFolder': ofDesk(z.object({ which: z.enum(['data', 'logs']) }), done),
  /** Shows a file that this desk has written, in the system's file manager. SECURITY: by its name among those, never by a path. */
  'app.showSaved': ofDesk(z.object({ name: z.string().max(1_024) }), done),
  /** What support asks first, as text to copy: versions, system, folders, how the desk stands. SECURITY: no token, no operator's name. */
  'app.diagnosis': ofDesk(nothing, z.object({ text: z.string() })),

  // Who is at the desk
  'operators.add': ofDesk(z.object({ name: OperatorName, pin: Pin }), Operator),
  'operators.enter': ofDesk(z.object({ id: OperatorId, pin: Pin }), Operator),
  'operators.lock': ofDesk(nothing, done),
  'operators.changePin': ofDesk(z.object({ id: OperatorId, pin: Pin, next: Pin }), done),
  /** `pin` of who is at the desk: whoever leaves does not leave theirs. */
  'operators.remove': ofDesk(z.object({ id: OperatorId, pin: Pin }), done),

  // Connections and keys
  'connections.create': ofDesk(NewConnection, Connection),
  /** What would go with it. */
  'connections.contents': ofDesk(z.object({ id: ConnectionId }), ConnectionContents),
  /** Closes it if it is open, and moves its folder aside; nothing in it is ever sent again. */
  'connections.remove': ofDesk(z.object({ id: ConnectionId }), done),
  'connections.open': ofDesk(z.object({ id: ConnectionId }), SessionState),
  /** One real request, answered in words. */
  'connections.test': ofConnection(nothing, ConnectionTest),
  'connections.check': ofConnection(nothing, ConnectionCheck),
  'connections.calls': ofConnection(nothing, z.array(CallRow)),
  'connections.profile': ofConnection(nothing, z.object({ text: z.string() })),
  /**
   * Until it is locked, nobody was at the desk for a quarter of an hour, the computer sleeps, or the desk is closed. Does nothing to a
   * connection that is not locked.
   */
  'writing.unlock': ofConnection(z.object({ reason: WritingReason }), SessionState),
  'writing.lock': ofConnection(nothing, SessionState),
  /** A key or the mouse was touched. */
  'writing.stillHere': ofConnection(nothing, done),
  /** The operator has read that the data folder was copied or put back. */
  'connections.copyRead': ofConnection(nothing, done),
  /** A person says that the key, which seemed to be another company's (`otherCompany`), is this one's. */
  'keys.isOurs': ofConnection(nothing, done),
  /** Answers the problems found; the profile is in force when there are none. */
  'connections.saveProfile': ofConnection(z.object({ text: z.string().max(200_000) }), z.array(FieldProblem)),
  /** Lays the corrections of a proposal under the profile: what it says already stays. Answers like `saveProfile`. */
  'connections.amendProfile': ofConnection(z.object({ text: z.string().max(200_000) }), z.array(FieldProblem)),
  /**
   * Reads the provider's documentation. SECURITY: a pasted cURL has a key in it; the answer has names and words only. Errors: the `papers…`
   * codes.
   */
  'papers.read': ofDesk(z.object({ text: z.string().max(5_000_000) }), Papers),
  /** Holds it against the calls of the connection. Changes nothing: `connections.amendProfile` does, with the proposal's text. */
  'papers.compare': ofConnection(z.object({ papers: Papers, matches: Matches }), Comparison),
  /** The token goes in and never comes out. */
  'keys.put': ofDesk(z.object({ connectionId: ConnectionId, key: z.string().max(10_000) }), Connection),
  'keys.forget': ofDesk(z.object({ connectionId: ConnectionId }), Connection),

  /** What a proxy on the way asked for. It goes in and never comes out; `notFound` for one that did not ask. */
  'proxies.signIn': ofDesk(ProxySignIn.extend({ proxy: ProxyName }), done),
  'proxies.forget': ofDesk(z.object({ proxy: ProxyName }), done),

  // The practice provider
  'practice.faults': ofConnection(nothing, PracticeFaults),
  'practice.setFaults': ofConnection(PracticeFaults, PracticeFaults),
  /** As when a key is reset in the OMS and the new one pasted. */
  'practice.newKey': ofConnection(nothing, done),
  'practice.reset': ofConnection(nothing, done),

  // What the provider has, from the local copy
  'records.list': ofConnection(RecordQuery, RecordPage),
  /** Beside the lists themselves: how many rows each would show. Asks the provider nothing. */
  'records.counts': ofConnection(
    CountsQuery,
    z.object({
      /** In the order of the queries. */
      answers: z.array(RecordCount),
      /** How old the oldest of the lists is that were counted. */
      freshness: Freshness,
    }),
  ),
  /** When whoever is at the desk was away last, for half an hour at least: Unix milliseconds; `null`: never. */
  'place.left': ofConnection(nothing, z.object({ leftAt: z.number().nullable() })),
  'records.detail': ofConnection(RecordCode.extend(withRefresh), z.object({ row: RecordRow.nullable(), freshness: Freshness })),
  /** These rows are on the screen: what their list does not tell (goods, stock) is asked for behind them, and told as a change. */
  'records.inSight': ofConnection(z.object({ kind: RecordKind, codes: z.array(ProviderCode).max(200) }), done),
  /** Fetches a file a record points to (label, image, document) into the desk's own folder. SECURITY: by field, never by address. */
  'records.file': ofConnection(RecordCode.extend({ field: z.string().max(80) }), FileRef),
  /** Writes rows of a list as they are seen, where the operator wants it: it asks in the system's own dialog. One at a time. */
  'records.export': ofConnection(RecordsExport, SavedFile),
  /** The records of a selection in the order of their list, at most 200 from this one on (0: the first). */
  'records.selected': ofConnection(
    z.object({ selection: Selection, from: z.number().int().min(0) }),
    z.object({ rows: z.array(RecordRow), total: z.number().int() }),
  ),
  /** How many rows a selection has, and to how many of them each action can be done just now, by its name (`cancel`). */
  'records.tally': ofConnection(
    z.object({ selection: Selection }),
    z.object({ total: z.number().int(), can: z.record(z.string(), z.number().int()) }),
  ),
  /** Leaves nothing behind; `records.export` answers `cancelled`. */
  'records.stopExport': ofConnection(z.object({ id: z.uuid() }), done),
  /** Of several products: what is known, and, with `refresh`, what is older than five minutes read anew behind the answer; `anew`: all. */
  'stock.list': ofConnection(
    z.object({ oasins: z.array(ProviderCode).max(mostStocks), ...withRefresh, anew: z.boolean().optional() }),
    z.object({
      /** In the order of the question; `asOf` in Unix milliseconds, `null` where the provider has not told of it yet. */
      products: z.array(z.object({ oasin: z.string(), asOf: z.number().nullable(), rows: z.array(StockRow) })),
      freshness: Freshness,
    }),
  ),
  /** Products by their whole codes (SKU, OASIN, barcode), in the order of the codes. */
  'stock.find': ofConnection(
    z.object({ codes: z.array(z.string().max(200)).max(mostStocks) }),
    z.array(z.object({ code: z.string(), row: RecordRow.nullable() })),
  ),
  'stock.get': ofConnection(z.object({ oasin: ProviderCode, ...withRefresh }), lookup(StockRow)),
  'purchaseOrders.bill': ofConnection(z.object({ code: ProviderCode }), FileRef),
  'purchaseOrders.inspection': ofConnection(z.object({ code: ProviderCode, ...withRefresh }), lookup(InspectionRow)),
  /** Writes planned against received where the operator wants it: it asks in the system's own dialog. */
  'purchaseOrders.claim': ofConnection(z.object({ code: ProviderCode, format: ClaimFormat }), SavedFile),
  'warehouses.list': ofConnection(z.object(withRefresh), lookup(Warehouse)),
  'brands.list': ofConnection(z.object({ keyword: SearchText, ...withRefresh }), lookup(Brand)),
  'areas.list': ofConnection(
    z.object({ level: z.enum(['province', 'district', 'ward']), parent: z.number().int().nullable(), ...withRefresh }),
    lookup(Area),
  ),

  // Drafts and the outbox
  'drafts.save': ofConnection(DraftInput, DraftSummary),
  'drafts.get': ofConnection(z.object({ id: DraftId }), Draft.nullable()),
  /** All that are open, newest first. */
  'drafts.list': ofConnection(nothing, z.array(DraftSummary)),
  'drafts.page': ofConnection(DraftQuery, DraftPage),
  'drafts.discard': ofConnection(z.object({ id: DraftId }), done),
  /** What a new form starts with: what stays the same, as this operator sent it last in a document of this kind. */
  'drafts.begin': ofConnection(z.object({ kind: DocumentKindName }), DraftBody),
  'drafts.restore': ofConnection(z.object({ id: DraftId }), DraftSummary),
  /** The same again, without what belongs to the first one alone: key, label, codes of its parcel, barcodes. */
  'drafts.duplicate': ofConnection(z.object({ id: DraftId }), DraftSummary),
  'drafts.check': ofConnection(z.object({ id: DraftId }), CheckAnswer),

  // Templates
  /** All of them, by kind and name. */
  'templates.list': ofConnection(nothing, z.array(TemplateSummary)),
  'templates.save': ofConnection(TemplateInput, TemplateSummary),
  'templates.rename': ofConnection(z.object({ id: TemplateId, name: TemplateName }), TemplateSummary),
  'templates.remove': ofConnection(z.object({ id: TemplateId }), done),
  /** What a form begins with; `null`: the template is gone. */
  'templates.begin': ofConnection(z.object({ id: TemplateId }), TemplateStart.nullable()),

  /** `despite`: what the operator was warned of and sent it all the same, as `path: problem`; it is written down with who did. */
  'outbox.queue': ofConnection(z.object({ draftId: DraftId, despite: z.array(z.string().max(1_000)).max(1_000).optional() }), OutboxItem),
  'outbox.act': ofConnection(z.object({ kind: ActionKindName, body: z.record(z.string(), z.json()) }), OutboxItem),
  /**
   * The same to many, in one step: what the copy says is impossible, and what is on its way already, is left out. All of them are in the
   * outbox, or none; each is a row of its own, behind those that are sent one by one.
   */
  'outbox.actMany': ofConnection(
    z.object({ kind: ActionKindName, body: z.record(z.string(), z.json()), selection: Selection }),
    BatchBegun,
  ),
  /**
   * Takes back what has not left: of a batch, entered or not, or of rows that were chosen. Answers how many, and which of those that were
   * named had left.
   */
  'outbox.undoMany': ofConnection(
    z.union([z.object({ batch: BatchId }), z.object({ ids: z.array(OutboxId).min(1).max(mostTogether) })]),
    z.object({ undone: z.number().int(), left: z.array(OutboxId) }),
  ),
  /** Writes rows as they are seen, where the operator wants it, as `records.export` does; stopped by `records.stopExport`. */
  'outbox.export': ofConnection(OutboxExport, SavedFile),
  /** Newest first, by when they were queued, whatever the clock said then: a row the page hears of and does not know goes to the top. */
  'outbox.list': ofConnection(
    OutboxQuery,
    // In place of the facets' counts: how many rows there are of each state that is told.
    z.object({ items: z.array(OutboxItem), ...pageAnswer, counts: OutboxCounts }),
  ),
  /** Rows that have left the list, by key or code (folded), newest first; at most 100. */
  'outbox.archived': ofConnection(z.object({ search: SearchText }), z.array(OutboxItem)),
  'outbox.get': ofConnection(z.object({ id: OutboxId }), OutboxDetail.nullable()),
  /** Back to a draft, while it has not left. Answers the draft, or `null` for an action. */
  'outbox.undo': ofConnection(z.object({ id: OutboxId }), DraftSummary.nullable()),
  /** Rejected: open the draft again. */
  'outbox.edit': ofConnection(z.object({ id: OutboxId }), DraftSummary),
  /** A person's word on a row that needs attention. */
  'outbox.resolve': ofConnection(
    z.object({
      id: OutboxId,
      decision: z.enum(['itIsThere', 'sendAgain', 'giveUp']),
      code: z.string().max(longestProviderCode).nullable(),
    }),
    OutboxItem,
  ),
  /**
   * One word for several rows that need attention; `lookAgain` also of those that are being looked up. Answers those that it could not be
   * said of any more.
   */
  'outbox.resolveMany': ofConnection(
    z.object({ ids: z.array(OutboxId).min(1).max(mostTogether), decision: z.enum(['sendAgain', 'giveUp', 'lookAgain']) }),
    z.object({ left: z.array(OutboxId) }),
  ),
  /** A person decides on what is still being looked up. */
  'outbox.decideNow': ofConnection(z.object({ id: OutboxId }), OutboxItem),
  'outbox.lookUpNow': ofConnection(z.object({ id: OutboxId }), done),
  /** Products in the outbox that the provider has not confirmed, by SKU, name or barcode (folded), newest first; at most 20. */
  'outbox.products': ofConnection(z.object({ search: SearchText }), z.array(OfferedProduct)),
  /** How it stands with the product of this SKU, in the outbox and in the local copy. */
  'outbox.product': ofConnection(z.object({ sku: z.string().min(1).max(100) }), AwaitedProduct),
  'outbox.pause': ofConnection(nothing, done),
  'outbox.resume': ofConnection(nothing, done),

  ...intakeVerbs,

  // Files
  /** Only the preload can ask this: the page holds no paths. See `fromPreload`. */
  'files.stage': ofConnection(z.object({ path: z.string().max(32_768), name: z.string().max(1_024) }), FileRef),
  /**
   * What was pasted and lies nowhere on the disk, a picture of the screen. SECURITY: its bytes, at most `largestFile`; main tells what they
   * are.
   */
  'files.paste': ofConnection(
    z.object({ name: z.string().max(1_024), bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= largestFile) }),
    FileRef,
  ),
  /**
   * What the system handed to the desk since it was asked last: files (copied already, or why not), a task of its icon, and where a notice
   * leads that was clicked.
   */
  'handed.take': ofConnection(
    nothing,
    z.object({
      task: z.enum(pageMenuActions).nullable(),
      open: SavedPlace.nullable(),
      files: z.array(z.object({ name: z.string(), file: FileRef.nullable(), error: DeskError.nullable() })),
    }),
  ),
  'files.preview': ofConnection(
    z.object({ file_id: FileRef.shape.file_id }),
    z.object({ mime: z.string(), bytes: z.instanceof(Uint8Array) }),
  ),
  /** What a label says of its parcel: read beside everything else, and at once the second time. */
  'labels.read': ofConnection(LabelWanted, LabelSays),
  /** In the system's own viewer. */
  'files.open': ofConnection(z.object({ file_id: FileRef.shape.file_id }), done),
  'files.cancelUpload': ofConnection(z.object({ outboxId: OutboxId }), done),

  /**
   * Lets a file of this record be dragged into another program, from where the mouse is now. SECURITY: by record and field (`bill` for an
   * order's bill), and only a file that the page was shown; main alone knows where it lies. `notFound` for any other.
   */
  'files.drag': ofConnection(RecordCode.extend({ field: z.string().max(80) }), done),

  // Paper
  /** Those the computer knows; empty where it has none. */
  'printing.printers': ofDesk(nothing, z.array(Printer)),
  /** By which printer, on which paper, each thing was printed last. */
  'printing.presets': ofDesk(nothing, PrintPresets),
  'printing.setPreset': ofDesk(z.object({ what: PrintedThing, preset: PrintPreset }), done),
  'printing.printed': ofConnection(z.object({ what: PrintedThing, codes: z.array(ProviderCode).max(mostPrinted) }), z.array(PrintRecord)),
  /** The packages of these orders, to be printed one by one; where they are not known, the provider is asked. */
  'printing.packages': ofConnection(z.object({ codes: z.array(ProviderCode).min(1).max(mostPrinted) }), z.array(ToPrint)),
  /** One thing as it would be printed. @throws the `print…` codes */
  'printing.look': ofConnection(z.object({ what: PrintedThing, thing: ToPrint, paper: PaperName }), Preview),
  /** One after the other, in this order; at most one of these at a time. `copies` of each. */
  'printing.print': ofConnection(
    z.object({
      what: PrintedThing,
      things: z.array(ToPrint).min(1).max(mostPrinted),
      preset: PrintPreset,
      copies: z.number().int().min(1).max(mostCopies),
    }),
    Printed,
  ),
  /** What is not with the printer yet stays here. */
  'printing.stop': ofConnection(nothing, done),

  // Where the operator was, what was done, and help
  'place.get': ofConnection(nothing, SavedPlace.nullable()),
  'place.save': ofConnection(SavedPlace, done),
  /** What was used in the palette of late by whoever is at the desk, the newest first. */
  'palette.recent': ofConnection(nothing, z.array(PaletteUse)),
  'palette.used': ofConnection(PaletteUse, done),
  /** How the operator at the desk has set up the lists. */
  'place.lists': ofConnection(nothing, ListLooks),
  'place.saveLists': ofConnection(ListLooks, done),
  'journal.list': ofConnection(JournalQuery, JournalPage),
  /** `personal`: with names, phone numbers and addresses. */
  'journal.entry': ofConnection(z.object({ seq: z.number().int(), personal: z.boolean() }), JournalDetail.nullable()),
  'journal.verify': ofConnection(nothing, JournalVerdict),
  /** Asks where to, in the system's own dialog. */
  'journal.export': ofConnection(z.object({ filter: JournalFilter, format: z.enum(['csv', 'jsonl']), personal: z.boolean() }), SavedFile),
  'support.bundle': ofDesk(z.object({ personal: z.boolean() }), SavedFile),
  /** What is kept on this computer, for how long, and how much of it could go. */
  'storage.get': ofConnection(nothing, Storage),
  'storage.setDays': ofConnection(z.object({ what: KeptThing, days: KeptDays }), done),
  /** Takes at once what is finished, given up or thrown away; never what is not confirmed. Answers what went. */
  'storage.deleteNow': ofConnection(z.object({ what: KeptThing }), Amount),
  /** Puts the newest copy in the place of a damaged database, which is kept, and opens the connection. `notFound` where there is none. */
  'storage.restoreBackup': ofDesk(z.object({ id: ConnectionId }), SessionState),
} as const;

export type Verbs = typeof verbs;
export type VerbName = keyof Verbs;
export type ConnectionVerb = { [V in VerbName]: Verbs[V]['of'] extends 'connection' ? V : never }[VerbName];
export type RequestOf<V extends VerbName> = z.input<Verbs[V]['request']>;
export type ParsedRequestOf<V extends VerbName> = z.output<Verbs[V]['request']>;
export type AnswerOf<V extends VerbName> = z.output<Verbs[V]['answer']>;

/**
 * Only the preload asks these. SECURITY: `files.stage` exists for the page only in the form `stageFile(file: File)`, and `intake.begin` as
 * `beginIntake(files: File[])`; the paths are taken from real `File`s. `app.start` is asked once a load, as `start`, before the page's
 * programs are read.
 */
export const fromPreload = ['files.stage', 'intake.begin', 'app.start'] as const satisfies readonly VerbName[];

const ofThis = { connection: ConnectionId };
/** What the desk tells the page. The page reads again what it shows; events carry no records. What concerns a connection says which. */
export const events = {
  'app.changed': AppState,
  /** Which connection stands in the state itself. */
  'session.changed': SessionState,
  /** Local copies changed: a kind of record (and perhaps one code), or a look-up list. */
  'catalogue.changed': z.object({
    ...ofThis,
    topic: z.enum([...recordKinds, 'stock', 'inspection', 'warehouses', 'brands', 'areas']),
    code: z.string().nullable(),
  }),
  /** `label`: was put in the place of the file `instead` by something else than its form, which takes it over where it is open. */
  'drafts.changed': z.object({
    ...ofThis,
    id: DraftId,
    label: z.object({ is: FileRef.nullable(), instead: z.string().nullable() }).optional(),
  }),
  'outbox.changed': z.object({ ...ofThis, item: OutboxItem.nullable(), counts: OutboxCounts }),
  /** Entries were written to the journal; told half a second after the first of them. */
  'journal.changed': z.object(ofThis),
  'upload.progress': z.object({ ...ofThis, outboxId: OutboxId, label: z.string(), sent: z.number(), total: z.number() }),
  'export.progress': ExportProgress.extend(ofThis),
  /** Something about this intake is other than before: at most four times a second. */
  'intake.changed': z.object({ ...ofThis, id: IntakeId }),
  'check.progress': z.object({ ...ofThis, result: CheckResult }),
  /** So many of so many things were handed to the printer. */
  'printing.progress': z.object({ ...ofThis, done: z.number().int(), of: z.number().int() }),
  /** More is known of what was printed. */
  'printing.changed': z.object({ ...ofThis, what: PrintedThing }),
  /** The window is about to close: what was typed is saved now, and `app.readyToClose` said. It waits two seconds at most. */
  'app.closing': z.object({}),
  /** A file was let go on something that vanished in that moment, and came to nobody: the browser would have opened it. */
  'files.missed': z.object({}),
  /** The system handed something over: `handed.take` has it. */
  'handed.over': z.object({}),
  /** An action was chosen in the menu bar, or its key there was pressed. */
  'menu.chosen': z.object({ action: z.enum(pageMenuActions) }),
} as const;
export type EventName = keyof typeof events;
export type EventOf<E extends EventName> = z.output<(typeof events)[E]>;

/** Events of one connection, and what is told in them beside its id. */
export type ConnectionEvent = { [E in EventName]: EventOf<E> extends { readonly connection: ConnectionId } ? E : never }[EventName];
export type NewsOf<E extends ConnectionEvent> = Omit<EventOf<E>, 'connection'>;

type PageVerb = Exclude<VerbName, (typeof fromPreload)[number]>;
type Asking<V extends PageVerb> = V extends ConnectionVerb
  ? (request: RequestOf<V>, connection: ConnectionId) => Promise<Outcome<AnswerOf<V>>>
  : (request: RequestOf<V>) => Promise<Outcome<AnswerOf<V>>>;

/** `window.desk`, as the preload exposes it: one function a verb. */
export interface DeskBridge {
  readonly call: { readonly [V in PageVerb]: Asking<V> };
  /** Answers the function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void;
  /** The answer to `app.start`, asked when the document began: the page's programs were read meanwhile. */
  readonly start: Promise<Outcome<AnswerOf<'app.start'>>>;
  /** Copies a real file (dropped or chosen) into the folder of this connection. */
  stageFile(file: File, connection: ConnectionId): Promise<Outcome<FileRef>>;
  /** Real files and folders, dropped or chosen, become an intake of this connection, or (`into`) a part of one. */
  beginIntake(files: readonly File[], connection: ConnectionId, into: IntakeId | null): Promise<Outcome<Intake>>;
}
