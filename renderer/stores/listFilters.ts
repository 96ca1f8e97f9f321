/**
 * What each list is filtered by. Kept while the operator is elsewhere, and while the desk is closed: coming back finds the list as
 * it was.
 */
import { useMemo } from 'react';
import { create } from 'zustand';
import { kindOfPlural, pluralOf } from '../../contract/kinds/index.ts';
import { type Place, unfiltered as allRows, narrowing } from '../../contract/query.ts';
import { type KeptQuery, type RecordFilter, firstPage } from '../../contract/recordQuery.ts';
import type { RecordKind } from '../../contract/records.ts';
import { lookNow, useLook } from './listLooks.ts';
import { type RecordScreen, go, placeNow } from './place.ts';
import { appNow, useSessionPart } from './session.ts';

/** What is asked of a list, and the row its page is read on from. */
export type ListFilter = RecordFilter & { readonly at: Place | null };

export const unfiltered: ListFilter = { ...allRows, at: null };

/** Rows that are asked for at first: as many as are seen. */
export const pageSize = 50;

/** What tells one list from another: not where in it one is. */
export const listOf = ({ at: _at, ...asked }: ListFilter): string => JSON.stringify([narrowing(asked), asked.order]);

export const listQuery = (kind: RecordKind, filter: ListFilter): KeptQuery => ({
  ...firstPage(kind, { pageSize, counts: ['status'] }),
  ...filter,
});

const useFilters = create<Readonly<Record<string, ListFilter>>>(() => ({}));
/** One filter a list and connection: another connection has other warehouses. */
const keyOf = (screen: RecordScreen, connectionId: string | undefined): string => `${connectionId ?? ''} ${screen}`;

/** All rows, in the order that the operator gave this list last. */
const begin = (screen: RecordScreen): ListFilter => ({ ...unfiltered, order: lookNow(kindOfPlural(screen)).order });

export function useListFilter(screen: RecordScreen): readonly [ListFilter, (change: Partial<ListFilter>) => void] {
  const key = keyOf(screen, useSessionPart((session) => session.connection.id) ?? undefined);
  const { order } = useLook(kindOfPlural(screen));
  const kept = useFilters((filters) => filters[key]);
  const filter = useMemo(() => kept ?? { ...unfiltered, order }, [kept, order]);
  // Whatever is asked otherwise begins with the first page.
  return [filter, (change) => useFilters.setState((filters) => ({ [key]: { ...(filters[key] ?? begin(screen)), at: null, ...change } }))];
}

/** What the list on screen, alone or beside a detail, shows; `null` where there is none. */
export function listNow(): KeptQuery | null {
  const place = placeNow();
  if (!('view' in place) || place.view === 'form') return null;
  return listQuery(
    kindOfPlural(place.screen),
    useFilters.getState()[keyOf(place.screen, appNow()?.session?.connection.id)] ?? begin(place.screen),
  );
}

/** As it was when the desk was closed; sorted as it was last, where the end came before the place was kept. */
export function bringListBack(connectionId: string, { kind, search, facets, ranges, order, at }: KeptQuery): void {
  const own = order ?? lookNow(kind).order;
  // A row is a place in one order only.
  const place = own === order && at !== null && at.way !== 'offset' ? at : null;
  const list = { search, facets, ranges, order: own, at: place };
  useFilters.setState({ [keyOf(pluralOf(kind), connectionId)]: list });
}

/** Told of every change. Answers what ends it. */
export const onListFilter = (listener: () => void): (() => void) => useFilters.subscribe(listener);

/** Goes to a list that shows just these rows. */
export function openList(screen: RecordScreen, filter: Partial<RecordFilter>): void {
  useFilters.setState({ [keyOf(screen, appNow()?.session?.connection.id)]: { ...begin(screen), ...filter } });
  go({ screen, view: 'list' });
}
