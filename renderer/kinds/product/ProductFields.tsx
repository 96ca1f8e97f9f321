/** The fields of a new product, all on one page. */
import { productWords } from '../../../contract/kinds/product.ts';
import { useText } from '../../messages/useText.ts';
import { FieldRow, Section } from '../../ui/index.ts';
import {
  FormCodes,
  FormFile,
  FormMoney,
  FormNumber,
  FormOpenWord,
  FormOpenWords,
  FormText,
  FormWarehouses,
} from '../../features/documentForm/fields.tsx';
import styles from '../../features/records/records.module.css';
import { BrandPicker } from './BrandPicker.tsx';

export function ProductFields() {
  const t = useText();
  return (
    <>
      <Section title={t('products.section.identity')}>
        <FieldRow>
          <FormText name="sku" isCode isRequired autoFocus hint={t('form.hint.sku')} />
          <FormText name="name" isRequired />
        </FieldRow>
        <FieldRow>
          <FormCodes name="product_barcodes" hint={t('form.hint.product_barcodes')} />
          <BrandPicker />
        </FieldRow>
        <FieldRow>
          <FormOpenWord name="product_type" words={productWords.product_type} hint={t('form.hint.openWord')} />
          <FormOpenWord name="product_unit" words={productWords.product_unit} hint={t('form.hint.openWord')} />
        </FieldRow>
      </Section>
      <Section title={t('products.section.measures')}>
        <FieldRow columns={4}>
          <FormNumber name="weight" />
          <FormNumber name="length" />
          <FormNumber name="width" />
          <FormNumber name="height" />
        </FieldRow>
        <p className={styles.soft}>{t('form.hint.measures')}</p>
      </Section>
      <Section title={t('products.section.look')}>
        <FieldRow columns={3}>
          <FormMoney name="product_price" hint={t('form.hint.product_price')} />
          <FormText name="product_size" />
          <FormText name="product_color" />
        </FieldRow>
        <FormOpenWords name="product_characteristics" words={productWords.product_characteristics} />
      </Section>
      <Section title={t('products.section.images')}>
        <FieldRow>
          <FormFile name="image_main" place="image" hint={t('form.hint.image')} />
          <FormFile name="image_secondary" place="image" hint={t('form.hint.image')} />
        </FieldRow>
      </Section>
      <Section title={t('products.section.storage')}>
        <FieldRow>
          <FormOpenWord name="storage_method" words={productWords.storage_method} hint={t('form.hint.openWord')} />
          <FormOpenWord name="inventory_tracking_type" words={productWords.inventory_tracking_type} hint={t('form.hint.openWord')} />
          <FormOpenWord name="outbound_strategy" words={productWords.outbound_strategy} hint={t('form.hint.openWord')} />
          <FormNumber name="min_stock_warning" />
        </FieldRow>
      </Section>
      <Section title={t('products.section.shelfLife')}>
        <FieldRow columns={3}>
          <FormNumber name="shelf_life" />
          <FormNumber name="min_shelf_life_inbound" />
          <FormNumber name="min_shelf_life_outbound" />
        </FieldRow>
        <p className={styles.soft}>{t('form.hint.shelfLife')}</p>
      </Section>
      <Section title={t('products.section.warehouses')}>
        <FormWarehouses name="warehouse_codes" hint={t('form.hint.warehouse_codes')} />
      </Section>
    </>
  );
}
