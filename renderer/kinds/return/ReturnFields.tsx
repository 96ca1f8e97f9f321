/** The fields of a new return: from which shipment, under which codes, which goods. */
import { useText } from '../../messages/useText.ts';
import { FieldRow, Section } from '../../ui/index.ts';
import { FormNote, FormText, FormWarehouse } from '../../features/documentForm/fields.tsx';
import { ItemRows } from '../../features/documentForm/ItemRows.tsx';
import styles from '../../features/records/records.module.css';

export function ReturnFields() {
  const t = useText();
  return (
    <>
      <Section title={t('returns.section.return')}>
        <FieldRow>
          <FormText
            name="merchant_return_tracking_code_reference"
            isCode
            isRequired
            autoFocus
            hint={t('form.hint.merchant_return_tracking_code_reference')}
          />
          <FormText name="shipment_tracking_code" isCode isRequired />
          <FormWarehouse name="warehouse_code" isRequired />
          <FormText name="return_courier_tracking_code" isCode />
        </FieldRow>
      </Section>
      <Section title={t('returns.section.items')}>
        <p className={styles.soft}>{t('form.hint.returnItems')}</p>
        <ItemRows name="items" quantity="1" />
      </Section>
      <Section title={t('returns.section.note')}>
        <FormNote name="note" rows={2} />
      </Section>
    </>
  );
}
