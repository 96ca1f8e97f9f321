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
