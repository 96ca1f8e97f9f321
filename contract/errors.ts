/**
 * What can go wrong, as values. Every error that reaches the operator is one of these codes; its wording and next step, in Vietnamese and
 * English, live in `renderer/messages` under the same code. Nothing is thrown across the bridge: only the message would survive.
 */
import { z } from 'zod';
import { kindCalls } from './kinds/index.ts';
import { sheetTroubles } from './sheets.ts';

/** The provider's calls, by the names used in `main/onflow/endpoints.ts`: those of the desk itself, then those of each kind. */
export const callNames = [
  'warehouses.list',
  'brands.list',
  'areas.provinces',
  'areas.districts',
  'areas.wards',
  'files.upload',
  ...kindCalls,
] as const;
export const CallName = z.enum(callNames);
export type CallName = z.infer<typeof CallName>;

/** How a call to the provider can fail. */
export const onflowErrorCodes = [
  /** No connection could be made: name not found, refused, no route, connect timeout. The request never left. */
  'network',
  /** The request left, no answer came in time. */
  'timeout',
  /** The request left, the connection broke before a whole answer came. */
  'connectionLost',
  /**
   * The server's (or the proxy's) certificate is not accepted. The request never left. `params`: `cause` (`expired`, `notYetValid`,
   * `clock`, `wrongHost`, `selfSigned`, `unknownIssuer`, `other`), `reason` (TLS's word for it), `host`, `caFile` (of the company, where it
   * could not be used), and what it says of itself: `subject`, `issuer`, `validFrom`, `validTo`; `now` by this computer. Times in Unix
   * milliseconds.
   */
  'certificate',
  /** `params.proxy` (`host:port`) cannot be reached, breaks off, or cannot reach the server (`params.status`). The request never left. */
  'proxyUnreachable',
  /** `params.proxy` does not let this address through (`params.status`, where it is HTTP's). The request never left. */
  'proxyRefused',
  /**
   * `params.proxy` asks for a name and password; `params.cause`: `none`, `wrong`, or `scheme` (it takes only `params.schemes`). The request
   * never left.
   */
  'proxySignIn',
  /**
   * Somebody on the way answers in the provider's place: a web page, or the way to one (`params.to`, a host), to everything. `sent` is `no`
   * where it was said that the request was not handed on, and where it was not even made.
   */
  'webPage',
  /** 429. Carries `retryAfterMs` where the server named a time. */
  'rateLimited',
  /** The server is overloaded or being maintained (502, 503, 504), and nobody asks it anything before `retryAfterMs`. */
  'busy',
  /** 401 or 423: the token is not (or no longer) accepted. */
  'unauthorized',
  /** 403 to everything, also to what every account may do: the account is not allowed to use the API. */
  'accountRefused',
  /** 403 to this request alone. */
  'forbidden',
  /** The provider answered with its error envelope; see `provider`. */
  'provider',
  /** An answer came that is no envelope: HTML, an empty body, JSON of another shape. */
  'unreadable',
  /** The operator (or shutting down) stopped the call. */
  'cancelled',
] as const;

