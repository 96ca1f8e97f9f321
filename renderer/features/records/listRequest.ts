/** What a list asks the desk for (page). Apart from the list itself, because it is asked for before the list is there (`app/firstAnswers.ts`). */
import type { RequestOf } from '../../../contract/bridge.ts';
import type { RecordKind } from '../../../contract/records.ts';
import type { RecordScreen } from '../../stores/places.ts';

export interface ListFilter {
  readonly search: string;
  readonly status: string | null;
  readonly warehouse: string | null;
  /** From 0. */
  readonly page: number;
}

export const unfiltered: ListFilter = { search: '', status: null, warehouse: null, page: 0 };

/** Rows of a page. */
export const pageSize = 50;

/** Which records each screen lists. */
export const recordKinds: Readonly<Record<RecordScreen, RecordKind>> = {
  products: 'product',
  purchaseOrders: 'purchase-order',
  shipments: 'shipment',
  returns: 'return',
};

export const listRequest = (kind: RecordKind, { search, status, warehouse, page }: ListFilter): RequestOf<'records.list'> & { readonly refresh: true } => ({
  kind,
  search,
  status,
  warehouse,
  page,
  pageSize,
  refresh: true,
});
