/** What the form of a transfer shows and holds. */
import { z } from 'zod';
import { DocumentForm, type FormView } from '../../features/documentForm/DocumentForm.tsx';
import { ItemRows } from '../../features/documentForm/ItemRows.tsx';
import { FormNote, FormText, FormWarehouse } from '../../features/documentForm/fields.tsx';
import { ItemShape, rowsFromOne, text } from '../../features/documentForm/shapes.ts';
import type { FormProps } from '../../features/records/recordView.ts';
import { useText } from '../../messages/useText.ts';
import { FieldRow, Section } from '../../ui/index.ts';

const TransferShape = z.object({
  merchant_transfer_reference: text,
  from_warehouse_code: text,
  to_warehouse_code: text,
  items: rowsFromOne(ItemShape),
  note: text,
});

function TransferFields() {
  const t = useText();
  return (
    <>
      <Section title={t('transfers.one')}>
        <FieldRow>
          <FormText name="merchant_transfer_reference" isCode isRequired autoFocus />
          <FormWarehouse name="from_warehouse_code" isRequired />
          <FormWarehouse name="to_warehouse_code" isRequired />
        </FieldRow>
      </Section>
      <Section title={t('form.field.items')}>
        <ItemRows name="items" warehouseField="from_warehouse_code" isRequired />
      </Section>
      <Section title={t('form.field.note')}>
        <FormNote name="note" rows={2} />
      </Section>
    </>
  );
}

const view: FormView = { kind: 'transfer', shape: TransferShape, Fields: TransferFields };

export const TransferForm = (place: FormProps) => <DocumentForm view={view} {...place} />;
