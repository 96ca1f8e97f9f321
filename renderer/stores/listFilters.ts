/**
 * What each list is filtered by. Kept while the operator is elsewhere, and while the desk is closed: coming back finds the list as
 * it was.
 */
import { create } from 'zustand';
import { kindOfPlural, pluralOf } from '../../contract/kinds/index.ts';
import { type Filter, type Place, unfiltered as allRows } from '../../contract/query.ts';
import { type KeptQuery, firstPage } from '../../contract/recordQuery.ts';
import type { RecordKind } from '../../contract/records.ts';
import { type RecordScreen, go, placeNow } from './place.ts';
import { appNow, useSessionPart } from './session.ts';

/** What is asked of a list, and the row its page is read on from. */
export type ListFilter = Filter & { readonly at: Place | null };

export const unfiltered: ListFilter = { ...allRows, at: null };

/** Rows of a page. */
export const pageSize = 50;

export const listQuery = (kind: RecordKind, filter: ListFilter): KeptQuery => ({
  ...firstPage(kind, { pageSize, counts: ['status'] }),
  ...filter,
});

const useFilters = create<Readonly<Record<string, ListFilter>>>(() => ({}));
/** One filter a list and connection: another connection has other warehouses. */
const keyOf = (screen: RecordScreen, connectionId: string | undefined): string => `${connectionId ?? ''} ${screen}`;

export function useListFilter(screen: RecordScreen): readonly [ListFilter, (change: Partial<ListFilter>) => void] {
  const key = keyOf(screen, useSessionPart((session) => session.connection.id) ?? undefined);
  const filter = useFilters((filters) => filters[key]) ?? unfiltered;
  // Whatever is asked otherwise begins with the first page.
  return [filter, (change) => useFilters.setState((filters) => ({ [key]: { ...(filters[key] ?? unfiltered), at: null, ...change } }))];
}

/** What the list on screen, alone or beside a detail, shows; `null` where there is none. */
export function listNow(): KeptQuery | null {
  const place = placeNow();
  if (!('view' in place) || place.view === 'form') return null;
  return listQuery(kindOfPlural(place.screen), useFilters.getState()[keyOf(place.screen, appNow()?.session?.connection.id)] ?? unfiltered);
}

/** As it was when the desk was closed. */
export function bringListBack(connectionId: string, { kind, search, facets, ranges, order, at }: KeptQuery): void {
  useFilters.setState({ [keyOf(pluralOf(kind), connectionId)]: { search, facets, ranges, order, at } });
}

/** Told of every change. Answers what ends it. */
export const onListFilter = (listener: () => void): (() => void) => useFilters.subscribe(listener);

/** Goes to a list that shows just these rows. */
export function openList(screen: RecordScreen, filter: Partial<Filter>): void {
  useFilters.setState({ [keyOf(screen, appNow()?.session?.connection.id)]: { ...unfiltered, ...filter } });
  go({ screen, view: 'list' });
}
