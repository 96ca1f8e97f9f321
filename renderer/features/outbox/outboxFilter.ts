/** What the outbox is filtered by. Kept while the operator is elsewhere. */
import type { OutboxState } from '../../../contract/outbox.ts';
import { create } from 'zustand';
import { type OutboxFilter, go, onPlace, placeNow } from '../../stores/place.ts';

/** Of what was given up a person has said all there was to say: it is in none of them. */
export const statesOf: Readonly<Record<Exclude<OutboxFilter, 'all'>, readonly OutboxState[]>> = {
  moving: ['queued', 'sending'],
  unknown: ['unknown'],
  person: ['rejected', 'needs_attention'],
  confirmed: ['confirmed'],
};
interface Filter {
  readonly filter: OutboxFilter;
  readonly search: string;
  /** Of this one step alone, under its name; `null`: of all. */
  readonly batch: { readonly id: string; readonly name: string } | null;
}

const useFilter = create<Filter>(() => ({ filter: 'all', search: '', batch: null }));
export const useOutboxFilter = (): Filter => useFilter();
export const filterOutbox = (change: Partial<Filter>): void => useFilter.setState(change);

/** As in the lists of records: a place that names a filter sets it once, and becomes the plain place of the outbox. */
function obeyPlace(): void {
  const place = placeNow();
  if (place.screen !== 'outbox' || place.filter === undefined) return;
  filterOutbox({ filter: place.filter, search: '', batch: null });
  go({ screen: 'outbox' }, { replace: true });
}
obeyPlace();
onPlace(obeyPlace);
