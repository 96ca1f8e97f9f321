/** Presses for desks without a window: one of a computer without printers, and one that says what it was given. */
import type { DrawnDocument, Size, ToPrint } from '../../contract/printing.ts';
import type { Press, PressEnd, PrinterHere, ToDraw } from '../../main/desk/press.ts';

export const noPress: Press = {
  printers: () => Promise.resolve([]),
  draw: () => Promise.reject(new Error('nothing can be drawn here')),
};

export interface Job {
  readonly things: readonly ToDraw[];
  readonly printer: string | null;
  readonly copies: number;
}

/** What is not a file is drawn on `paper`; a file on paper of the size that its bytes name (`105x148`), or not at all. */
export function recordingPress(given: {
  readonly printers?: readonly PrinterHere[];
  /** How each job ends, in order; all others are printed. */
  readonly ends?: (PressEnd | Promise<PressEnd>)[];
  /** The carton label that takes the window that draws along. */
  readonly crashesOn?: ToPrint;
}): { readonly press: Press; readonly jobs: readonly Job[] } {
  const jobs: Job[] = [];
  const ends = given.ends ?? [];
  const printers = given.printers ?? [{ name: 'zebra', label: 'Zebra ZD230', isStopped: false }];
  const drawn = (thing: ToDraw, paper: Size | null): DrawnDocument => {
    if (thing.kind === 'carton') return { sheets: [{ width: 100, height: 150, ...paper, isCut: false, missing: 'none' }] };
    const size = paper ?? { width: 105, height: 148 };
    return { sheets: [{ ...size, isCut: false, missing: 'none' }] };
  };
  return {
    jobs,
    press: {
      printers: () => Promise.resolve([...printers]),
      draw: async (things, paper) => {
        const crashes = (thing: ToDraw): boolean =>
          thing.kind === 'carton' && thing.order === given.crashesOn?.code && thing.code === given.crashesOn.part;
        if (things.some(crashes)) throw new Error('the window is gone');
        return {
          documents: things.map((thing) => drawn(thing, paper)),
          pdf: () => Promise.resolve(new Uint8Array([37, 80, 68, 70])),
          print: async (first, last, how) => {
            jobs.push({ things: things.slice(first, last + 1), ...how });
            const end = (await ends.shift()) ?? 'printed';
            return { end, reason: end === 'failed' ? 'Print job failed' : '' };
          },
          close: () => undefined,
        };
      },
    },
  };
}
