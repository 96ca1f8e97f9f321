/**
 * What the provider has, as the screen asks for it: answered at once from the local copy, refreshed behind the answer.
 * Nothing here fails because the network is away; that is told in the freshness beside the rows.
 */
import type { z } from 'zod';
import type { AnswerOf, EventOf, Freshness, NewsOf, ParsedRequestOf } from '../../contract/bridge.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { cleanCode } from '../../contract/codes.ts';
import { fold, wordsOf } from '../../contract/fold.ts';
import { newestFirst } from '../../contract/kinds/listing.ts';
import { StockRow } from '../../contract/kinds/product.ts';
import { InspectionRow } from '../../contract/kinds/purchaseOrder.ts';
import { isFiltered, unfiltered } from '../../contract/query.ts';
import type { RecordQuery } from '../../contract/recordQuery.ts';
import { Area, Brand, Warehouse, codeOf, naturalKeyOf, recordSchemas } from '../../contract/records.ts';
import type { RecordKind } from '../../contract/records.ts';
import type { Lack } from '../kinds/kind.ts';
import type { Clock } from '../time/clock.ts';
import type { CallOptions, Page } from '../onflow/client.ts';
import type { Catalogue as Rows, ListTopic, RecordList } from '../store/catalogue.ts';
import { isOld } from './age.ts';
import { Background } from './background.ts';
import { behindOf } from './behind.ts';
import { inSightOf } from './inSight.ts';
import { Oddities } from './oddities.ts';
import { type BackgroundPace, usualPace } from './pace.ts';
import { fetchDetail, fetchPage, newsIn } from './provider.ts';
import type { CatalogueCalls } from './provider.ts';
import { Refreshes } from './refreshes.ts';

export { usualPace } from './pace.ts';
export type { BackgroundPace } from './pace.ts';
export type { CatalogueCalls } from './provider.ts';

export interface CatalogueOptions {
  readonly store: Rows;
  readonly onflow: CatalogueCalls;
  /** Rows per page of the provider's lists, where the profile says so. */
  readonly pageSize?: number | undefined;
  readonly clock: Clock;
  readonly emit: (event: 'catalogue.changed', news: NewsOf<'catalogue.changed'>) => void;
  readonly log: (line: string) => void;
  readonly pace?: BackgroundPace;
}

export interface WantedAnew {
  /** By OASIN. */
  readonly products: readonly string[];
  readonly stocks: readonly string[];
  readonly reference: { readonly kind: RecordKind; readonly key: string } | null;
}

/** The services behind the verbs of the same names. */
export interface CatalogueService {
  list(request: ParsedRequestOf<'records.list'>): AnswerOf<'records.list'>;
  /** As `list`, with the page that was read elsewhere. */
  listed(request: ParsedRequestOf<'records.list'>, page: RecordList): AnswerOf<'records.list'>;
  /** Of these lists together: the oldest, and what is wrong with any of them. */
  freshnessOf(kinds: readonly RecordKind[]): Freshness;
  detail(request: ParsedRequestOf<'records.detail'>): AnswerOf<'records.detail'>;
  stocks(request: ParsedRequestOf<'stock.list'>): AnswerOf<'stock.list'>;
  /** These rows are on the screen: what the list does not tell of them is asked for. */
  inSight(request: ParsedRequestOf<'records.inSight'>): void;
  /** Asks for it now, and waits. @throws DeskFailure as the client's calls */
  readNow(what: Lack, kind: RecordKind, code: string): Promise<void>;
  stock(request: ParsedRequestOf<'stock.get'>): AnswerOf<'stock.get'>;
  inspection(request: ParsedRequestOf<'purchaseOrders.inspection'>): AnswerOf<'purchaseOrders.inspection'>;
  warehouses(request: ParsedRequestOf<'warehouses.list'>): AnswerOf<'warehouses.list'>;
  brands(request: ParsedRequestOf<'brands.list'>): AnswerOf<'brands.list'>;
  areas(request: ParsedRequestOf<'areas.list'>): AnswerOf<'areas.list'>;
  /**
   * Reads these anew for somebody who waits: products, their stock, what has a reference. Never fails: what could not be read is as old as
   * it was.
   */
  anew(wanted: WantedAnew, signal: AbortSignal): Promise<void>;
  /**
   * The outbox knows something new about a record: `record` in the provider's fields as far as known, `null` where it should be read again.
   */
  confirmed(kind: RecordKind, code: string, record: object | null): void;
  /**
   * Whether the key is of the company whose records these are: those that were read whole are there for it, and for no other company's.
   * `null` where there is nothing to tell by: none was read whole, or the call is out of order. Changes nothing here.
   * @throws DeskFailure where it could not be asked
   */
  isOurs(signal: AbortSignal): Promise<boolean | null>;
  /** Keeps everything fresh while the window is in use; called again while it runs, it looks at once. */
  startBackground(): void;
  stopBackground(): Promise<void>;
  /** Whether anybody can see the desk: what nobody sees is looked at less often. */
  seen(isSeen: boolean): void;
  /** Breaks off what is under way. The database may be closed when this resolves. */
  close(): Promise<void>;
}

