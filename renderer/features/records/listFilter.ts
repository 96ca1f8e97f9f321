/** What each list is filtered by (page). Kept while the operator is elsewhere, so that coming back finds the list as it was. */
import { create } from 'zustand';
import type { RecordScreen } from '../../stores/place.ts';
import { useSession } from '../../stores/session.ts';

export interface ListFilter {
  readonly search: string;
  readonly status: string | null;
  readonly warehouse: string | null;
  /** From 0. */
  readonly page: number;
}

const all: ListFilter = { search: '', status: null, warehouse: null, page: 0 };
const useFilters = create<Readonly<Record<string, ListFilter>>>(() => ({}));

/** One filter a list and connection: another connection has other warehouses. */
export function useListFilter(screen: RecordScreen): readonly [ListFilter, (change: Partial<ListFilter>) => void] {
  const key = `${useSession()?.connection.id ?? ''} ${screen}`;
  const filter = useFilters((filters) => filters[key]) ?? all;
  return [filter, (change) => useFilters.setState((filters) => ({ [key]: { ...(filters[key] ?? all), ...change } }))];
}
