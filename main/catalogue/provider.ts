/** The provider's lists and details by kind of record: which call, and which of our filters it may know. */
import { articleNumberOf, cleanCode, searchedAs } from '../../contract/codes.ts';
import { codeOf } from '../../contract/records.ts';
import type { RecordKind, RecordOf, RecordQuery } from '../../contract/records.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { CallOptions, Onflow, Page } from '../onflow/client.ts';

export type CatalogueCalls = Pick<Onflow, 'products' | 'purchaseOrders' | 'shipments' | 'returns' | 'warehouses' | 'brands' | 'areas'>;

export interface PageWanted {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly filter?: Pick<RecordQuery, 'search' | 'status' | 'warehouse'>;
}

/** One page of a kind's list, newest first (A). @throws DeskFailure as every call of the client */
export async function fetchPage<K extends RecordKind>(
  onflow: CatalogueCalls,
  kind: K,
  wanted: PageWanted,
  how: CallOptions,
): Promise<Page<RecordOf[K]>> {
  const { page, pageSize, filter } = wanted;
  const typed = cleanCode(filter?.search ?? '');
  // The provider knows articles by their barcodes, not by what scanners put round them.
  const search = articleNumberOf(typed) === null ? typed : searchedAs(typed);
  // Only products have a keyword (A); the others are filtered by their whole reference, which has no spaces.
  const reference = search === '' || /\s/.test(search) ? undefined : search;
  const paged = { page, pageSize, warehouse_code: filter?.warehouse ?? undefined, status: providerStatus(kind, filter?.status ?? null) };
  const ask = (): Promise<Page<RecordOf[RecordKind]>> => {
    switch (kind) {
      case 'product':
        return onflow.products.list({ ...paged, keyword: search === '' ? undefined : search }, how);
      case 'purchase-order':
        return onflow.purchaseOrders.list({ ...paged, merchant_po_reference: reference }, how);
      case 'shipment':
        return onflow.shipments.list({ ...paged, merchant_tracking_code_reference: reference }, how);
      case 'return':
        return onflow.returns.list({ ...paged, merchant_return_tracking_code_reference: reference }, how);
      default:
        return assertNever(kind);
    }
  };
  return (await ask()) as Page<RecordOf[K]>;
}

/** Of a page that a cache on the way had kept only what the local copy does not have: of the rest that knows as much, or more. */
export const newsIn = <K extends RecordKind>(
  known: Pick<Catalogue, 'get'>,
  kind: K,
  { rows, isKept }: Page<RecordOf[K]>,
): readonly RecordOf[K][] => (isKept === true ? rows.filter((row) => known.get(kind, codeOf(kind, row)) === null) : rows);

/** @throws DeskFailure as every call of the client */
export async function fetchDetail<K extends RecordKind>(
  onflow: CatalogueCalls,
  kind: K,
  code: string,
  how: CallOptions,
): Promise<RecordOf[K]> {
  const ask = (): Promise<RecordOf[RecordKind]> => {
    switch (kind) {
      case 'product':
        return onflow.products.detail(code, how);
      case 'purchase-order':
        return onflow.purchaseOrders.detail(code, how);
      case 'shipment':
        return onflow.shipments.detail(code, how);
      case 'return':
        return onflow.returns.detail(code, how);
      default:
        return assertNever(kind);
    }
  };
  return (await ask()) as RecordOf[K];
}

/**
 * States that the provider knows by one number of `status_info.value` (X: 300, 350; A: 100). Cancelled has several, picked and packed none.
 */
const valueOf: Readonly<Record<string, string>> = { NEW: '100', HANDOVER: '300', PROBLEM: '350' };

/**
 * Our word for a state as the provider's filter, `undefined` where it has no single word for it: then all states come, and the desk picks.
 */
function providerStatus(kind: RecordKind, status: string | null): string | undefined {
  if (status === null || status === 'GONE' || status === 'UNKNOWN') return undefined;
  if (kind === 'product' || kind === 'purchase-order') return status;
  return valueOf[status] ?? /^STATUS_(\d+)$/.exec(status)?.[1];
}

function assertNever(value: never): never {
  throw new Error(`unexpected ${String(value)}`);
}
