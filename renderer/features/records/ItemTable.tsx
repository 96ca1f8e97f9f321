/** Products and quantities of a record; a product's name comes from the local catalogue where the record has none. */
import { goodsKind } from '../../../contract/kinds/goodsKind.ts';
import { useIntl } from 'react-intl';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { go } from '../../stores/place.ts';
import styles from './records.module.css';

interface Named {
  /** Empty while the product has none: then it is named by its SKU. */
  readonly oasin: string;
  readonly sku?: string | null | undefined;
  readonly name?: string | null | undefined;
}
interface Item extends Named {
  readonly product_quantity: number | null;
}

export function ItemTable({ items, label }: { readonly items: readonly Item[]; readonly label: string }) {
  const t = useText();
  const intl = useIntl();
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('purchaseOrders.item.product')}</th>
          <th scope="col" className={styles.number}>
            {t('purchaseOrders.item.quantity')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <tr key={`${index}-${item.oasin}`}>
            <td>
              <ProductName item={item} />
            </td>
            <td className={styles.number}>{item.product_quantity === null ? '—' : intl.formatNumber(item.product_quantity)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** By its SKU and its name, with its number beside them; a number alone where nothing more is known here. */
export function ProductName({ item }: { readonly item: Named }) {
  const { value } = useVerb('records.detail', item.oasin === '' ? null : { kind: goodsKind, code: item.oasin, refresh: false }, {
    topics: [goodsKind],
    code: item.oasin,
  });
  const product = value?.row?.kind === goodsKind ? value.row.record : null;
  const sku = item.sku ?? product?.sku ?? null;
  const name = item.name ?? product?.name ?? null;
  if (item.oasin === '') return <>{sku}</>;
  return (
    <>
      <button type="button" className={styles.link} onClick={() => go({ screen: 'products', view: 'detail', code: item.oasin })}>
        {sku ?? item.oasin}
      </button>{' '}
      {name} {sku !== null && <span className={styles.soft}>{item.oasin}</span>}
    </>
  );
}
