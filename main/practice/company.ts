/**
 * The merchant's company as the practice provider keeps it: products, purchase orders, shipments and returns, in memory and in the journal.
 * Documents hold facts and plans (when each step will happen), never a state that time changes: states are worked out when they are read
 * (`lifecycle.ts`), so that no timer has to run and a restart changes nothing.
 */
import type { Journal } from './journal.ts';

/** Every document has a running number, which also orders lists and names the document (`OASC51090000` + 1). */
interface Numbered {
  readonly number: number;
  /** Unix seconds, with fractions. */
  readonly created: number;
}

export type StockLevel = 'A' | 'D1' | 'D2' | 'D3' | 'L';
export interface StockEntry {
  readonly warehouse_code: string;
  readonly stock_level: StockLevel;
  readonly quantity: number;
}

export interface Product extends Numbered {
  readonly oasin: string;
  readonly updated: number;
  readonly status: 'NEW' | 'ACTIVE' | 'INACTIVE';
  readonly sku: string;
  readonly name: string;
  readonly brandId: number | null;
  readonly barcodes: readonly string[];
  /** VND. */
  readonly price: number;
  readonly characteristics: readonly string[];
  /** What is answered as it was sent, under the same name. */
  readonly plain: Readonly<Record<string, string | number | null>>;
  readonly warehouses: readonly string[];
  /** Goods that were there before the first document: only seeded products have any. */
  readonly opening: readonly StockEntry[];
}

export interface Line {
  readonly oasin: string;
  readonly product_quantity: number;
}

export interface Package {
  readonly package_code: string;
  readonly weight: number | null;
  readonly length: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly items: readonly Line[];
  readonly package_note: string | null;
}

export interface PurchaseOrder extends Numbered {
  readonly po_code: string;
  readonly warehouse_code: string;
  readonly merchant_po_reference: string;
  readonly vas: readonly string[];
  readonly packages: readonly Package[];
  readonly estimated_arrival_time: number;
  readonly po_documents: readonly { document_type: string; document_url: string; print_quantity: number }[];
  readonly note: string | null;
  /** Unix seconds at which each step happens, unless cancelled before. */
  readonly plan: { readonly arrived: number; readonly inspecting: number; readonly completed: number };
  readonly cancelled: number | null;
}

export interface Shipment extends Numbered {
  readonly tracking_code: string;
  readonly warehouse_code: string;
  readonly platform: string;
  readonly merchant_tracking_code_reference: string;
  readonly partner_tracking_code: string | null;
  readonly courier_tracking_code: string | null;
  readonly items: readonly Line[];
  readonly label_url: string | null;
  readonly note: string | null;
  readonly plan: { readonly picking: number; readonly picked: number; readonly packed: number; readonly handover: number };
  readonly cancelled: number | null;
}

export interface Return extends Numbered {
  readonly return_tracking_code: string;
  readonly warehouse_code: string;
  readonly shipment_tracking_code: string;
  readonly merchant_return_tracking_code_reference: string;
  readonly partner_tracking_code: string | null;
  readonly return_courier_tracking_code: string | null;
  readonly items: readonly Line[];
  readonly note: string | null;
  readonly plan: { readonly underWay: number; readonly received: number };
  /** Whether the warehouse will find something wrong with the goods. */
  readonly problem: boolean;
  readonly cancelled: number | null;
}

export interface Shelves {
  readonly products: Product;
  readonly purchaseOrders: PurchaseOrder;
  readonly shipments: Shipment;
  readonly returns: Return;
}
export type Shelf = keyof Shelves;
export type CompanyState = { readonly [S in Shelf]: readonly Shelves[S][] };

/** One line of the log: this document is now so. */
interface Change {
  readonly shelf: Shelf;
  readonly document: Shelves[Shelf];
}

/** Lines of log before it is folded into a new snapshot: some megabytes. */
const compactAfter = 5_000;

export class Company {
  readonly #journal: Journal;
  #shelves: { [S in Shelf]: Map<number, Shelves[S]> };

