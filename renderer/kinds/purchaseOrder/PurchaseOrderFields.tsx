/** The fields of a new purchase order: where and when, packages with their products, services, documents. */
import { purchaseOrderWords } from '../../../contract/kinds/purchaseOrder.ts';
import { useText } from '../../messages/useText.ts';
import { FieldRow, Section } from '../../ui/index.ts';
import { FormDateTime, FormNote, FormOpenWords, FormText, FormWarehouse } from '../../features/documentForm/fields.tsx';
import { DocumentRows } from './DocumentRows.tsx';
import { PackageRows } from './PackageRows.tsx';

export function PurchaseOrderFields() {
  const t = useText();
  return (
    <>
      <Section title={t('purchaseOrders.section.order')}>
        <FieldRow columns={3}>
          <FormText name="merchant_po_reference" isCode isRequired autoFocus hint={t('form.hint.merchant_po_reference')} />
          <FormWarehouse name="warehouse_code" isRequired />
          <FormDateTime name="estimated_arrival_time" isRequired hint={t('form.hint.estimated_arrival_time')} />
        </FieldRow>
        <FormOpenWords name="vas" words={purchaseOrderWords.vas} />
      </Section>
      <PackageRows />
      <DocumentRows />
      <Section title={t('purchaseOrders.section.note')}>
        <FormNote name="note" rows={2} />
      </Section>
    </>
  );
}
