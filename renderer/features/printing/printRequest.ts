/** What is to be printed, until its dialog is closed: one dialog for the whole desk, wherever it was asked for. */
import { create } from 'zustand';
import type { ConnectionId } from '../../../contract/connection.ts';
import type { PrintedThing } from '../../../contract/printing.ts';

export interface PrintRequest {
  readonly connection: ConnectionId;
  readonly what: PrintedThing;
  /** Of records, in the order of the screen. */
  readonly codes: readonly string[];
}

const useRequest = create<{ readonly request: PrintRequest | null }>(() => ({ request: null }));

export const usePrintRequest = (): PrintRequest | null => useRequest(({ request }) => request);
export const askToPrint = (request: PrintRequest): void => useRequest.setState({ request });
export const closePrinting = (): void => useRequest.setState({ request: null });

/**
 * Gives the keys back to where they were when it was asked for. One sheet takes the place of another, which stands for it while packages
 * are read, and what that one knew goes with it. Answers what ends it.
 */
export function giveFocusBack(): () => void {
  let focused: Element | null = null;
  return useRequest.subscribe(({ request }, { request: before }) => {
    if (request !== null && before === null) focused = document.activeElement;
    if (request !== null || before === null) return;
    requestAnimationFrame(() => {
      if (document.activeElement === document.body && focused instanceof HTMLElement) focused.focus();
    });
  });
}
