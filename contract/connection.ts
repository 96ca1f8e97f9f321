/**
 * A connection: which provider, which environment, how it stands. One database file and one token each; the token itself is never in here.
 */
import { z } from 'zod';
import { DeskError } from './errors.ts';
import { Proposal } from './proposal.ts';

export const environments = ['practice', 'staging', 'production'] as const;
export const Environment = z.enum(environments);
export type Environment = z.infer<typeof Environment>;

/** Documented staging address (D). The production address is not published: the operator types it in. */
export const stagingBaseUrl = 'https://open-api-dev.nandh.vn';

export const ConnectionId = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/)
  .brand('ConnectionId');
export type ConnectionId = z.infer<typeof ConnectionId>;
export const practiceConnectionId = 'practice' as ConnectionId;

/** The three cases the screen keeps apart, and where the token lives. */
export const KeyState = z.enum([
  /** No token yet. */
  'none',
  /** In the keychain of this computer. */
  'stored',
  /** The keychain is locked or missing: kept in memory, gone when the desk closes. */
  'sessionOnly',
  /** Longer than the keychain of this system takes (Windows): kept in memory, as above. */
  'tooLong',
  /** The provider refused it, or the account; sending waits for a new one. */
  'refused',
]);
export type KeyState = z.infer<typeof KeyState>;

/** Why a key cannot be kept for good. */
export const KeychainState = z.enum(['ready', 'locked', 'missing']);
export type KeychainState = z.infer<typeof KeychainState>;

export const Connection = z.object({
  id: ConnectionId,
  name: z.string(),
  environment: Environment,
  /** Empty for practice: its server is started with the connection. */
  baseUrl: z.string(),
  key: KeyState,
});
export type Connection = z.infer<typeof Connection>;

export const NewConnection = z.object({
  name: z.string().trim().min(1, 'required').max(60, 'tooLong'),
  environment: z.enum(['staging', 'production']),
  /** Left empty for staging: its address is preset. */
  baseUrl: z.string().max(2_000),
});
export type NewConnection = z.infer<typeof NewConnection>;

/** What is in a connection's folder and nowhere else, in numbers; all `null` where it cannot be read. */
export const ConnectionContents = z.object({
  /** Typed and not sent. */
  drafts: z.number().int().nullable(),
  /** Kept under a name, to begin others with. */
  templates: z.number().int().nullable(),
  /** On their way: queued, being sent, or being looked up. */
  underWay: z.number().int().nullable(),
  /** Waiting for a person, or refused without a draft to mend. */
  needsPerson: z.number().int().nullable(),
});
export type ConnectionContents = z.infer<typeof ConnectionContents>;

/** What a company's proxy asks for. A colon cannot be in the name (HTTP's "Basic"). */
export const ProxySignIn = z.object({
  user: z
    .string()
    .trim()
    .min(1, 'required')
    .max(128, 'tooLong')
    .regex(/^[^:\p{Cc}]*$/u, 'invalid'),
  password: z
    .string()
    .max(256, 'tooLong')
    .regex(/^\P{Cc}*$/u, 'invalid'),
});
export type ProxySignIn = z.infer<typeof ProxySignIn>;

/** `host:port`, as the computer names it. */
export const ProxyName = z.string().min(1).max(300);

/** What the provisioning file holds (`--provision FILE`); the token comes from standard input or `ONFLOW_TOKEN`. */
export const Provision = z.strictObject({
  name: z.string().trim().min(1).max(60),
  environment: z.enum(['staging', 'production']),
  baseUrl: z.string().optional(),
  profile: z.unknown().optional(),
  /**
   * A file of authorities (PEM) that every connection of this desk trusts beside the usual ones: a whole path, or relative to this file.
   */
  caFile: z.string().min(1).max(32_768).optional(),
});
export type Provision = z.infer<typeof Provision>;

/** Why a production connection is opened for writing; it stands in the journal. */
export const WritingReason = z.string().trim().min(3, 'tooShort').max(200, 'tooLong');

