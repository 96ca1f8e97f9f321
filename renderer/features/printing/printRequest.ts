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

/** `focused`: where the keys were when it was asked for. */
const useRequest = create<{ readonly request: PrintRequest | null; readonly focused: Element | null }>(() => ({
  request: null,
  focused: null,
}));

export const usePrintRequest = (): PrintRequest | null => useRequest(({ request }) => request);
export const askToPrint = (request: PrintRequest): void => useRequest.setState({ request, focused: document.activeElement });
export function closePrinting(): void {
  const { focused } = useRequest.getState();
  useRequest.setState({ request: null, focused: null });
  // One sheet took the place of another, which had stood for it while the packages were read: what that one knew has gone with it.
  requestAnimationFrame(() => {
    if (document.activeElement === document.body && focused instanceof HTMLElement) focused.focus();
  });
}
