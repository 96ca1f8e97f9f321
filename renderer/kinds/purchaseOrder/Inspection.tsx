/** What the warehouse found: announced, inbound and putaway per product and level, with the differences said in words. */
import { useIntl } from 'react-intl';
import type { InspectionRow } from '../../../contract/kinds/purchaseOrder.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Section, Spinner, StatusBadge } from '../../ui/index.ts';
import { useLevelName } from '../../features/records/levelNames.ts';
import { SectionFailure } from '../../features/records/SectionFailure.tsx';
import styles from '../../features/records/records.module.css';
import { type InspectionGroup, differs, inspectedProducts } from '../../../contract/kinds/inspectedProducts.ts';
import own from './purchaseOrders.module.css';

export function Inspection({ code }: { readonly code: string }) {
  const t = useText();
  const intl = useIntl();
  const levelName = useLevelName();
  const { value, error, loading, reload } = useVerb('purchaseOrders.inspection', { code, refresh: true }, { topics: ['inspection'], code });
  const failure = error ?? value?.freshness.error ?? null;
  // What differs first: it is what has to be claimed.
  const products = inspectedProducts(value?.rows ?? []).toSorted((one, other) => Number(differs(other.group)) - Number(differs(one.group)));
  const total = (count: (typeof counts)[number]): number => products.reduce((sum, { group }) => sum + group[count], 0);
  const different = products.filter((each) => differs(each.group)).length;
  const number = (count: number | null): string => (count === null ? '—' : intl.formatNumber(count));
  const day = (seconds: number | null): string =>
    seconds === null ? '' : intl.formatDate(seconds * 1000, { day: '2-digit', month: '2-digit', year: 'numeric' });
  const aboutLot = (row: InspectionRow): string =>
    [
      row.batch_lot_code === null || row.batch_lot_code === undefined ? '' : `${t('purchaseOrders.inspection.lot')} ${row.batch_lot_code}`,
      row.expiry_date === null ? '' : `${t('purchaseOrders.inspection.expiry')} ${day(row.expiry_date)}`,
    ]
      .filter((each) => each !== '')
      .join(' · ');
  const counts = ['announced', 'inbound', 'putaway'] as const;
  return (
    <Section title={t('purchaseOrders.section.inspection')}>
      {failure !== null && <SectionFailure error={failure} onRetry={reload} />}
      {products.length === 0 ? (
        loading || value?.freshness.refreshing === true ? (
          <Spinner label={t('records.refreshing')} />
        ) : (
          failure === null && <p className={styles.soft}>{t('purchaseOrders.inspection.none')}</p>
        )
      ) : (
        <>
          {different === 0 ? (
            <Banner tone="good" title={t('purchaseOrders.inspection.summaryGood')} />
          ) : (
            <Banner tone="warn" title={t('purchaseOrders.inspection.summaryBad', { count: different })} />
          )}
          <table className={styles.table} aria-label={t('purchaseOrders.inspection.label', { code })}>
            <thead>
              <tr>
                <th scope="col">{t('purchaseOrders.inspection.level')}</th>
                {counts.map((each) => (
                  <th key={each} scope="col" className={styles.number}>
                    {t(`purchaseOrders.inspection.${each}`)}
                  </th>
                ))}
              </tr>
            </thead>
            {products.map(({ rows, group }, index) => (
              <tbody key={index}>
                <tr>
                  {/* Its text comes from the rows. */}
                  {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
                  <th scope="rowgroup" colSpan={counts.length + 1} className={styles.group}>
                    <div className={own.productHead}>
                      <span className={styles.code}>{rows[0]?.sku ?? rows[0]?.oasin}</span>
                      <span className={styles.soft}>
                        {[rows[0]?.package_code ?? '', isOneLot(rows) && rows[0] !== undefined ? aboutLot(rows[0]) : '']
                          .filter((each) => each !== '')
                          .join(' · ')}
                      </span>
                      <div className={own.differences}>
                        <Differences group={group} />
                      </div>
                    </div>
                  </th>
                </tr>
                {rows.map((row, place) => (
                  <tr key={place}>
                    <td>
                      {levelName(row.stock_level)} {!isOneLot(rows) && <span className={styles.soft}>{aboutLot(row)}</span>}
                    </td>
                    <td className={styles.number}>{place > 0 && row.product_quantity === 0 ? '' : number(row.product_quantity)}</td>
                    <td className={styles.number}>{number(row.inbound_quantity)}</td>
                    <td className={styles.number}>{number(row.putaway_quantity)}</td>
                  </tr>
                ))}
              </tbody>
            ))}
            <tfoot>
              <tr>
                <th scope="row">{t('purchaseOrders.inspection.total')}</th>
                {counts.map((each) => (
                  <td key={each} className={styles.number}>
                    <strong>{intl.formatNumber(total(each))}</strong>
                  </td>
                ))}
              </tr>
            </tfoot>
          </table>
        </>
      )}
    </Section>
  );
}

/** Its lot is then said once, beside its name. */
const isOneLot = (rows: readonly InspectionRow[]): boolean =>
  new Set(rows.map((row) => `${row.batch_lot_code ?? ''} ${row.expiry_date ?? ''}`)).size === 1;

function Differences({ group }: { readonly group: InspectionGroup }) {
  const t = useText();
  const intl = useIntl();
  const count = (value: number) => ({ count: intl.formatNumber(value) });
  const missing = group.announced - group.inbound;
  const waiting = group.inbound - group.putaway;
  if (!differs(group)) return <StatusBadge tone="good">{t('purchaseOrders.inspection.asAnnounced')}</StatusBadge>;
  return (
    <>
      {missing > 0 && <StatusBadge tone="bad">{t('purchaseOrders.inspection.short', count(missing))}</StatusBadge>}
      {missing < 0 && <StatusBadge tone="warn">{t('purchaseOrders.inspection.over', count(-missing))}</StatusBadge>}
      {group.damaged > 0 && <StatusBadge tone="bad">{t('purchaseOrders.inspection.damaged', count(group.damaged))}</StatusBadge>}
      {group.lost > 0 && <StatusBadge tone="bad">{t('purchaseOrders.inspection.lost', count(group.lost))}</StatusBadge>}
      {waiting > 0 && <StatusBadge tone="warn">{t('purchaseOrders.inspection.notPutAway', count(waiting))}</StatusBadge>}
    </>
  );
}