/** How the open connection stands, by what real requests did. */
export const SessionState = z.object({
  connection: Connection,
  keychain: KeychainState,
  /** The data folder was recognised as copied or put back, and the operator has not read so yet. */
  isCopied: z.boolean(),
  /** `unknown` until the first request has come back. */
  network: z.enum(['unknown', 'online', 'offline']),
  sending: z.enum(['running', 'pausedByOperator', 'pausedForKey']),
  /** Whether a person can send anything: production is `locked` until somebody says why it is to be `open`; the others `always`. */
  writing: z.enum(['always', 'locked', 'open']),
  /**
   * Why nothing is let in, where a person has to do something about it: `certificate`, `proxyRefused`, `proxySignIn`, `webPage`,
   * `unauthorized`, `accountRefused`, `otherCompany`.
   */
  obstacle: DeskError.nullable(),
  /** The provider's clock less this computer's, in whole minutes, where that is more than a few; `null` where it is not, or not known. */
  clockOffMinutes: z.number().int().nullable(),
  rate: z.object({
    lastMinute: z.number().int(),
    perMinute: z.number().int(),
    waiting: z.number().int(),
    /** Unix milliseconds until which nothing is asked, or `null`. */
    gateUntil: z.number().nullable(),
    /** Why: the provider asks to slow down, its server is busy or being maintained, or it cannot be reached. */
    gate: z.enum(['rate', 'busy', 'unreachable']).nullable(),
  }),
});
export type SessionState = z.infer<typeof SessionState>;

/** That the provider answered as it should; where it did not, the answer is an error. */
export const ConnectionTest = z.object({
  /** Round trip in milliseconds. */
  durationMs: z.number(),
  /** How many it has. */
  warehouses: z.number().int(),
});
export type ConnectionTest = z.infer<typeof ConnectionTest>;

/** What of an answer is otherwise than assumed, and read all the same. */
export const oddityKinds = [
  /** A field that cannot be read in some row: it is left empty. */
  'unreadField',
  /** Rows that are missing from the list. */
  'unreadRows',
  /** The same record twice on a page. */
  'repeatedRows',
  'camelCase',
  'longNumber',
  /** Where the rows stand. */
  'rowsElsewhere',
  'firstPageZero',
  /** `total` is that of the page, or there is none. */
  'pageTotal',
  'noTotal',
  'timeAsText',
  'timeInMilliseconds',
  'priceWithMarks',
  'statusAsWord',
] as const;
export const CheckOddity = z.object({ kind: z.enum(oddityKinds), /** The field, the place, or how many rows. */ at: z.string() });
export type CheckOddity = z.infer<typeof CheckOddity>;

/** What the connection check says of one read-only call. */
export const CheckResult = z.object({
  call: z.string(),
  /** `elsewhere`: not at the path of this connection, but as assumed at `answersAt`. */
  verdict: z.enum(['asAssumed', 'otherShape', 'elsewhere', 'notThere', 'refused', 'failed', 'notTried']),
  /** The candidate (a path template) at which it answered as assumed. */
  answersAt: z.string().nullable(),
  missing: z.array(z.string()),
  oddities: z.array(CheckOddity),
  httpStatus: z.number().nullable(),
  providerCode: z.string().nullable(),
  logId: z.string().nullable(),
  durationMs: z.number(),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** What a check or the provider's papers say of the profile, and what would become of it. */
export const ConnectionCheck = z.object({ results: z.array(CheckResult), proposal: Proposal.nullable() });
export type ConnectionCheck = z.infer<typeof ConnectionCheck>;

/** One row of the table of calls, for Settings. */
export const CallRow = z.object({
  call: z.string(),
  method: z.string(),
  path: z.string(),
  evidence: z.enum(['D', 'X', 'A']),
  bodyEvidence: z.enum(['D', 'X', 'A']).nullable(),
  overridden: z.boolean(),
});
export type CallRow = z.infer<typeof CallRow>;