  /** `state` is the snapshot of the journal, or a seed that has just been written as one. */
  constructor(journal: Journal, state: CompanyState) {
    this.#journal = journal;
    this.#shelves = shelvesOf(state);
    for (const change of journal.changes) {
      const { shelf, document } = change as Change;
      this.#keep(shelf, document);
    }
    if (journal.length > compactAfter) journal.compact(this.#state());
  }

  /** All documents of a kind, oldest first. */
  all<S extends Shelf>(shelf: S): readonly Shelves[S][] {
    return [...this.#shelves[shelf].values()];
  }

  product(oasin: string): Product | undefined {
    return this.#byCode('products', oasin, oasinBase, 'OASIN', 7);
  }
  purchaseOrder(code: string): PurchaseOrder | undefined {
    return this.#byCode('purchaseOrders', code, poBase, 'OAPO', 9);
  }
  shipment(code: string): Shipment | undefined {
    return this.#byCode('shipments', code, shipmentBase, 'OASC', 8);
  }
  return(code: string): Return | undefined {
    return this.#byCode('returns', code, returnBase, 'OARSC', 9);
  }

  /** The number of the next document: nothing is ever deleted, so it is one more than there are. */
  nextNumber(shelf: Shelf): number {
    return this.#shelves[shelf].size + 1;
  }

  /** Durable before it is true: the log first, memory second. */
  put<S extends Shelf>(shelf: S, document: Shelves[S]): void {
    this.#journal.append({ shelf, document } satisfies Change);
    this.#keep(shelf, document);
    if (this.#journal.length > compactAfter) this.#journal.compact(this.#state());
  }

  /** Forgets everything and starts from `state`. */
  replace(state: CompanyState): void {
    this.#journal.compact(state);
    this.#shelves = shelvesOf(state);
  }

  #keep<S extends Shelf>(shelf: S, document: Shelves[S]): void {
    this.#shelves[shelf].set(document.number, document);
  }

  #byCode<S extends Shelf>(shelf: S, code: string, base: number, prefix: string, digits: number): Shelves[S] | undefined {
    const match = code.startsWith(prefix) ? code.slice(prefix.length) : '';
    return match.length === digits && /^\d+$/.test(match) ? this.#shelves[shelf].get(Number(match) - base) : undefined;
  }

  #state(): CompanyState {
    return {
      products: this.all('products'),
      purchaseOrders: this.all('purchaseOrders'),
      shipments: this.all('shipments'),
      returns: this.all('returns'),
    };
  }
}

function shelvesOf(state: CompanyState): { [S in Shelf]: Map<number, Shelves[S]> } {
  const shelf = <T extends Numbered>(documents: readonly T[]): Map<number, T> => new Map(documents.map((each) => [each.number, each]));
  return {
    products: shelf(state.products),
    purchaseOrders: shelf(state.purchaseOrders),
    shipments: shelf(state.shipments),
    returns: shelf(state.returns),
  };
}

// Codes in the provider's patterns (onflow-api.md, Fields, X); how it counts is not known, so ours just count up.
const oasinBase = 1_470_000;
const poBase = 232_716_000;
const shipmentBase = 51_090_000;
const returnBase = 220_807_000;
export const oasinOf = (number: number): string => `OASIN${oasinBase + number}`;
export const poCodeOf = (number: number): string => `OAPO${poBase + number}`;
export const trackingCodeOf = (number: number): string => `OASC${shipmentBase + number}`;
export const returnTrackingCodeOf = (number: number): string => `OARSC${returnBase + number}`;

export interface Warehouse {
  readonly warehouse_code: string;
  readonly warehouse_name: string;
  readonly address: string;
}

export const warehouses: readonly Warehouse[] = [
  {
    warehouse_code: 'ONF_WH_HN_LB',
    warehouse_name: 'Kho Hà Nội – Long Biên',
    address: 'Lô 7, KCN Sài Đồng B, phường Thạch Bàn, quận Long Biên, Hà Nội',
  },
  {
    warehouse_code: 'ONF_WH_HCM_BT',
    warehouse_name: 'Kho TP. Hồ Chí Minh – Bình Tân',
    address: 'Số 18 đường số 3, KCN Tân Tạo, quận Bình Tân, TP. Hồ Chí Minh',
  },
];
export const isWarehouse = (code: string): boolean => warehouses.some(({ warehouse_code }) => warehouse_code === code);
