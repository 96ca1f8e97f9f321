/** What is known of what was printed, kept up with the printer. */
import { useEffect } from 'react';
import type { PrintRecord, PrintedThing } from '../../../contract/printing.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';

export function usePrinted(what: PrintedThing, codes: readonly string[]): { readonly records: readonly PrintRecord[] } {
  const desk = useDesk();
  const { value, reload } = useVerb('printing.printed', { what, codes: [...codes] });
  useEffect(() => desk.on('printing.changed', (news) => news.what === what && reload()), [desk, what, reload]);
  return { records: value ?? [] };
}
