/** How often something was printed, when and by whom; and that it may lie in the printer. */
import { useIntl } from 'react-intl';
import type { PrintRecord, PrintedThing } from '../../../contract/printing.ts';
import { useText } from '../../messages/useText.ts';
import { formatTime, useNow } from '../../ui/index.ts';
import styles from './printing.module.css';
import { usePrinted } from './usePrinted.ts';

/** Of one record; of a purchase order's cartons there may be several. Nothing where it was never printed. */
export function PrintedLine({ what, code }: { readonly what: PrintedThing; readonly code: string }) {
  const words = usePrintedWords();
  const { records } = usePrinted(what, [code]);
  if (records.length === 0) return null;
  return (
    <ul className={styles.printed} aria-live="polite">
      {records.map((record) => (
        <li key={record.part ?? ''}>
          {record.part === null ? '' : `${record.part}: `}
          {words(record)}
        </li>
      ))}
    </ul>
  );
}

export function usePrintedWords(): (record: PrintRecord) => string {
  const t = useText();
  const intl = useIntl();
  const now = useNow(60_000);
  return ({ times, at, by, maybeAt }) => {
    const said: string[] = [];
    if (times > 0 && at !== null) {
      const last = formatTime(intl, at, now);
      said.push(by === null ? t('printing.times', { times, at: last }) : t('printing.times.by', { times, at: last, by }));
    }
    if (maybeAt !== null) said.push(t('printing.maybe', { at: formatTime(intl, maybeAt, now) }));
    return said.length === 0 ? t('printing.never') : said.join('; ');
  };
}
