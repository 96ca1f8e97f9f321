/** The provider's own words for statuses the desk has none for, so that a filter can name them too. */
import { useEffect, useState } from 'react';
import type { RecordRow } from '../../../contract/bridge.ts';
import { firstPage } from '../../../contract/recordQuery.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { useDesk } from '../../bridge/useDesk.ts';

/** The word the provider has for the status of a record, where it tells one. */
export function labelOf(row: RecordRow | null | undefined): string | null {
  const record: Readonly<Record<string, unknown>> = row?.record ?? {};
  const { label = null } = (record['status_info'] ?? {}) as { readonly label?: string | null };
  return label;
}

/** Looks at one local row of each of these statuses. Empty until read, and where rows carry no words. */
export function useStatusLabels(kind: RecordKind, statuses: readonly string[]): Readonly<Record<string, string>> {
  const desk = useDesk();
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>({});
  const wanted = statuses.join(' ');
  useEffect(() => {
    let isHere = true;
    const read = async (status: string): Promise<void> => {
      const outcome = await desk.call('records.list', {
        ...firstPage(kind, { facets: { status: [status] }, pageSize: 1 }),
        refresh: false,
      });
      const label = outcome.ok ? labelOf(outcome.value.rows[0]) : null;
      if (isHere && label !== null) setLabels((before) => ({ ...before, [status]: label }));
    };
    for (const status of wanted.split(' ').filter((each) => each !== '')) void read(status);
    return () => {
      isHere = false;
    };
  }, [desk, kind, wanted]);
  return labels;
}
