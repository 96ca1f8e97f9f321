/** Where the operator is, and was. */
import { create } from 'zustand';
import type { Place } from './places.ts';

export {
  outboxFilters,
  recordScreens,
  settingsSections,
  type OutboxFilter,
  type Place,
  type RecordPlace,
  type RecordScreen,
  type SettingsSection,
} from './places.ts';

interface Way {
  readonly past: readonly Place[];
  readonly here: Place;
  readonly ahead: readonly Place[];
}

const start: Way = { past: [], here: { screen: 'today' }, ahead: [] };
/** So many steps back are kept. */
const longestWay = 100;

const usePlaceStore = create<Way>(() => start);

export const usePlace = (): Place => usePlaceStore((way) => way.here);
export const useCanGoBack = (): boolean => usePlaceStore((way) => way.past.length > 0);
export const placeNow = (): Place => usePlaceStore.getState().here;
/** Told of every step. Answers what ends it. */
export const onPlace = (listener: () => void): (() => void) => usePlaceStore.subscribe(listener);

const fields = (place: Place): string => JSON.stringify(Object.entries(place).toSorted(([a], [b]) => a.localeCompare(b)));

/** Goes there. Going where one is already is no step. `replace` takes the step in place of the last one: a form that got its draft's id. */
export function go(place: Place, { replace = false }: { readonly replace?: boolean } = {}): void {
  usePlaceStore.setState(({ past, here }) => {
    if (fields(place) === fields(here)) return {};
    return replace ? { here: place } : { past: [...past, here].slice(-longestWay), here: place, ahead: [] };
  });
}

export function back(): void {
  usePlaceStore.setState(({ past, here, ahead }) => {
    const before = past.at(-1);
    return before === undefined ? {} : { past: past.slice(0, -1), here: before, ahead: [here, ...ahead] };
  });
}

export function forward(): void {
  usePlaceStore.setState(({ past, here, ahead }) => {
    const next = ahead[0];
    return next === undefined ? {} : { past: [...past, here], here: next, ahead: ahead.slice(1) };
  });
}

/** Another connection has other records: its way starts anew. */
export function startAnew(place: Place = { screen: 'today' }): void {
  usePlaceStore.setState({ past: [], here: place, ahead: [] });
}
