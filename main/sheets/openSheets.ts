/** A file of rows that is open for reading. */
import type { Cell, SheetForm, SheetInfo, SheetRow } from '../../contract/sheets.ts';

/** What somebody needs of the rows: of a hundred columns most are nobody's. */
export interface WantedCells {
  /** From 0. What stands in others may be left out, as if it were empty. */
  readonly columns: ReadonlySet<number>;
  /** A row of whose cells this says no is given whole. */
  readonly areEnough: (cells: readonly Cell[]) => boolean;
}

export interface OpenSheet {
  readonly info: SheetInfo;
  /**
   * In batches, for speed; from the beginning each time it is asked for. What is found to be wrong only now is thrown as by `openSheets`.
   */
  rows(wanted?: WantedCells): AsyncIterable<SheetRow[]>;
}

export interface OpenSheets {
  readonly form: SheetForm;
  /** In the order of their tabs. */
  readonly sheets: readonly OpenSheet[];
  close(): Promise<void>;
}