/** How the desk itself can refuse. */
export const deskErrorCodes = [
  /** The payload of a bridge call does not fit the contract. */
  'malformed',
  /** A frame that is not our page asked. */
  'foreignSender',
  /** No connection is open, or there is none of this id. */
  'noConnection',
  /** What was asked belongs to a connection that is not open (any more): `params.name`. Nothing was done. */
  'otherConnection',
  /** The connection has no token. */
  'noToken',
  /** What was read with the token before is not there for the new one: it seems to be another company's. Nothing is sent by it. */
  'otherCompany',
  /** The keychain is locked or missing; the token lives for this session only. */
  'keychainUnavailable',
  'tokenEmpty',
  'tokenHasSpaces',
  'baseUrlInvalid',
  'baseUrlNotHttps',
  'baseUrlHasPath',
  'baseUrlHasCredentials',
  'nameTaken',
  /**
   * The folder in the place of this connection's belongs to another, or to another address (`params.name`: the connection that was to
   * open).
   */
  'folderOfAnother',
  /** What waits in the outbox is not being sent: it could not be begun. */
  'outboxStopped',
  'profileNotJson',
  'profileInvalid',
  /**
   * The provider's documentation that was dropped or pasted: neither JSON nor YAML nor cURL (with `line`); of another kind; too large;
   * without calls.
   */
  'papersUnreadable',
  'papersUnknown',
  'papersTooLarge',
  'papersEmpty',
  /** The provisioning file is no JSON, or not the JSON it should be; see `fields`. */
  'provisionNotJson',
  'provisionInvalid',
  /** The file of authorities that the provisioning file names cannot be read, or has no certificate in it; `params.name`. */
  'caFileInvalid',
  /** The port the practice provider was told to take cannot be had. */
  'practicePortTaken',
  /** The document does not pass its schema; see `fields`. */
  'invalid',
  'notFound',
  /** The natural key is already queued or confirmed in this desk. */
  'referenceTaken',
  /** More than can be done in one step; `params.most`. */
  'tooManyTogether',
  /** A product that the document waited for will not come; see `fields`. The document never left. */
  'productGone',
  /** The provider said that an action was done, and the record does not show it. */
  'notCarriedOut',
  /** The row is in a state in which this cannot be done (undo after it left, discard while sending). */
  'wrongState',
  'fileEmpty',
  'fileTooLarge',
  'fileKindUnknown',
  'fileKindMismatch',
  'fileUnreadable',
  'fileVanished',
  /** The watched folder: the same bytes were dropped before, in `params.of`. */
  'intakeFileTwice',
  /** Of a pile: `params.name`, and `trouble` of `contract/pile.ts`. */
  'labelsUnread',
  'fileIsFolder',
  'fileIsLink',
  'fileNotReal',
  /** The provider (or a gateway before it) takes no file of this size; carries `params.name`, `params.megabytes`. */
  'uploadTooLarge',
  /** It takes no file of this kind. */
  'uploadKindRefused',
  /** It refused the file for another reason. */
  'uploadRefused',
  /** It took the file, and its answer could not be read. */
  'uploadUnread',
  /** The connection broke at every try. */
  'uploadBroken',
  /** 413 to a document. */
  'documentTooLarge',
  'linkRefused',
  /** A production connection that nobody has opened for writing. */
  'writingLocked',
  /** This computer has no printer. */
  'printNoPrinter',
  /** The printer of this name (`params.name`) is not there any more; is there and takes nothing. */
  'printPrinterGone',
  'printPrinterStopped',
  /** Somebody stopped it on the way. Nothing of it counts as printed. */
  'printCancelled',
  /** The system could not print (`params.name`, `params.reason` in its words). Nothing of it counts as printed. */
  'printFailed',
  /** The system gave no answer: perhaps it lies in the printer. */
  'printMaybe',
  /** It was not begun, because the operator or a fault before it stopped the rest. */
  'printStopped',
  /** Something else is being printed. */
  'printBusy',
  /** The file has a password; cannot be drawn. */
  'printLocked',
  'printUnreadable',
  /** The record points to no file; the order has no such package. */
  'printNothing',
  'printNoLabel',
  /** The package's code cannot be written as Code 128, or is too long for the paper. */
  'printBarcode',
  /** Somebody has to enter with their PIN first. */
  'locked',
  /** Carries `retryAfterMs` where the next try has to wait. */
  'pinWrong',
  /** Too many wrong PINs; carries `retryAfterMs`. */
  'pinWait',
  'diskFull',
  'storageReadOnly',
  /** Another program holds the desk's data file; it is tried again. */
  'storageBusy',
  'storageDamaged',
  /** The data was written by a newer desk than this one; it is left as it is. */
  'storageNewer',
  /** What the desk does beside its other work needed more memory than it may have: `params.job`. Nothing was changed by it. */
  'workOutOfMemory',
  /** It broke off: `params.job`. Nothing was changed by it. */
  'workBroke',
  ...sheetTroubles,
  'internal',
] as const;

export const ErrorCode = z.enum([...onflowErrorCodes, ...deskErrorCodes]);
export type ErrorCode = z.infer<typeof ErrorCode>;
export type OnflowErrorCode = (typeof onflowErrorCodes)[number];

/** One problem of one field. `problem` is a key of `problems.*` in the messages, or `provider` with the provider's own `text`. */
export const FieldProblem = z.object({
  /** Dotted path in the document: `packages.0.items.1.product_quantity`; empty for the document as a whole. */
  path: z.string(),
  problem: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  text: z.string().optional(),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

/** What the provider said, kept as it came: its support asks for `logId`. */
export const ProviderWords = z.object({
  /** `error_code` of the envelope, `null` where there was none. */
  code: z.string().nullable(),
  /** All texts of `messages`, flattened; field texts as `field: text` are in `fields` of the error instead. */
  messages: z.array(z.string()),
  logId: z.string().nullable(),
  httpStatus: z.number().int().nullable(),
});
export type ProviderWords = z.infer<typeof ProviderWords>;

/** Whether a request may have changed anything at the provider. The outbox decides by this and by nothing else. */
export const Sent = z.enum([
  /** Nothing left the machine. */
  'no',
  /** It may have arrived; what became of it is not known. */
  'maybe',
  /** The provider answered. */
  'answered',
]);
export type Sent = z.infer<typeof Sent>;

export const DeskError = z.object({
  code: ErrorCode,
  call: CallName.optional(),
  sent: Sent.optional(),
  provider: ProviderWords.optional(),
  fields: z.array(FieldProblem).optional(),
  /** Milliseconds until it makes sense to try again. */
  retryAfterMs: z.number().nonnegative().optional(),
  /** Facts for the wording (`name`, `size`, `limit`, `path`). Never the token, never a body. */
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type DeskError = z.infer<typeof DeskError>;

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: DeskError };

/** Carries a `DeskError` inside one process; the door turns it into `{ok: false}`. */
export class DeskFailure extends Error {
  readonly error: DeskError;
  constructor(error: DeskError, options?: ErrorOptions) {
    super(error.code, options);
    this.name = 'DeskFailure';
    this.error = error;
  }
}