/** So many records are asked for at most: one alone may have gone since. */
const witnesses = 3;
/** Most provider pages that one list on the screen is worth. */
const pagesPerList = 10;
/** A: `page_size=50`. */
const usualPageSize = 50;
/** Stock that was read so lately is not asked for again by a list of many products, in milliseconds. */
const stockIsFreshMs = 5 * 60_000;
/** Half the requests, and still a page that is written within a few milliseconds. */
const largerPage = 100;

export function createCatalogue(options: CatalogueOptions): CatalogueService {
  const { store, onflow, pageSize = usualPageSize, clock, emit, log, pace = usualPace } = options;
  const onDefect = (error: unknown): void =>
    log(`defect in the catalogue: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const refreshes = new Refreshes(onDefect);
  const oddities = new Oddities();
  const byName = new Intl.Collator('vi').compare;

  const freshness = (subject: string, asOf: number | null): Freshness => ({ asOf, ...refreshes.state(subject), ...oddities.of(subject) });
  const changed = (topic: EventOf<'catalogue.changed'>['topic'], code: string | null): void => emit('catalogue.changed', { topic, code });

  /** `offset`: how many rows stand before the page. The provider's lists are newest first: in another order it has no such page. */
  async function refreshList(query: RecordQuery, offset: number, how: CallOptions): Promise<void> {
    const { kind, pageSize: shown, order } = query;
    const isTheirs = order === null || (order.by === newestFirst.by && order.descending);
    const from = isTheirs ? offset : 0;
    const first = Math.floor(from / pageSize) + 1;
    const last = Math.min(Math.ceil((from + shown) / pageSize), first + pagesPerList - 1);
    for (let wanted = first; wanted <= last; wanted += 1) {
      const asOf = clock.wall();
      const answer = await fetchPage(onflow, kind, { page: wanted, pageSize, filter: query }, how);
      how.signal?.throwIfAborted();
      store.putPage(kind, newsIn(store, kind, answer), asOf, answer.isKept === true ? {} : { asOf });
      oddities.note(kind, isFiltered(query) ? null : String(wanted), answer, (row) => codeOf(kind, row));
      const count = answer.rows.length + answer.unread;
      // `total` may count the rows of this page only: it ends the list only where the page is short, too.
      if (count === 0 || (count < pageSize && (answer.total === null || answer.total <= (wanted - 1) * pageSize + count))) return;
    }
  }

  const detailSubject = (kind: RecordKind, code: string): string => `${kind}/${code}`;
  const answeredDetails = new Set<RecordKind>();
  async function refreshDetail(kind: RecordKind, code: string, how: CallOptions): Promise<void> {
    const asOf = clock.wall();
    try {
      let left: readonly string[] = [];
      const record = await fetchDetail(onflow, kind, code, { ...how, onUnread: (fields) => (left = fields) });
      how.signal?.throwIfAborted();
      store.putDetail(kind, record, asOf);
      oddities.note(
        detailSubject(kind, code),
        '',
        { rows: [record], total: null, unread: 0, oddities: left.map((field) => ({ row: 0, field })) },
        () => code,
      );
      answeredDetails.add(kind);
    } catch (error) {
      // A 404 may also mean that the call is elsewhere (its path is a bet): it is believed only of a call that has answered before.
      const hasAnswered = answeredDetails.has(kind) || (store.get(kind, code)?.detailAsOf ?? null) !== null;
      if (isNotFound(error) && hasAnswered) store.markGone(kind, code, asOf);
      throw error;
    }
  }

  /** Whether a record is still there that a whole walk did not meet. */
  async function verify(kind: RecordKind, code: string, witness: string | null, signal: AbortSignal): Promise<boolean | null> {
    const how: CallOptions = { priority: 'background', signal };
    if (!answeredDetails.has(kind)) {
      // First one that was met: if its detail cannot be had, no answer of that call says anything.
      if (witness === null) return null;
      try {
        await refreshDetail(kind, witness, how);
      } catch (error) {
        if (isOfThisCall(error)) return null;
        throw error;
      }
    }
    try {
      await refreshDetail(kind, code, how);
      return true;
    } catch (error) {
      if (isNotFound(error)) return true;
      if (isOfThisCall(error)) return false;
      throw error;
    }
  }

  const startDetail = (kind: RecordKind, code: string): void =>
    refreshes.start(
      detailSubject(kind, code),
      '',
      (signal) => refreshDetail(kind, code, { signal }),
      () => changed(kind, code),
    );

  /** Reads a list that is answered whole into its place. */
  async function takeList<T extends object>(
    topic: ListTopic,
    key: string,
    shape: z.ZodType<T>,
    fetch: () => Promise<Page<T>>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const asOf = clock.wall();
    const answer = await fetch();
    const { rows } = answer;
    signal?.throwIfAborted();
    oddities.note(`${topic}/${key}`, '', answer, (row) => JSON.stringify(row));
    store.putList(
      topic,
      key,
      rows.map((row) => shape.parse(row)),
      asOf,
    );
  }

  /** A list that is answered whole: what is known of it, and its refresh. */
  function whole<T extends object>(
    topic: ListTopic,
    key: string,
    shape: z.ZodType<T>,
    refresh: boolean,
    fetch: (how: CallOptions) => Promise<Page<T>>,
  ): { rows: T[]; freshness: Freshness } {
    if (refresh) startList(topic, key, shape, fetch);
    const known = store.getList(topic, key, shape);
    return { rows: known?.rows ?? [], freshness: freshness(`${topic}/${key}`, known?.asOf ?? null) };
  }
  function startList<T extends object>(
    topic: ListTopic,
    key: string,
    shape: z.ZodType<T>,
    fetch: (how: CallOptions) => Promise<Page<T>>,
  ): void {
    const isOfRecord = topic === 'stock' || topic === 'inspection';
    refreshes.start(
      `${topic}/${key}`,
      '',
      (signal) => takeList(topic, key, shape, () => fetch({ signal }), signal),
      () => changed(topic, isOfRecord ? key : null),
    );
  }

  async function refreshBrands(keyword: string, how: CallOptions): Promise<void> {
    const asOf = clock.wall();
    const answer = await onflow.brands.list({ keyword: keyword === '' ? undefined : keyword }, how);
    const { rows, total, unread } = answer;
    how.signal?.throwIfAborted();
    oddities.note('brands/', keyword === '' ? '' : null, answer, ({ id }) => String(id));
    // Only a whole list may forget a brand. `total` may be that of a page: a round number of rows is taken for one.
    const isWhole = keyword === '' && unread === 0 && (total === null || total <= rows.length) && rows.length % 10 !== 0;
    const kept = isWhole ? [] : (store.getList('brands', '', Brand)?.rows ?? []);
    store.putList('brands', '', [...new Map([...kept, ...rows].map((brand) => [brand.id, brand])).values()], asOf);
  }

  /** What the list's filter finds. It says nothing about what it does not find: whether a server knows the filter is not known (A). */
  async function readReference({ kind, key }: NonNullable<WantedAnew['reference']>, how: CallOptions): Promise<void> {
    const asOf = clock.wall();
    const answer = await fetchPage(onflow, kind, { page: 1, pageSize, filter: { ...unfiltered, search: key } }, how);
    how.signal?.throwIfAborted();
    const same = newsIn(store, kind, answer).filter((record) => cleanCode(naturalKeyOf(kind, record) ?? '') === key);
    if (store.putListRows(kind, same, asOf) > 0) changed(kind, null);
  }

  const fetchWarehouses = (how: CallOptions) => onflow.warehouses.list(how);

  async function refreshLookups(olderThan: number, signal: AbortSignal): Promise<void> {
    const how: CallOptions = { priority: 'background', signal };
    const isDue = (list: { readonly asOf: number } | null): boolean => isOld(list?.asOf, olderThan, clock.wall());
    if (isDue(store.getList('warehouses', '', Warehouse))) {
      await takeList('warehouses', '', Warehouse, () => fetchWarehouses(how), signal);
      refreshes.succeeded('warehouses/');
      changed('warehouses', null);
    }
    if (isDue(store.getList('brands', '', Brand))) {
      await refreshBrands('', how);
      refreshes.succeeded('brands/');
      changed('brands', null);
    }
  }

  const behind = behindOf(store, clock);
  const background = new Background({
    rows: store,
    onflow,
    clock,
    pageSize,
    // What the profile says is not doubted.
    largerPage: options.pageSize === undefined ? largerPage : null,
    pace,
    refreshLookups,
    verify,
    readOne: (kind, code, signal) => refreshDetail(kind, code, { priority: 'background', signal }),
    readBehind: async (signal) => {
      const wanted = behind.next();
      if (wanted === null) return false;
      const { lack, kind, code } = wanted;
      const known = (): string =>
        JSON.stringify((lack === 'stock' ? store.getList(lack, code, StockRow) : store.getList(lack, code, InspectionRow))?.rows ?? null);
      const before = known();
      try {
        await readList(lack, code, { priority: 'background', signal });
        // Each word has the page read its list again.
        if (known() !== before) tellRead(lack, kind, code);
      } catch (error) {
        // Of this one alone: the others have their turn, and it has its own again.
        if (!isNotFound(error)) throw error;
      }
      return true;
    },
    onDefect,
    onRead: (kind, page, answer) => oddities.note(kind, String(page), answer, (row) => codeOf(kind, row)),
    onPage: (kind, isNews) => {
      const wasInTrouble = refreshes.state(kind).error !== null;
      refreshes.succeeded(kind);
      // Each word has the page read its list again.
      if (isNews || wasInTrouble) changed(kind, null);
    },
  });

  /** Reads it, and tells whoever shows it. */
  async function read(lack: Lack, kind: RecordKind, code: string, how: CallOptions): Promise<void> {
    if (lack === 'detail') await refreshDetail(kind, code, how);
    else await readList(lack, code, how);
    tellRead(lack, kind, code);
  }
  function tellRead(lack: Lack, kind: RecordKind, code: string): void {
    if (lack !== 'detail') changed(lack, code);
    changed(kind, code);
  }
  const readList = (lack: Exclude<Lack, 'detail'>, code: string, how: CallOptions): Promise<void> =>
    lack === 'stock'
      ? takeList('stock', code, StockRow, () => onflow.products.stock(code, {}, how), how.signal)
      : takeList('inspection', code, InspectionRow, () => onflow.purchaseOrders.inspection(code, how), how.signal);

  const inSight = inSightOf({
    rows: store,
    clock,
    isOfOne: isOfThisCall,
    onDefect,
    ask: (lack, kind, code, signal) => read(lack, kind, code, { priority: 'background', signal }),
  });

  function listed(query: RecordQuery, page: RecordList): AnswerOf<'records.list'> {
    const { kind, refresh, counts: _counts, asker: _asker, ...rest } = query;
    if (refresh)
      refreshes.start(
        kind,
        JSON.stringify(rest),
        (signal) => refreshList(query, page.offset, { signal }),
        () => changed(kind, null),
      );
    const reading = background.reading(kind);
    const preparing = store.preparing(kind);
    return {
      ...page,
      freshness: {
        ...freshness(kind, store.progress(kind).asOf),
        ...(reading === null ? {} : { reading }),
        ...(preparing === null ? {} : { preparing }),
      },
    };
  }

  /** The oldest of several, and what is wrong with any of them; what was never read is older than all. */
  function together(each: readonly Freshness[]): Freshness {
    const times = each.map(({ asOf }) => asOf ?? -Infinity);
    const oldest = Math.min(...times);
    return {
      asOf: Number.isFinite(oldest) ? oldest : null,
      refreshing: each.some(({ refreshing }) => refreshing),
      error: each.find(({ error }) => error !== null)?.error ?? null,
    };
  }

  async function isOurs(signal: AbortSignal): Promise<boolean | null> {
    let isMissing = false;
    let unanswered: DeskFailure | null = null;
    for (const { kind, code } of store.readWhole(witnesses)) {
      try {
        await fetchDetail(onflow, kind, code, { priority: 'person', signal });
        return true;
      } catch (error) {
        if (!(error instanceof DeskFailure) || !isOfThisCall(error)) throw error;
        if (error.error.code === 'timeout' || error.error.code === 'connectionLost') unanswered = error;
        // A: of another company's record a provider may also say that it is not allowed.
        else if (isNotFound(error) || error.error.code === 'forbidden') isMissing = true;
      }
    }
    // SECURITY: in doubt it is another's. One record may have gone since, but of several one would have been there.
    if (isMissing) return false;
    // SECURITY: a question without an answer tells nothing, and must not let the key through.
    if (unanswered !== null) throw unanswered;
    return null;
  }

  return {
    freshnessOf: (kinds) => together(kinds.map((kind) => freshness(kind, store.progress(kind).asOf))),
    isOurs,
    list: (query) => listed(query, store.list(query, clock.wall())),
    listed,
    detail: ({ kind, code, refresh }) => {
      if (refresh) startDetail(kind, code);
      const subject = detailSubject(kind, code);
      const known = store.get(kind, code);
      const detailAsOf = known?.detailAsOf ?? null;
      // Before it was read by itself it is what the list told of it.
      return {
        row: known?.row ?? null,
        freshness: { asOf: detailAsOf, ...refreshes.state(subject), ...oddities.ofRow(detailAsOf === null ? kind : subject, code) },
      };
    },
    stocks: ({ oasins, refresh, anew = false }) => {
      const known = oasins.map((oasin) => ({ oasin, list: store.getList('stock', oasin, StockRow) }));
      // Many at once, and nobody waits for a single one of them: whatever a person opens meanwhile goes before.
      const how = { priority: 'background' } as const;
      if (refresh)
        for (const { oasin, list } of known)
          if (anew || isOld(list?.asOf, clock.wall() - stockIsFreshMs, clock.wall()))
            startList('stock', oasin, StockRow, (more) => onflow.products.stock(oasin, {}, { ...more, ...how }));
      return {
        products: known.map(({ oasin, list }) => ({ oasin, asOf: list?.asOf ?? null, rows: list?.rows ?? [] })),
        freshness: together(known.map(({ oasin, list }) => freshness(`stock/${oasin}`, list?.asOf ?? null))),
      };
    },
    inSight: ({ kind, codes }) => inSight.look(kind, codes),
    readNow: (what, kind, code) => read(what, kind, code, {}),
    stock: ({ oasin, refresh }) => whole('stock', oasin, StockRow, refresh, (how) => onflow.products.stock(oasin, {}, how)),
    inspection: ({ code, refresh }) =>
      whole('inspection', code, InspectionRow, refresh, (how) => onflow.purchaseOrders.inspection(code, how)),
    warehouses: ({ refresh }) => whole('warehouses', '', Warehouse, refresh, fetchWarehouses),
    brands: ({ keyword, refresh }) => {
      const subject = 'brands/';
      if (refresh)
        refreshes.start(
          subject,
          keyword,
          (signal) => refreshBrands(keyword.trim(), { signal }),
          () => changed('brands', null),
        );
      const known = store.getList('brands', '', Brand);
      const words = wordsOf(keyword);
      const rows = (known?.rows ?? []).filter(({ name }) => words.every((word) => fold(name).includes(word)));
      return { rows: rows.toSorted((a, b) => byName(a.name, b.name)), freshness: freshness(subject, known?.asOf ?? null) };
    },
    areas: ({ level, parent, refresh }) => {
      const of = (fetch: (how: CallOptions) => Promise<Page<Area>>) => whole('areas', `${level}/${parent ?? ''}`, Area, refresh, fetch);
      if (level === 'province') return of((how) => onflow.areas.provinces(how));
      // Districts of nowhere: nothing was chosen yet.
      if (parent === null) return { rows: [], freshness: { asOf: null, refreshing: false, error: null } };
      return level === 'district' ? of((how) => onflow.areas.districts(parent, how)) : of((how) => onflow.areas.wards(parent, how));
    },
    anew: async ({ products, stocks, reference }, signal) => {
      const how: CallOptions = { signal };
      await Promise.allSettled([
        ...products.map((oasin) => read('detail', 'product', oasin, how)),
        ...stocks.map((oasin) => read('stock', 'product', oasin, how)),
        ...(reference === null ? [] : [readReference(reference, how)]),
      ]);
    },
    confirmed: (kind, code, given) => {
      const record = given === null ? null : recordSchemas[kind].safeParse(given);
      if (record?.success !== true) return startDetail(kind, code);
      store.putListRows(kind, [record.data], clock.wall());
      changed(kind, code);
    },
    startBackground: () => background.start(),
    stopBackground: () => background.stop(),
    seen: (isSeen) => background.seen(isSeen),
    close: async () => {
      await Promise.all([background.stop(), refreshes.close(), inSight.close()]);
    },
  };
}

/**
 * The provider knows no such record: by the status, or by its code (D: `NOT_FOUND`, `PRODUCT_NOT_FOUND`). A page for people says nothing of
 * it.
 */
function isNotFound(error: unknown): boolean {
  if (!(error instanceof DeskFailure)) return false;
  const { code, provider } = error.error;
  const isThere = code === 'provider' || (code === 'unreadable' && (provider?.messages.length ?? 0) > 0);
  return isThere && (provider?.httpStatus === 404 || provider?.httpStatus === 410 || /(^|_)NOT_FOUND$/.test(provider?.code ?? ''));
}

/** Something is wrong with this one call; not with the network, the key or the rate. */
const isOfThisCall = (error: unknown): boolean =>
  error instanceof DeskFailure &&
  ['provider', 'unreadable', 'forbidden', 'malformed', 'timeout', 'connectionLost'].includes(error.error.code);
