/** The provider's own words for statuses the desk has none for, so that a filter can name them too. */
import { useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
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

/** The list that the statuses come from. */
interface Told {
  /** When it was read last. */
  readonly asOf: number | null;
  /** Reads it from the provider. */
  readonly reload: () => void;
}

/**
 * Looks at one local row of each of these statuses, whenever the list was read. Empty until read, and where rows carry no words. In another
 * language the list is read again.
 */
export function useStatusLabels(kind: RecordKind, statuses: readonly string[], { asOf, reload }: Told): Readonly<Record<string, string>> {
  const desk = useDesk();
  useInOtherLanguage(statuses.length > 0 ? reload : null);
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
    // Read anew it may have other words.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [desk, kind, wanted, asOf]);
  return labels;
}

/** The provider says its words in the language that it is asked in. */
export function useInOtherLanguage(askAgain: (() => void) | null): void {
  const { locale } = useIntl();
  const askedIn = useRef(locale);
  useEffect(() => {
    if (askedIn.current === locale) return;
    askedIn.current = locale;
    askAgain?.();
  }, [locale, askAgain]);
}
