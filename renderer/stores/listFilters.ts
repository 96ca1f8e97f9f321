/**
 * What each list is filtered by. Kept while the operator is elsewhere, and while the desk is closed: coming back finds the list as
 * it was.
 */
import { create } from 'zustand';
import type { SavedPlace } from '../../contract/place.ts';
import type { RecordKind } from '../../contract/records.ts';
import { type RecordScreen, go, onPlace, placeNow } from './place.ts';
import { appNow, useSession } from './session.ts';

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
export const kindsListed: Readonly<Record<RecordScreen, RecordKind>> = {
  products: 'product',
  purchaseOrders: 'purchase-order',
  shipments: 'shipment',
  returns: 'return',
};

type ListQuery = NonNullable<SavedPlace['list']>;

export const listQuery = (kind: RecordKind, { search, status, warehouse, page }: ListFilter): ListQuery => ({
  kind,
  search,
  status,
  warehouse,
  page,
  pageSize,
});

const useFilters = create<Readonly<Record<string, ListFilter>>>(() => ({}));
/** One filter a list and connection: another connection has other warehouses. */
const keyOf = (screen: RecordScreen, connectionId: string | undefined): string => `${connectionId ?? ''} ${screen}`;

export function useListFilter(screen: RecordScreen): readonly [ListFilter, (change: Partial<ListFilter>) => void] {
  const key = keyOf(screen, useSession()?.connection.id);
  const filter = useFilters((filters) => filters[key]) ?? unfiltered;
  return [filter, (change) => useFilters.setState((filters) => ({ [key]: { ...(filters[key] ?? unfiltered), ...change } }))];
}

/** What the list on screen, alone or beside a detail, shows; `null` where there is none. */
export function listNow(): ListQuery | null {
  const place = placeNow();
  if (!('view' in place) || place.view === 'form') return null;
  return listQuery(kindsListed[place.screen], useFilters.getState()[keyOf(place.screen, appNow()?.session?.connection.id)] ?? unfiltered);
}

/** As it was when the desk was closed. */
export function bringListBack(connectionId: string, { kind, search, status, warehouse, page }: ListQuery): void {
  const screen = (Object.keys(kindsListed) as RecordScreen[]).find((each) => kindsListed[each] === kind);
  if (screen !== undefined) useFilters.setState({ [keyOf(screen, connectionId)]: { search, status, warehouse, page } });
}

/** Told of every change. Answers what ends it. */
export const onListFilter = (listener: () => void): (() => void) => useFilters.subscribe(listener);

/**
 * A place that asks for a status sets the filter of its list before the list is drawn: no other rows flash up, and none are asked for. Then
 * the place is the plain list: coming back to it finds what was chosen since.
 */
function obeyPlace(): void {
  const place = placeNow();
  if (!('view' in place) || place.view !== 'list' || place.status === undefined) return;
  useFilters.setState({ [keyOf(place.screen, appNow()?.session?.connection.id)]: { ...unfiltered, status: place.status } });
  go({ screen: place.screen, view: 'list' }, { replace: true });
}
obeyPlace();
onPlace(obeyPlace);
