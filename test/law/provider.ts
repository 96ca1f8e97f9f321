/**
 * A provider that is other than the desk hopes, in memory: lists, details and creates of all four kinds, as the outbox asks for them, bent
 * by the switches. It knows of every record for which document it was made, whatever became of its reference.
 */
import type { DocumentKindName } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { CallName } from '../../contract/errors.ts';
import { codeOf } from '../../contract/records.ts';
import type { RecordOf } from '../../contract/records.ts';
import type { ProductRecord } from '../../contract/kinds/product.ts';
import { fold } from '../../contract/fold.ts';
import type { CallOptions, Onflow, Page } from '../../main/onflow/client.ts';
import { Paging } from '../../main/onflow/paging.ts';
import type { LearnedPages } from '../../main/onflow/paging.ts';
import { contentsIn, places, recordOf, referenceIn, spelt } from './documents.ts';
import type { DocumentSpec, Place } from './documents.ts';
import { answeredAfter, failureOf, noFault } from './faults.ts';
import type { Fault, LookUpFailure } from './faults.ts';
import { type Switches, hour, minute } from './switches.ts';
import type { Time } from './time.ts';

/** What of the client an outbox may ask for. */
export interface Calls {
  readonly products: Pick<Onflow['products'], 'create' | 'assign' | 'list' | 'detail'>;
  readonly purchaseOrders: Pick<Onflow['purchaseOrders'], 'create' | 'list' | 'detail'>;
  readonly shipments: Pick<Onflow['shipments'], 'create' | 'list' | 'detail'>;
  readonly returns: Pick<Onflow['returns'], 'create' | 'list' | 'detail'>;
  readonly warehouses: Pick<Onflow['warehouses'], 'list'>;
}

export interface Kept {
  readonly kind: DocumentKindName;
  readonly code: string;
  /** The reference as it was sent; `null` for what others made. */
  readonly sentAs: string | null;
  readonly contents: string;
  /** True ms. */
  readonly madeAt: number;
  readonly reference: string | null;
  readonly record: RecordOf[DocumentKindName];
  isRemoved: boolean;
}

/** A run of the desk, as the wire sees it. */
export interface Caller {
  /** How pages are counted, as far as it was found out. */
  readonly learnedPages: LearnedPages;
  isAlive(): boolean;
  isAsleep(): boolean;
  /** Told when the computer wakes up. */
  onWake(run: () => void): void;
  /** An answer named the time: the provider's clock less the computer's, in ms. */
  onDate(differenceMs: number): void;
}

interface Paged {
  readonly page?: number | undefined;
  readonly pageSize?: number | undefined;
}

const call = (kind: DocumentKindName, what: 'create' | 'list' | 'detail'): CallName =>
  `${({ product: 'products', 'purchase-order': 'purchaseOrders', shipment: 'shipments', return: 'returns' } as const)[kind]}.${what}`;
const codeStart: Readonly<Record<DocumentKindName, string>> = {
  product: 'OASIN',
  'purchase-order': 'OAPO',
  shipment: 'OASC',
  return: 'OARC',
};
const pinnedRows = 25;

export class AdversarialProvider {
  readonly kept: Kept[] = [];
  /** How the next creates end, in order; after that all is well. */
  readonly faults: Fault[];
  switches: Switches;
  /** Look-ups fail like this, until (true ms) then. */
  lookUpsFail: { readonly how: LookUpFailure; readonly until: number } | null = null;
  /** Told of every create that arrives; answers `true` where nobody lives to send it. */
  onCreate: (moment: 'leaving' | 'made') => boolean = () => false;
  readonly #time: Time;
  readonly #random: () => number;
  readonly #oldRows: number;
  readonly #seeded = new Set<DocumentKindName>();
  #codes = 0;
  #requests = 0;

  constructor(what: { time: Time; random: () => number; switches: Switches; faults: readonly Fault[]; oldRows: number }) {
    this.#time = what.time;
    this.#random = what.random;
    this.switches = what.switches;
    this.faults = [...what.faults];
    this.#oldRows = what.oldRows;
  }

