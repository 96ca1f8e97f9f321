/** The provider's calls as functions. Everything that talks to Onflow goes through one of these. */
import type { z } from 'zod';
import { DeskFailure } from '../../contract/errors.ts';
import type { CallName, DeskError } from '../../contract/errors.ts';
import type { Profile } from '../../contract/profile.ts';
import { Area, Brand, Warehouse } from '../../contract/records.ts';
import type { RecordOf } from '../../contract/records.ts';
import { type ActionOf, type Kind, type KindName, type Plural, type PluralOf, kindNames, kindOf } from '../../contract/kinds/index.ts';
import { StockRow } from '../../contract/kinds/product.ts';
import { InspectionRow } from '../../contract/kinds/purchaseOrder.ts';
import { accountOf } from './account.ts';
import { Caller } from './caller.ts';
import type { Ask, CallOptions, JournalEntry, Reading } from './caller.ts';
import { monotonicClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { downloadWith } from './download.ts';
import { endpointOf } from './endpoints.ts';
import type { Success } from './envelope.ts';
import { foreignPages } from './foreignPages.ts';
import type { Limiter } from './limiter.ts';
import { plainNetwork } from './network.ts';
import type { Network } from './network.ts';
import type { UploadFile } from './multipart.ts';
import { Paging } from './paging.ts';
import type { FirstPage, LearnedPages } from './paging.ts';
import { proberOf } from './prober.ts';
import { created, done, link, page, record } from './reading.ts';
import type { Page } from './reading.ts';
import { createTransport, defaultTimeouts } from './transport.ts';
import type { Timeouts } from './transport.ts';

export type { CallOptions, JournalEntry } from './caller.ts';
export type { FirstPage, LearnedPages } from './paging.ts';
export type { Page } from './reading.ts';
export type { UploadFile } from './multipart.ts';

export interface OnflowOptions {
  /** An origin as `parseBaseUrl` answers it. */
  readonly baseUrl: string;
  readonly token: () => string | null;
  /** See `Caller`. */
  readonly isHeld?: (() => boolean) | undefined;
  /** Which token that is; see `Caller`. */
  readonly keyGeneration?: (() => number) | undefined;
  /** Neither this key nor, with `accountRefused`, this account is let in: nothing more should be asked before a person has seen to it. */
  readonly onKeyRefused?: ((error: DeskError, generation: number) => void) | undefined;
  /**
   * A certificate that is not accepted, a proxy that does not let us through, a web page in the provider's place: somebody has to see to
   * it. `null`: the provider itself has answered again after such a page.
   */
  readonly onObstructed?: ((error: DeskError | null) => void) | undefined;
  /** Sent as `Accept-Language` (D for `vi`, A for `en`). */
  readonly language: () => 'vi' | 'en';
  readonly profile: Profile;
  /** One for all clients of the same token. */
  readonly limiter: Limiter;
  readonly clock?: Clock | undefined;
  /** Told of every HTTP request, the refused ones too. */
  readonly onRequest?: ((entry: JournalEntry) => void) | undefined;
  readonly timeouts?: Timeouts | undefined;
  /** Which way out, and whom to trust; straight out, with Node's authorities, where left out. */
  readonly network?: Network | undefined;
  /** Where it is kept how the provider counts its pages; where left out, that is not found out (`paging.ts`). */
  readonly pages?: LearnedPages | undefined;
}

interface Paged {
  /** From 1. */
  readonly page?: number | undefined;
  /** Rows per page; the profile's where left out. */
  readonly pageSize?: number | undefined;
  readonly status?: string | undefined;
  readonly warehouse_code?: string | undefined;
}

/** What stands between the desk and the provider, and does not pass by itself. */
const needsPerson: readonly DeskError['code'][] = ['certificate', 'proxyRefused', 'proxySignIn'];
/** Rows per page where the profile says nothing (A: `page_size=50`). */
const usualPageSize = 50;
/** Enough rows to tell two pages apart. */
const usualSample = 20;

type PagedCall = `${Plural}.list`;
/** A list is asked by pages, status and warehouse; and by words, by the merchant's reference, or by what else it knows. */
interface ListQuery extends Paged {
  readonly keyword?: string | undefined;
  readonly platform?: string | undefined;
  readonly [reference: `${string}_reference`]: string | undefined;
}

/** The calls that every kind of document has. Actions are those that need no more than the code of what they act on. */
type KindClient<K extends KindName> = {
  /** Answers the provider's code of what was made. */
  readonly create: (body: object, how?: CallOptions) => Promise<string>;
  readonly list: (query?: ListQuery, how?: CallOptions) => Promise<Page<RecordOf[K]>>;
  readonly detail: (code: string, how?: CallOptions) => Promise<RecordOf[K]>;
} & { readonly [A in Exclude<ActionOf<K>, 'assign'>]: (code: string, how?: CallOptions) => Promise<void> };
type KindClients = { readonly [K in KindName as PluralOf<K>]: KindClient<K> };

export type Onflow = ReturnType<typeof createOnflow>;

/**
 * Every function throws `DeskFailure`: a code of `onflowErrorCodes` with `sent`, or `noToken`, `tokenHasSpaces`, `malformed` (an empty code
 * in a path). Create bodies go out as they are, renamed by the profile; answers are read by the record schemas.
 */
export function createOnflow(options: OnflowOptions) {
  const transport = createTransport(options.timeouts ?? defaultTimeouts, options.network);
  const caller = new Caller({ ...options, transport });
  const clock = options.clock ?? monotonicClock;
  const generation = options.keyGeneration ?? (() => 0);
  const { log } = options.network ?? plainNetwork;
  const prober = proberOf(
    options.limiter,
    (signal) => caller.ask('warehouses.list', {}, { priority: 'background', signal }, () => null),
    log,
  );
  const account = accountOf(
    (call) => caller.ask(call, { query: { page: 1, page_size: 1 } }, {}, () => null),
    () => clock.now(),
    generation,
  );
  const pages = foreignPages(
    (call) => caller.ask(call, { query: { page: 1, page_size: 1 } }, {}, () => null),
    options.onObstructed ?? (() => undefined),
    () => clock.now(),
    log,
  );
  async function ask<T>(call: CallName, what: Ask, how: CallOptions, read: (success: Success, reading: Reading) => T): Promise<T> {
    // What meets the page is in doubt afterwards; what changes nothing shows when it has gone.
    const isHarmless = endpointOf(call).method === 'GET';
    if (!isHarmless && pages.isInTheWay()) throw new DeskFailure({ code: 'webPage', call, sent: 'no' });
    const leftWith = generation();
    try {
      const value = await caller.ask(call, what, how, read);
      account.letIn(call, leftWith);
      pages.reached();
      return value;
    } catch (thrown) {
      if (!(thrown instanceof DeskFailure)) throw thrown;
      const told = await pages.told(thrown.error, isHarmless);
      const error = told === thrown.error ? thrown : new DeskFailure(told);
      if (told.code === 'webPage') throw error;
      if (needsPerson.includes(error.error.code)) options.onObstructed?.(error.error);
      if (error.error.code !== 'forbidden') throw error;
      const refusal = await account.refusal();
      if (refusal === null) throw error;
      options.onKeyRefused?.(refusal, leftWith);
      throw new DeskFailure({ ...error.error, code: refusal.code });
    }
  }
  const paging = new Paging(options.profile, options.pages ?? null);

  const firstPages: Partial<Record<CallName, (how: CallOptions) => Promise<FirstPage | null>>> = {};
  /** A list in pages. `page` from 1, whatever the provider counts from; past the last one it is empty. */
  const pagedList = <T>(call: PagedCall, schema: z.ZodType<T>, codeOf: (row: T) => string) => {
    const read = page(schema, codeOf);
    const askFor =
      ({ pageSize, ...query }: Paged, how: CallOptions) =>
      (theirs: number): Promise<Page<T>> =>
        ask(
          call,
          { query: Object.assign({ page: 1, page_size: pageSize ?? options.profile.pageSize ?? usualPageSize }, query, { page: theirs }) },
          how,
          read,
        );
    firstPages[call] = (how) => paging.first(call, askFor({ pageSize: usualSample }, how), codeOf);
    return (query: Paged, how: CallOptions): Promise<Page<T>> => paging.page(call, query.page ?? 1, askFor(query, how), codeOf);
  };
  const clientOf = (kind: KindName): readonly [Plural, object] => {
    const { plural, code, record: schema, actions } = kindOf(kind) as Kind<KindName, Plural>;
    const call = (name: string): CallName => `${plural}.${name}` as CallName;
    const list = pagedList(`${plural}.list`, schema, (row) => (row as Record<string, string>)[code] ?? '');
    const act =
      (action: string) =>
      (of: string, how: CallOptions = {}) =>
        ask(call(action), { codes: { [code]: of } }, how, done);
    return [
      plural,
      {
        create: (body: object, how: CallOptions = {}) => ask(call('create'), { body }, how, created(code)),
        list: (query: ListQuery = {}, how: CallOptions = {}) => list(query, how),
        detail: (of: string, how: CallOptions = {}) => ask(call('detail'), { codes: { [code]: of } }, how, record(schema, code, of)),
        ...Object.fromEntries(Object.keys(actions).map((action) => [action, act(action)])),
      },
    ];
  };
  const clients = Object.fromEntries(kindNames.map(clientOf)) as unknown as KindClients;

  return {
    warehouses: {
      list: (how: CallOptions = {}) =>
        ask(
          'warehouses.list',
          {},
          how,
          page(Warehouse, ({ warehouse_code }) => warehouse_code),
        ),
    },
    brands: {
      list: (query: { keyword?: string | undefined } = {}, how: CallOptions = {}) =>
        ask(
          'brands.list',
          { query },
          how,
          page(Brand, ({ id }) => String(id)),
        ),
    },
    areas: {
      provinces: (how: CallOptions = {}) =>
        ask(
          'areas.provinces',
          {},
          how,
          page(Area, ({ id }) => String(id)),
        ),
      districts: (provinceId: number, how: CallOptions = {}) =>
        ask(
          'areas.districts',
          { query: { province_id: provinceId } },
          how,
          page(Area, ({ id }) => String(id)),
        ),
      wards: (districtId: number, how: CallOptions = {}) =>
        ask(
          'areas.wards',
          { query: { district_id: districtId } },
          how,
          page(Area, ({ id }) => String(id)),
        ),
    },
    files: {
      /** Answers the file's URL at the provider. No natural key: harmless when repeated, but remember SHA-256 → URL instead. */
      upload: (file: UploadFile, how: CallOptions & { onProgress?: ((sent: number, total: number) => void) | undefined } = {}) =>
        ask('files.upload', { file, onProgress: how.onProgress }, how, link('url', 'file_url')),
    },
    ...clients,
    products: {
      ...clients.products,
      assign: (oasin: string, warehouseCodes: readonly string[], how: CallOptions = {}) =>
        ask('products.assign', { codes: { oasin }, body: { warehouse_codes: warehouseCodes } }, how, done),
      stock: (oasin: string, query: { warehouse_code?: string | undefined } = {}, how: CallOptions = {}) =>
        ask('products.stock', { codes: { oasin }, query }, how, page(StockRow)),
    },
    purchaseOrders: {
      ...clients.purchaseOrders,
      /** Answers the URL of a PDF; read it with `download`. */
      bill: (po: string, how: CallOptions = {}) => ask('purchaseOrders.bill', { codes: { po_code: po } }, how, link('po_bill_url', 'url')),
      inspection: (po: string, how: CallOptions = {}) =>
        ask('purchaseOrders.inspection', { codes: { po_code: po } }, how, page(InspectionRow)),
    },
    /** A file the provider gave a link to (the PO bill). Its bytes and what the server calls them. */
    download: (url: string, how: CallOptions = {}) => downloadWith(caller, transport, options, url, how),
    /** For the connection check: any call, read by whoever asks. */
    ask,
    /** Provider's clock less the computer's, in milliseconds; `null` while the provider has not told the time. */
    clockDifferenceMs: () => caller.clockDifferenceMs,
    /**
     * For the connection check: which page of a list is the first, found out anew. `null` for a list without pages, and where its answers
     * do not tell.
     */
    firstPage: (call: CallName, how: CallOptions = {}): Promise<FirstPage | null> => firstPages[call]?.(how) ?? Promise.resolve(null),
    /** Breaks off what is under way. */
    close: () => {
      prober.close();
      return transport.close();
    },
  };
}
