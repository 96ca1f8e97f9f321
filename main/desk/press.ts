/** What draws and prints, as the desk knows it: Electron's windows and the system's printers, or what a test has in their place. */
import type { ClaimSheet } from '../../contract/claim.ts';
import type { CartonLabel, DrawnDocument, Printer, Size } from '../../contract/printing.ts';

export type ToDraw = CartonLabel | ClaimSheet | { readonly kind: 'file'; readonly mime: string; readonly bytes: Uint8Array<ArrayBuffer> };

export interface PrinterHere extends Printer {
  /** Takes nothing: switched off, stopped, out of paper, as far as the system says. */
  readonly isStopped: boolean;
}

/**
 * `printed`: the system has taken all of it. `cancelled`: somebody stopped it. `failed`: the system could not. `maybe`: it did not answer,
 * or had taken a part.
 */
export type PressEnd = 'printed' | 'cancelled' | 'failed' | 'maybe';

export interface Sheets {
  /** One for each of what was to be drawn. */
  readonly documents: readonly DrawnDocument[];
  /** What would be printed of all of them. */
  pdf(): Promise<Uint8Array<ArrayBuffer>>;
  /** Prints the documents from `first` to `last` (from 0, both included), each sheet on paper of its size. `printer`: the system's name. */
  print(
    first: number,
    last: number,
    how: { readonly printer: string | null; readonly copies: number },
  ): Promise<{ readonly end: PressEnd; readonly reason: string }>;
  close(): void;
}

export interface Press {
  printers(): Promise<PrinterHere[]>;
  /** At its real size; `paper` is `null` where each page has its own. Close it. @throws where it cannot be drawn at all */
  draw(things: readonly ToDraw[], paper: Size | null): Promise<Sheets>;
}
