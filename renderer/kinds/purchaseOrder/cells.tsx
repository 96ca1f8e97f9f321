/** Cells of the list of purchase orders that say more than a word: when it arrives and how late it is, what came otherwise. */
import type { RecordRowOf } from '../../../contract/bridge.ts';
import { useText } from '../../messages/useText.ts';
import { StatusBadge } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { formatTime } from '../../ui/formats.ts';
import { type RowWords, notTold } from '../../features/records/recordColumn.ts';
import styles from '../../features/records/records.module.css';

const hour = 3_600;
const day = 24 * hour;

/** How long an order on its way is over its time, in seconds; `null` where it is not. Of other states nobody knows when they came. */
export function lateBy({ status, record: { estimated_arrival_time: eta } }: RecordRowOf<'purchase-order'>, now: number): number | null {
  if (status !== 'TRANSIT' || eta === null) return null;
  const over = now / 1_000 - eta;
  return over > 0 ? over : null;
}

export function EtaCell({ row, words }: { readonly row: RecordRowOf<'purchase-order'>; readonly words: RowWords }) {
  const { t, intl, now } = words;
  const eta = row.record.estimated_arrival_time;
  if (eta === null) return <>{notTold}</>;
  const over = lateBy(row, now);
  const time = formatTime(intl, eta, now);
  if (over === null) return <>{time}</>;
  const late =
    over < day
      ? t('purchaseOrders.lateHours', { hours: Math.max(1, Math.floor(over / hour)) })
      : t('purchaseOrders.lateDays', { days: Math.floor(over / day) });
  return (
    <span className={classes(styles.late)}>
      {time} · <strong>{late}</strong>
    </span>
  );
}

/** Nothing was inspected: nothing is known. */
export function DifferencesCell({ products }: { readonly products: number | null }) {
  const t = useText();
  if (products === null) return <>{notTold}</>;
  if (products === 0) return <>{t('purchaseOrders.inspection.asAnnounced')}</>;
  return <StatusBadge tone="warn">{t('purchaseOrders.differs', { count: products })}</StatusBadge>;
}