  /** What is days old, made when it is first asked for. */
  #seed(kind: DocumentKindName): void {
    if (this.#seeded.has(kind)) return;
    this.#seeded.add(kind);
    for (let nth = this.#oldRows; nth > 0; nth -= 1)
      this.other(kind, {
        reference: `OLD-${nth}`,
        contents: nth % 4,
        place: places[nth % 3] ?? places[0],
        agoMs: this.#time.now + 48 * hour + nth * hour,
      });
  }

  /** Somebody else makes a record: the account's other desk, or people in the past. */
  other(
    kind: DocumentKindName,
    { reference, contents, place, agoMs }: { reference: string | null; contents: number; place: Place; agoMs: number },
  ): void {
    const items = [{ oasin: 'OASIN1', product_quantity: 10 + contents }];
    const body = {
      sku: reference,
      name: `Áo thun ${contents}`,
      product_price: 1_000 + contents,
      warehouse_code: place.warehouse,
      platform: place.platform,
      items,
      packages: [{ package_code: 'P1', items }],
      estimated_arrival_time: arrivalOf(this.#time),
      shipment_tracking_code: 'OASC1',
    };
    this.#keep(kind, body, {
      sentAs: null,
      reference: reference === null ? null : spelt(reference, this.switches.spelling),
      madeAt: this.#time.now - agoMs,
    });
  }

  /** A batch of the warehouse: what is old was changed just now. */
  touchOldRows(): void {
    for (const kind of ['product', 'purchase-order', 'shipment', 'return'] as const) this.#seed(kind);
    const now = this.#seconds(this.#time.now);
    for (const { record, sentAs } of this.kept) if (sentAs === null) record.updated_time = now;
  }

  /** There is a record in the same place that was made for something else. */
  hasAnother({ kind, place }: Pick<DocumentSpec, 'kind' | 'place'>, key: string): boolean {
    return this.kept.some((each) => {
      const { platform = place.platform, warehouse_code = place.warehouse } = each.record as {
        platform?: unknown;
        warehouse_code?: unknown;
      };
      return each.kind === kind && each.sentAs !== key && platform === place.platform && warehouse_code === place.warehouse;
    });
  }

