/** Rows of a table that are chosen, beside the one that is shown: by a box, by clicks with Ctrl and Shift, by the space bar. */
export interface TableChoosing<Row> {
  readonly isChosen: (row: Row) => boolean;
  /** Whether any row is. */
  readonly hasSome: boolean;
  /** `range`: from the row that was chosen last. */
  readonly onChoose: (row: Row, how: 'toggle' | 'range') => void;
  /** All rows that are loaded. */
  readonly onAll: () => void;
  readonly onNone: () => void;
}
