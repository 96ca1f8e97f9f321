/**
 * The practice provider (main process, or a process of its own in tests): a real HTTP server on loopback that speaks the whole Open API of
 * onflow-api.md, with a seeded company, time that moves documents along, and faults on demand.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noFaults, PracticeFaults } from '../../contract/practice.ts';
import { Company, type CompanyState } from './company.ts';
import { Faults } from './faults.ts';
import { openFiles } from './files.ts';
import { openJournal } from './journal.ts';
import { documentedLimit, type RateLimit } from './limit.ts';
import { seededRandom } from './random.ts';
import type { MovedCalls } from './routes.ts';
import { seedCompany } from './seed.ts';
import { practiceServer, type Statistics } from './server.ts';

export type { MovedCalls, RateLimit };

export interface PracticeOptions {
  /** Where the company is kept; made if missing, and for this provider alone. */
  readonly folder: string;
  /** Without it: the port of the last time, if it is free, else any; so that addresses of files stay good over a restart. */
  readonly port?: number;
  /** Unix milliseconds; the company's time. The rate limit has a clock of its own that never jumps. */
  readonly clock?: () => number;
  /** Without it: a new random one at every start. */
  readonly token?: string;
  readonly rateLimit?: RateLimit | false;
  /** What a 429 of the rate limit carries. Default `none`. */
  readonly retryAfter?: 'none' | 'seconds' | 'date';
  /** The word before the token in `Authorization`; `bare` (D), the default, is none. */
  readonly authScheme?: string;
  /** How much faster documents created from now on move: 60 makes a minute a second. Default 1. */
  readonly timeScale?: number;
  /** Behind the seeded company, the plans of documents and the choice of faults. Default 1. */
  readonly seedRandom?: number;
  /** As `setFaults`, from the first request on. */
  readonly faults?: PracticeFaults;
  /** Calls that are elsewhere, or nowhere, than the desk assumes. */
  readonly moved?: MovedCalls;
  /** Query names that have no effect: a server that does not know a filter ignores it. */
  readonly ignoredQuery?: readonly string[];
}

/** What there is, by natural key; for proofs that nothing was lost and nothing sent twice. */
export interface PracticeCounts extends Statistics {
  readonly products: Readonly<Record<string, number>>;
  readonly purchaseOrders: Readonly<Record<string, number>>;
  readonly shipments: Readonly<Record<string, number>>;
  readonly returns: Readonly<Record<string, number>>;
}

export interface PracticeProvider {
  /** `http://127.0.0.1:PORT`. */
  readonly baseUrl: string;
  readonly token: string;
  /** The first of the faults that are set. */
  faults(): PracticeFaults;
  /**
   * Sets one fault, or several at once, each with its share of all calls. `offline` closes the listener and every connection; anything else
   * opens it again on the same port. Rejects faults that do not fit the contract, and where the port has been taken meanwhile.
   */
  setFaults(faults: PracticeFaults, ...more: readonly PracticeFaults[]): Promise<void>;
  /** As when the key is reset in the OMS: the old token gets 401 from now on. Answers the new one. */
  rotateToken(): string;
  /** The seeded company anew, without files; token and faults stay. */
  reset(): Promise<void>;
  counts(): PracticeCounts;
  close(): Promise<void>;
}

export async function startPractice(options: PracticeOptions): Promise<PracticeProvider> {
  const { folder, clock = Date.now, seedRandom = 1, timeScale = 1 } = options;
  let token = options.token ?? freshToken();
  let baseUrl = '';

  const journal = openJournal(folder);
  const seed = (): CompanyState => seedCompany(seedRandom, Math.floor(clock() / 1_000));
  const isNew = journal.snapshot === null;
  const state = isNew ? seed() : (journal.snapshot as CompanyState);
  // The seed depends on the time: it becomes the snapshot before anybody can see it.
  if (isNew) journal.compact(state);
  const company = new Company(journal, state);
  const files = openFiles(join(folder, 'files'), () => baseUrl);
  const faults = new Faults(seededRandom(seedRandom));
  const server = practiceServer({
    office: { company, files, pace: { seed: seedRandom, timeScale } },
    faults,
    rateLimit: options.rateLimit ?? documentedLimit,
    retryAfter: options.retryAfter ?? 'none',
    authScheme: options.authScheme ?? 'bare',
    moved: options.moved ?? {},
    ignoredQuery: options.ignoredQuery ?? [],
    token: () => token,
    clock,
  });

  const portFile = join(folder, 'port');
  const port = await server.listen(options.port ?? lastPort(portFile)).catch((error: unknown) => {
    if (options.port === undefined) return server.listen(0);
    journal.close();
    throw error;
  });
  baseUrl = `http://127.0.0.1:${port}`;
  writeFileSync(portFile, String(port));

  /** Opening and closing the listener one after the other, however fast the faults are switched. */
  let switching: Promise<void> = Promise.resolve();
  let isListening = true;
  let isClosed = false;
  const followFaults = async (): Promise<void> => {
    if (isClosed || faults.offline !== isListening) return;
    if (faults.offline) await server.hangUp();
    else await server.listen(port);
    isListening = !faults.offline;
  };

  const setFaults: PracticeProvider['setFaults'] = async (...wanted) => {
    faults.set(wanted.map((fault) => PracticeFaults.parse(fault)));
    const done = switching.then(followFaults);
    switching = done.catch(() => undefined);
    await done;
  };
  if (options.faults !== undefined) await setFaults(options.faults);

  return {
    baseUrl,
    get token() {
      return token;
    },
    faults: () => faults.get()[0] ?? noFaults,
    setFaults,
    rotateToken() {
      token = freshToken();
      return token;
    },
    async reset() {
      company.replace(seed());
      files.clear();
      server.resetStatistics();
    },
    counts: () => ({
      products: tally(company.all('products'), ({ sku }) => sku),
      purchaseOrders: tally(company.all('purchaseOrders'), (po) => po.merchant_po_reference),
      shipments: tally(company.all('shipments'), (shipment) => shipment.merchant_tracking_code_reference),
      returns: tally(company.all('returns'), (back) => back.merchant_return_tracking_code_reference),
      ...server.statistics(),
    }),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await switching;
      await server.close();
      journal.close();
    },
  };
}

/** SECURITY: 256 random bits: no other program on this machine can guess its way in. */
const freshToken = (): string => randomBytes(32).toString('base64url');

/** 0, any port, where none was noted. */
function lastPort(file: string): number {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
  } catch {
    // The first start in this folder.
    return 0;
  }
}

function tally<T>(documents: readonly T[], keyOf: (document: T) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const document of documents) counts.set(keyOf(document), (counts.get(keyOf(document)) ?? 0) + 1);
  return Object.fromEntries(counts);
}
