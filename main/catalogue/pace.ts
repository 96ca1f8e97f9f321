/** How often the background reads what. */

/** In milliseconds. */
export interface BackgroundPace {
  /**
   * Once, before the first movement, where there is a copy already: the first screen is drawn from it meanwhile, and has the machine to
   * itself.
   */
  readonly first: number;
  readonly betweenPages: number;
  readonly newest: number;
  readonly lookBack: number;
  /** Between two whole walks at most, however long the list. */
  readonly wholeWalk: number;
  /** Between two whole walks for each page that they take, and never less than `lookBack`: an even share of the limit. */
  readonly perPage: number;
  /** Warehouses and brands are asked for when they are so old. */
  readonly lookups: number;
  /** After a failure that concerns everything (no network): doubled each time up to the second. */
  readonly backOff: readonly [number, number];
  /** After a failure that concerns one kind's list alone (the call is not there). */
  readonly kindBackOff: number;
}
export const usualPace: BackgroundPace = {
  first: 2_000,
  betweenPages: 20,
  newest: 60_000,
  lookBack: 30 * 60_000,
  wholeWalk: 12 * 60 * 60_000,
  perPage: 90_000,
  lookups: 30 * 60_000,
  backOff: [5_000, 60_000],
  kindBackOff: 10 * 60_000,
};
