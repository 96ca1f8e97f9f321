/** The fields of a new B2C shipment: the marketplace order, its items, its label. */
import { shipmentWords } from '../../../contract/kinds/shipment.ts';
import { useText } from '../../messages/useText.ts';
import { FieldRow, Section } from '../../ui/index.ts';
import { FormFile, FormNote, FormOpenWord, FormText, FormWarehouse } from '../../features/documentForm/fields.tsx';
import { LabelSaid } from '../../features/documentForm/LabelSaid.tsx';
import { ItemRows } from '../../features/documentForm/ItemRows.tsx';

export function ShipmentFields() {
  const t = useText();
  return (
    <>
      <Section title={t('shipments.section.order')}>
        <FieldRow>
          <FormText
            name="merchant_tracking_code_reference"
            isCode
            isRequired
            autoFocus
            hint={t('form.hint.merchant_tracking_code_reference')}
          />
          <FormWarehouse name="warehouse_code" isRequired />
          <FormOpenWord name="platform" words={shipmentWords.platform} isRequired hint={t('form.hint.platform')} />
          <FormText name="partner_tracking_code" isCode />
          <FormText name="courier_tracking_code" isCode />
        </FieldRow>
      </Section>
      <Section title={t('shipments.section.items')}>
        <ItemRows name="items" isRequired quantity="1" />
      </Section>
      <Section title={t('shipments.section.label')}>
        {/* Above the label, which is taller than most screens. */}
        <LabelSaid />
        <FormFile name="label" place="waybill" hint={t('form.hint.label')} />
      </Section>
      <Section title={t('shipments.section.note')}>
        <FormNote name="note" rows={2} />
      </Section>
    </>
  );
}
