/** What each list is filtered by (page). Kept while the operator is elsewhere, so that coming back finds the list as it was. */
import { create } from 'zustand';
import { type RecordScreen, go, onPlace, placeNow } from '../../stores/place.ts';
import { appNow, useSession } from '../../stores/session.ts';
import { type ListFilter, unfiltered } from './listRequest.ts';

const useFilters = create<Readonly<Record<string, ListFilter>>>(() => ({}));
/** One filter a list and connection: another connection has other warehouses. */
const keyOf = (screen: RecordScreen, connectionId: string | undefined): string => `${connectionId ?? ''} ${screen}`;

export function useListFilter(screen: RecordScreen): readonly [ListFilter, (change: Partial<ListFilter>) => void] {
  const key = keyOf(screen, useSession()?.connection.id);
  const filter = useFilters((filters) => filters[key]) ?? unfiltered;
  return [filter, (change) => useFilters.setState((filters) => ({ [key]: { ...(filters[key] ?? unfiltered), ...change } }))];
}

/**
 * A place that asks for a status sets the filter of its list before the list is drawn: no other rows flash up, and none are asked for. Then the
 * place is the plain list: coming back to it finds what was chosen since.
 */
function obeyPlace(): void {
  const place = placeNow();
  if (!('view' in place) || place.view !== 'list' || place.status === undefined) return;
  useFilters.setState({ [keyOf(place.screen, appNow()?.session?.connection.id)]: { ...unfiltered, status: place.status } });
  go({ screen: place.screen, view: 'list' }, { replace: true });
}
obeyPlace();
onPlace(obeyPlace);
