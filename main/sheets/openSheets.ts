/** A file of rows that is open for reading. */
import type { SheetForm, SheetInfo, SheetRow } from '../../contract/sheets.ts';

export interface OpenSheet {
  readonly info: SheetInfo;
  /**
   * In batches, for speed; from the beginning each time it is asked for. What is found to be wrong only now is thrown as by `openSheets`.
   */
  rows(): AsyncIterable<SheetRow[]>;
}

export interface OpenSheets {
  readonly form: SheetForm;
  /** In the order of their tabs. */
  readonly sheets: readonly OpenSheet[];
  close(): Promise<void>;
}
