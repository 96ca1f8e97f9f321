/** One transfer: from where to where, which goods, and cancelling it. */
import { ItemTable } from '../../features/records/ItemTable.tsx';
import { RecordActions } from '../../features/records/RecordActions.tsx';
import type { DetailProps } from '../../features/records/recordView.ts';
import { useWarehouses } from '../../features/records/warehouses.ts';
import { useText } from '../../messages/useText.ts';
import { DescriptionList, Section } from '../../ui/index.ts';
import { transferActions } from './actions.ts';

export function TransferDetail({ row: { record } }: DetailProps<'transfer'>) {
  const t = useText();
  const { nameOf } = useWarehouses();
  return (
    <>
      <RecordActions record={record} actions={transferActions} />
      <Section title={t('transfers.one')}>
        <DescriptionList
          items={[
            { term: t('form.field.merchant_transfer_reference'), value: record.merchant_transfer_reference ?? '' },
            { term: t('form.field.from_warehouse_code'), value: nameOf(record.from_warehouse_code) },
            { term: t('form.field.to_warehouse_code'), value: nameOf(record.to_warehouse_code) },
          ]}
        />
      </Section>
      <Section title={t('form.field.items')}>
        <ItemTable items={record.items ?? []} label={t('form.field.items')} />
      </Section>
    </>
  );
}
