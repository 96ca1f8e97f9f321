/** One transfer: from where to where, which goods, and cancelling it. */
import { useState } from 'react';
import { ActionState } from '../../features/records/ActionState.tsx';
import { ItemTable } from '../../features/records/ItemTable.tsx';
import type { DetailProps } from '../../features/records/recordView.ts';
import styles from '../../features/records/records.module.css';
import { useAction } from '../../features/records/useAction.ts';
import { useWarehouses } from '../../features/records/warehouses.ts';
import { useText } from '../../messages/useText.ts';
import { Button, ConfirmDialog, DescriptionList, Section } from '../../ui/index.ts';

export function TransferDetail({ row: { code, status, record } }: DetailProps<'transfer'>) {
  const t = useText();
  const { nameOf } = useWarehouses();
  const cancel = useAction('transfer.cancel', code);
  const [isAsking, setAsking] = useState(false);
  const name = t('transfers.cancel.confirm', { code });
  return (
    <>
      <ActionState action={cancel} />
      <div className={styles.actions}>
        <Button
          variant="danger"
          isDisabled={status !== 'ON_THE_WAY' || cancel.pending !== null}
          aria-label={name}
          onPress={() => setAsking(true)}
        >
          {t('transfers.act.cancel')}
        </Button>
      </div>
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
      <ConfirmDialog
        isOpen={isAsking}
        title={`${name}?`}
        confirmLabel={name}
        closeLabel={t('records.keep')}
        onConfirm={() => cancel.act({ transfer_code: code })}
        onClose={() => setAsking(false)}
      >
        {record.merchant_transfer_reference ?? code}
      </ConfirmDialog>
    </>
  );
}
