/** How often the background reads what. */

/** In milliseconds. */
export interface BackgroundPace {
  /**
   * Once, before the first movement, where there is a copy already: the first screen is drawn from it meanwhile, and has the machine to
   * itself.
   */
  readonly first: number;
  /** While a list is read for the first time. */
  readonly betweenPages: number;
  /** From one request to the next, as soon as the list was read whole: the background's share of the limit (600 a minute, D). */
  readonly apart: number;
  /** Between two looks at what is new, and at what is hot (main/kinds). */
  readonly newest: number;
  /** So many times longer while nobody can see the desk. */
  readonly unseen: number;
  readonly lookBack: number;
  /** Between two whole walks at most, however long the list. */
  readonly wholeWalk: number;
  /** Between two whole walks for each page that they take, and never less than `lookBack`: an even share of the limit. */
  readonly perPage: number;
  /** Between two answers that no list tells (stock, inspections): the most of the background's share that they take. */
  readonly behind: number;
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
  apart: 1_020,
  newest: 50_000,
  unseen: 3,
  lookBack: 30 * 60_000,
  wholeWalk: 12 * 60 * 60_000,
  perPage: 90_000,
  behind: 3_000,
  lookups: 30 * 60_000,
  backOff: [5_000, 60_000],
  kindBackOff: 10 * 60_000,
};
