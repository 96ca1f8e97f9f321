/** Has what the list does not tell of the rows on the screen asked for, once they have been looked at for a moment. */
import { useCallback, useEffect, useRef } from 'react';
import type { RecordKind } from '../../../contract/records.ts';
import { useDesk } from '../../bridge/useDesk.ts';

/** Who scrolls on does not look. In milliseconds. */
const restMs = 600;

export function useInSight(kind: RecordKind): (rows: readonly { readonly code: string }[]) => void {
  const desk = useDesk();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const told = useRef('');
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (rows) => {
      const codes = rows.map(({ code }) => code);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const now = `${kind} ${codes.join(' ')}`;
        if (codes.length === 0 || now === told.current) return;
        told.current = now;
        void desk.call('records.inSight', { kind, codes });
      }, restMs);
    },
    [desk, kind],
  );
}