  /** The client of one run of the desk. */
  client(desk: Caller): Calls {
    // How pages are counted is found out by the client, as on the wire.
    const paging = new Paging({}, desk.learnedPages);
    const list = <K extends DocumentKindName>(
      kind: K,
      query: Paged | undefined,
      key: string | undefined,
      how: CallOptions | undefined,
    ): Promise<Page<RecordOf[K]>> => {
      const ask = (number: number): Promise<Page<RecordOf[K]>> =>
        this.#answer(desk, how, 100, () => {
          this.#failingLookUp(call(kind, 'list'));
          return this.#list(kind, number, query?.pageSize, key);
        });
      return paging.page(call(kind, 'list'), query?.page ?? 1, ask, (row) => codeOf(kind, row));
    };
    const detail = <K extends DocumentKindName>(kind: K, code: string, how: CallOptions | undefined): Promise<RecordOf[K]> =>
      this.#answer(desk, how, 100, () => {
        this.#failingLookUp(call(kind, 'detail'));
        return this.#detail(kind, code);
      });
    const create = (kind: DocumentKindName, body: object, how: CallOptions | undefined): Promise<string> =>
      this.#create(desk, kind, body, how);
    return {
      products: {
        create: (body, how) => create('product', body, how),
        list: (query, how) => list('product', query, query?.keyword, how),
        detail: (code, how) => detail('product', code, how),
        assign: (code, warehouses, how) =>
          this.#answer(desk, how, 100, () => {
            const found = this.kept.find((each) => each.kind === 'product' && each.code === code);
            if (found !== undefined)
              Object.assign(found.record as ProductRecord, {
                status: 'ACTIVE',
                warehouses: warehouses.map((warehouse_code) => ({ warehouse_code, warehouse_name: null })),
              });
          }),
      },
      purchaseOrders: {
        create: (body, how) => create('purchase-order', body, how),
        list: (query, how) => list('purchase-order', query, query?.merchant_po_reference, how),
        detail: (code, how) => detail('purchase-order', code, how),
      },
      shipments: {
        create: (body, how) => create('shipment', body, how),
        list: (query, how) => list('shipment', query, query?.merchant_tracking_code_reference, how),
        detail: (code, how) => detail('shipment', code, how),
      },
      returns: {
        create: (body, how) => create('return', body, how),
        list: (query, how) => list('return', query, query?.merchant_return_tracking_code_reference, how),
        detail: (code, how) => detail('return', code, how),
      },
      warehouses: {
        list: (how) =>
          this.#answer(desk, how, 100, () => ({
            rows: [
              { warehouse_code: 'W1', warehouse_name: 'Kho 1' },
              { warehouse_code: 'W2', warehouse_name: 'Kho 2' },
            ],
            total: 2,
            unread: 0,
          })),
      },
    };
  }

  #create(desk: Caller, kind: DocumentKindName, body: object, how: CallOptions | undefined): Promise<string> {
    if (this.onCreate('leaving')) return never();
    const fault = this.faults.shift() ?? noFault;
    const sentAs = referenceIn(kind, body);
    const reference = spelt(sentAs, this.switches.spelling);
    const failure = failureOf(fault, call(kind, 'create'));
    const make = (): string | null => {
      if (this.switches.unique && reference !== null && this.kept.some((each) => each.kind === kind && each.reference === reference))
        return null;
      return this.#keep(kind, structuredClone(body), { sentAs, reference, madeAt: this.#time.now });
    };
    if (fault.commit !== null && fault.commit > 0) this.#time.after(fault.commit, make);
    const code = fault.commit === 0 ? make() : null;
    if (fault.commit === 0 && this.onCreate('made')) return never();
    return this.#answer(desk, how, answeredAfter(fault), () => {
      // A connection that breaks, or nobody to ask, says no more than that; everybody else says that there is one already.
      const exists =
        fault.commit === 0 && code === null && (fault.answer === 'made' || fault.answer === '500' || fault.answer === 'unreadable');
      if (exists)
        throw new DeskFailure({
          code: 'provider',
          call: call(kind, 'create'),
          sent: 'answered',
          provider: { code: 'ALREADY_EXISTS', messages: [], logId: null, httpStatus: 400 },
        });
      if (failure !== null) throw failure;
      return code ?? '';
    });
  }

  #keep(kind: DocumentKindName, body: object, made: Pick<Kept, 'sentAs' | 'reference' | 'madeAt'>): string {
    // The warehouse is at work: not much later something old is changed.
    if (made.sentAs !== null && this.switches.order === 'updated') this.#time.after(2_000, () => this.touchOldRows());
    const code = `${codeStart[kind]}${String((this.#codes += 1) * 7_919).padStart(8, '0')}`;
    const record = recordOf(kind, code, body, made.reference, this.#seconds(made.madeAt));
    this.kept.push({ kind, code, record, contents: contentsIn(kind, body), isRemoved: false, ...made });
    return code;
  }

  /** The page `number` by this provider's own count. */
  #list<K extends DocumentKindName>(kind: K, number: number, pageSize: number | undefined, key: string | undefined): Page<RecordOf[K]> {
    const { switches } = this;
    this.#seed(kind);
    this.#requests += 1;
    if (switches.rows === 'inserted' && this.#requests % 2 === 0)
      this.other(kind, { reference: `OTHER-${this.#requests}`, contents: 3, place: places[0], agoMs: 0 });
    if (switches.rows === 'removed' && this.#requests % 2 === 0) this.#removeAnOldOne(kind);
    const size = Math.min(pageSize ?? 50, switches.pageSize);
    // Two servers answer in turn, and one of them is behind.
    const isPrompt = switches.lag.isOfOneServer === true && this.#random() < 0.5;
    const lag = isPrompt ? 0 : key === undefined ? switches.lag.unfiltered : switches.lag.filtered;
    const visible = this.kept.filter(
      (each) =>
        each.kind === kind && !each.isRemoved && !this.#isHidden(each) && (each.sentAs === null || this.#time.now - each.madeAt >= lag),
    );
    const ordered = this.#ordered(key === undefined ? visible : this.#filtered(kind, visible, key));
    const first = Math.max(0, number - switches.firstPage);
    if (number < switches.firstPage && switches.pageZero !== 'first') {
      if (switches.pageZero === 'empty') return { rows: [], total: ordered.length, unread: 0 };
      throw new DeskFailure({
        code: 'provider',
        call: call(kind, 'list'),
        ...(switches.pageZero === 'refused'
          ? { sent: 'answered', provider: { code: 'BAD_REQUEST', messages: ['Invalid page.'], logId: null, httpStatus: 400 } }
          : { sent: 'maybe', provider: { code: null, messages: [], logId: null, httpStatus: 500 } }),
      });
    }
    let shown = ordered.slice(first * size, (first + 1) * size);
    if (switches.end === 'firstAgain') shown = ordered.slice(0, size);
    if (shown.length === 0 && first > 0) {
      if (switches.end === 'refused')
        throw new DeskFailure({
          code: 'provider',
          call: call(kind, 'list'),
          sent: 'answered',
          provider: { code: 'NOT_FOUND', messages: ['Invalid page.'], logId: null, httpStatus: 404 },
        });
      if (switches.end === 'lastAgain') shown = ordered.slice(Math.max(0, Math.ceil(ordered.length / size) - 1) * size);
    }
    let rows = shown.map(({ record }) => this.#asListed(kind, record));
    if (switches.rows === 'repeated' && rows[0] !== undefined) rows = [...rows, rows[0]];
    const isUnread = switches.rows === 'unreadable' && rows.length > 1;
    if (isUnread) rows = rows.filter((_, index) => index !== Math.floor(this.#random() * rows.length));
    const total = { right: ordered.length, ofThePage: rows.length, absent: null, wrong: Math.floor(this.#random() * 3) }[switches.total];
    return { rows: rows as RecordOf[K][], total, unread: isUnread ? 1 : 0 };
  }

  #isHidden({ record }: Kept): boolean {
    const { platform, warehouse_code } = record as { platform?: unknown; warehouse_code?: unknown };
    return (
      (this.switches.hides === 'aPlatform' && platform === 'tiktok') || (this.switches.hides === 'aWarehouse' && warehouse_code === 'W2')
    );
  }

  #filtered(kind: DocumentKindName, visible: readonly Kept[], asked: string): Kept[] {
    switch (this.switches.filter) {
      case 'exact':
        return visible.filter(({ reference }) => reference === asked);
      case 'folded': {
        const wanted = folded(spelt(asked, this.switches.spelling) ?? '');
        return visible.filter(({ reference }) => reference !== null && folded(reference) === wanted);
      }
      case 'prefix':
        return visible.filter(({ reference }) => reference?.startsWith(asked));
      case 'contains':
        return visible.filter(({ reference }) => reference?.toLowerCase().includes(asked.toLowerCase()));
      case 'ignored':
        return [...visible];
      case 'nothing':
        return [];
      case 'errors':
        throw new DeskFailure({
          code: 'provider',
          call: call(kind, 'list'),
          sent: 'answered',
          provider: { code: 'BAD_REQUEST', messages: [], logId: null, httpStatus: 400 },
        });
      default:
        throw new Error(`unknown filter ${String(this.switches.filter)}`);
    }
  }

  #ordered(rows: readonly Kept[]): Kept[] {
    const newest = (a: Kept, b: Kept): number => b.madeAt - a.madeAt || (a.code < b.code ? 1 : -1);
    switch (this.switches.order) {
      case 'newest':
        return rows.toSorted(newest);
      case 'oldest':
        return rows.toSorted((a, b) => newest(b, a));
      case 'updated':
        return rows.toSorted((a, b) => (b.record.updated_time ?? 0) - (a.record.updated_time ?? 0) || newest(a, b));
      case 'byCode':
        // The codes of this provider do not grow with time.
        return rows.toSorted((a, b) => mixed(a.code) - mixed(b.code));
      case 'random': {
        const places = new Map(rows.map((row) => [row, this.#random()]));
        return rows.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
      }
      case 'pinned': {
        const sorted = rows.toSorted(newest);
        const old = sorted.filter(({ madeAt }) => madeAt < this.#time.now - 24 * hour).slice(0, pinnedRows);
        return [...old, ...sorted.filter((row) => !old.includes(row))];
      }
      default:
        throw new Error(`unknown order ${String(this.switches.order)}`);
    }
  }

  #asListed(kind: DocumentKindName, record: RecordOf[DocumentKindName]): RecordOf[DocumentKindName] {
    const { listOmits } = this.switches;
    if (listOmits === 'nothing') return { ...record };
    return listOmits === 'time' ? { ...record, created_time: null } : without(kind, record, listOmits);
  }

  #detail<K extends DocumentKindName>(kind: K, code: string): RecordOf[K] {
    const found = this.kept.find((each) => each.kind === kind && each.code === code && !each.isRemoved);
    const { detail } = this.switches;
    if (found === undefined || detail === 'refused')
      throw new DeskFailure({
        code: 'provider',
        call: call(kind, 'detail'),
        sent: 'answered',
        provider: { code: 'NOT_FOUND', messages: [], logId: null, httpStatus: 404 },
      });
    const record = { ...found.record };
    return (detail === 'whole' ? record : without(kind, record, detail === 'omitsItems' ? 'items' : 'reference')) as RecordOf[K];
  }

  #failingLookUp(name: CallName): void {
    const { lookUpsFail } = this;
    if (lookUpsFail === null || this.#time.now >= lookUpsFail.until) return;
    const failure = failureOf({ answer: lookUpsFail.how }, name);
    if (failure !== null) throw failure;
  }

  #removeAnOldOne(kind: DocumentKindName): void {
    const old = this.kept.find((each) => each.kind === kind && !each.isRemoved && each.sentAs === null);
    if (old !== undefined) old.isRemoved = true;
  }

  /** What the wire does to an answer: it takes its time, does not reach the dead, and is lost to those who sleep. */
  #answer<T>(desk: Caller, how: CallOptions | undefined, ms: number, work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const cancel = this.#time.after(ms, () => {
        if (!desk.isAlive()) return;
        if (desk.isAsleep()) {
          desk.onWake(() => reject(new DeskFailure({ code: 'connectionLost', sent: 'maybe' })));
          return;
        }
        try {
          const answer = work();
          this.#tellDate(desk);
          resolve(answer);
        } catch (error) {
          if (error instanceof DeskFailure && error.error.provider?.httpStatus != null) this.#tellDate(desk);
          reject(error);
        }
      });
      how?.signal?.addEventListener('abort', () => {
        cancel();
        reject(new DeskFailure({ code: 'cancelled', sent: 'maybe' }));
      });
    });
  }

  #tellDate(desk: Caller): void {
    const { date, skew } = this.switches;
    if (date !== 'absent') desk.onDate((date === 'right' ? 0 : skew) - this.#time.wallOff);
  }

  #seconds(ms: number): number {
    return Math.floor((this.#time.true - this.#time.now + ms + this.switches.skew) / 1_000);
  }
}

/** All orders of a history are expected on the same day. */
export const arrivalOf = (time: Time): number => Math.floor((time.true - time.now + 60 * 24 * 60 * minute) / 1_000);

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const folded = (reference: string): string => fold(reference).replaceAll(/[-\s]/g, '');
const mixed = (code: string): number => Array.from(code).reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);

function without(kind: DocumentKindName, record: RecordOf[DocumentKindName], what: 'reference' | 'items'): RecordOf[DocumentKindName] {
  if (what === 'reference') {
    const field = {
      product: 'sku',
      'purchase-order': 'merchant_po_reference',
      shipment: 'merchant_tracking_code_reference',
      return: 'merchant_return_tracking_code_reference',
    }[kind];
    return { ...record, [field]: null };
  }
  return kind === 'purchase-order' ? { ...record, packages: null } : kind === 'product' ? { ...record } : { ...record, items: null };
}
