/** The rows of a table: an array, or a longer list of which only a part is here. */
export interface RowsAt<Row> {
  readonly length: number;
  /** `undefined`: not here yet. */
  at(index: number): Row | undefined;
  /** Among those that are here; -1 where it is none of them. */
  findIndex(isMeant: (row: Row) => boolean): number;
}

/** Where a longer list is looked at. */
export interface ListPlace {
  /** Another word: another list, which is shown from the row `start` on. */
  readonly of: string;
  readonly start: number;
  /** Grows with each row that came in above those in sight, and falls with each that went: what is looked at stays where it is. */
  readonly origin: number;
}
