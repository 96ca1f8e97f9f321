/** One product: its fields, where it is assigned, its stock, its images, and what can be done to it. */
import { useIntl } from 'react-intl';
import { statusOf } from '../../../contract/records.ts';
import type { ProductRecord } from '../../../contract/kinds/product.ts';
import { underWay } from '../../actions/action.ts';
import { useText } from '../../messages/useText.ts';
import { useOutboxPart } from '../../stores/outboxStore.ts';
import { Banner, CopyText, DateTime, DescriptionList, Money, Section } from '../../ui/index.ts';
import { useMeaning } from '../../features/documentForm/formWords.ts';
import { RecordFile } from '../../features/files/RecordFile.tsx';
import { RecordActions } from '../../features/records/RecordActions.tsx';
import type { DetailProps } from '../../features/records/recordView.ts';
import styles from '../../features/records/records.module.css';
import { assign, productActions } from './actions.ts';
import { ProductStock } from './ProductStock.tsx';

export function ProductDetail({ row: { record } }: DetailProps<'product'>) {
  const t = useText();
  const meaning = useMeaning();
  const word = (value: string | null | undefined): string => (value === null || value === undefined ? '' : (meaning(value) ?? value));
  const intl = useIntl();
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : intl.formatNumber(value, { maximumFractionDigits: 6 });
  const days = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : t('products.days', { days: value });
  return (
    <>
      <p className={styles.headline}>{record.name ?? record.sku ?? record.oasin}</p>
      <NotYetAssigned product={record} />
      <RecordActions record={record} actions={productActions} />
      <Section title={t('products.section.identity')}>
        <DescriptionList
          items={[
            { term: t('form.field.sku'), value: record.sku === null ? '' : <CopyText text={record.sku} /> },
            { term: 'OASIN', value: <CopyText text={record.oasin} /> },
            {
              term: t('form.field.product_barcodes'),
              value: record.barcodes.length === 0 ? '' : record.barcodes.map((each) => <CopyText key={each} text={each} />),
            },
            { term: t('form.field.brand_id'), value: record.brand?.name },
            { term: t('products.column.price'), value: <Money amount={record.price} currency={record.currency} /> },
            { term: t('form.field.product_size'), value: record.product_size },
            { term: t('form.field.product_color'), value: record.product_color },
            { term: t('form.field.product_characteristics'), value: record.product_characteristics.map(word).join(', ') },
          ]}
        />
      </Section>
      <ProductStock product={record} />
      <Section title={t('products.section.storage')}>
        <DescriptionList
          items={[
            { term: t('products.term.warehouses'), value: assigned(record, t('products.warehousesUnknown'), t('products.warehousesNone')) },
            { term: t('form.field.weight'), value: number(record.weight) },
            { term: t('products.term.size'), value: measures(record, number) },
            { term: t('form.field.storage_method'), value: word(record.storage_method) },
            { term: t('form.field.inventory_tracking_type'), value: word(record.inventory_tracking_type) },
            { term: t('form.field.outbound_strategy'), value: word(record.outbound_strategy) },
            { term: t('form.field.shelf_life'), value: days(record.shelf_life) },
            { term: t('form.field.min_shelf_life_inbound'), value: days(record.min_shelf_life_inbound) },
            { term: t('form.field.min_shelf_life_outbound'), value: days(record.min_shelf_life_outbound) },
            { term: t('records.created'), value: <DateTime time={record.created_time} isLong /> },
            { term: t('records.updated'), value: <DateTime time={record.updated_time} isLong /> },
          ]}
        />
        <p className={styles.soft}>{t('products.unitsBet')}</p>
      </Section>
      <Images product={record} />
    </>
  );
}

/** A new product is good for nothing yet; once it is being assigned, that is said instead. */
function NotYetAssigned({ product }: { readonly product: ProductRecord }) {
  const t = useText();
  const isUnderWay = useOutboxPart(({ items }) => underWay(assign, product, items) !== null);
  if (statusOf('product', product) !== 'NEW' || isUnderWay) return null;
  return <Banner tone="warn" title={t('products.assign.newHint')} />;
}

const measures = ({ length, width, height }: ProductRecord, number: (value: number) => string): string => {
  const known = [length, width, height].map((each) => each ?? null);
  return known.every((each) => each === null) ? '' : known.map((each) => (each === null ? '?' : number(each))).join(' × ');
};

function assigned({ warehouses }: ProductRecord, unknown: string, none: string): string {
  if (warehouses === null || warehouses === undefined) return unknown;
  return warehouses.length === 0 ? none : warehouses.map((each) => each.warehouse_name ?? each.warehouse_code).join(', ');
}

function Images({ product }: { readonly product: ProductRecord }) {
  const t = useText();
  const name = product.name ?? product.sku ?? product.oasin;
  const images = [
    { field: 'product_image_url_main', url: product.product_image_url_main, alt: t('products.imageMain', { name }) },
    { field: 'product_image_url_secondary', url: product.product_image_url_secondary, alt: t('products.imageSecondary', { name }) },
  ].filter((each) => each.url !== null && each.url !== undefined && each.url !== '');
  if (images.length === 0) return null;
  return (
    <Section title={t('products.section.images')}>
      <div className={styles.images}>
        {images.map((each) => (
          <RecordFile key={each.field} kind="product" code={product.oasin} field={each.field} alt={each.alt} />
        ))}
      </div>
    </Section>
  );
}
