/** How much of a product lies where, and in what condition. */
import { useIntl } from 'react-intl';
import type { ProductRecord } from '../../../contract/kinds/product.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { Section, Spinner, TimeAgo } from '../../ui/index.ts';
import styles from '../../features/records/records.module.css';
import { SectionFailure } from '../../features/records/SectionFailure.tsx';
import { useLevelName } from '../../features/records/levelNames.ts';
import { useWarehouses } from '../../features/records/warehouses.ts';

export function ProductStock({ product }: { readonly product: ProductRecord }) {
  const t = useText();
  const intl = useIntl();
  const levelName = useLevelName();
  const { nameOf } = useWarehouses();
  const { value, error, loading, reload } = useVerb(
    'stock.get',
    { oasin: product.oasin, refresh: true },
    { topics: ['stock'], code: product.oasin },
  );
  const failure = error ?? value?.freshness.error ?? null;
  const rows = value?.rows ?? [];
  const number = (count: number | null): string => (count === null ? '—' : intl.formatNumber(count));
  const freshness = value?.freshness;
  return (
    <Section
      title={t('products.section.stock')}
      aside={
        freshness === undefined || (freshness.refreshing && rows.length === 0) ? undefined : (
          <span className={styles.soft}>
            {freshness.refreshing ? (
              t('records.refreshing')
            ) : freshness.asOf === null ? (
              t('records.never')
            ) : (
              <>
                {t('records.asOf')} <TimeAgo time={freshness.asOf} />
              </>
            )}
          </span>
        )
      }
    >
      {failure !== null && <SectionFailure error={failure} onRetry={reload} />}
      {rows.length > 0 ? (
        <table className={styles.table} aria-label={t('products.stock.label', { sku: product.sku ?? product.oasin })}>
          <thead>
            <tr>
              <th scope="col">{t('products.stock.level')}</th>
              <th scope="col" className={styles.number}>
                {t('products.stock.quantity')}
              </th>
              <th scope="col" className={styles.number}>
                {t('products.stock.available')}
              </th>
            </tr>
          </thead>
          {[...Map.groupBy(rows, (row) => row.warehouse_code)].map(([warehouse, levels]) => (
            <tbody key={warehouse}>
              <tr>
                <th scope="rowgroup" colSpan={3} className={styles.group}>
                  {nameOf(warehouse)}
                </th>
              </tr>
              {levels.map((row, index) => (
                <tr key={`${index}-${row.stock_level}`}>
                  <td>{levelName(row.stock_level)}</td>
                  <td className={styles.number}>{number(row.quantity)}</td>
                  <td className={styles.number}>{number(row.available_quantity)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      ) : loading || freshness?.refreshing === true ? (
        <Spinner label={t('records.refreshing')} />
      ) : (
        failure === null && <p className={styles.soft}>{t('products.stock.none')}</p>
      )}
    </Section>
  );
}
