/** What the outbox is filtered by. Kept while the operator is elsewhere. */
import { create } from 'zustand';
import { type OutboxFilter, go, onPlace, placeNow } from '../../stores/place.ts';

interface Filter {
  readonly filter: OutboxFilter;
  readonly search: string;
}

const useFilter = create<Filter>(() => ({ filter: 'all', search: '' }));
export const useOutboxFilter = (): Filter => useFilter();
export const filterOutbox = (change: Partial<Filter>): void => useFilter.setState(change);

/** As in the lists of records: a place that names a filter sets it once, and becomes the plain place of the outbox. */
function obeyPlace(): void {
  const place = placeNow();
  if (place.screen !== 'outbox' || place.filter === undefined) return;
  filterOutbox({ filter: place.filter, search: '' });
  go({ screen: 'outbox' }, { replace: true });
}
obeyPlace();
onPlace(obeyPlace);
