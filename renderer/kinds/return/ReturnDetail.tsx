/** One return: where it comes from, what comes back, what the provider says of it, and cancelling. */
import { useState } from 'react';
import { statusOf } from '../../../contract/records.ts';
import type { ReturnRecord } from '../../../contract/kinds/return.ts';
import { useText } from '../../messages/useText.ts';
import { go } from '../../stores/place.ts';
import { Banner, Button, ConfirmDialog, CopyText, DateTime, DescriptionList, Section } from '../../ui/index.ts';
import { ActionState } from '../../features/records/ActionState.tsx';
import { ItemTable } from '../../features/records/ItemTable.tsx';
import type { DetailProps } from '../../features/records/recordView.ts';
import styles from '../../features/records/records.module.css';
import { useWarehouses } from '../../features/records/warehouses.ts';
import { useAction } from '../../features/records/useAction.ts';

export function ReturnDetail({ row: { record }, isWhole }: DetailProps<'return'>) {
  const t = useText();
  const { nameOf } = useWarehouses();
  const copy = (text: string | null | undefined) => (text === null || text === undefined || text === '' ? '' : <CopyText text={text} />);
  const info = record.status_info;
  return (
    <>
      {statusOf('return', record) === 'PROBLEM' && (
        <Banner tone="bad" title={t('returns.problemHint', { code: record.return_tracking_code })} />
      )}
      <ReturnActions record={record} />
      <Section title={t('returns.section.return')}>
        <DescriptionList
          items={[
            { term: t('form.field.merchant_return_tracking_code_reference'), value: copy(record.merchant_return_tracking_code_reference) },
            { term: t('form.field.shipment_tracking_code'), value: copy(record.shipment_tracking_code) },
            { term: t('form.field.partner_tracking_code'), value: copy(record.partner_tracking_code) },
            { term: t('form.field.return_courier_tracking_code'), value: copy(record.return_courier_tracking_code) },
            { term: t('form.field.warehouse_code'), value: nameOf(record.warehouse_code) },
            {
              term: t('shipments.providerStatus'),
              value: info === null || info === undefined ? '' : `${info.label ?? ''} (${info.value})`,
            },
            { term: t('records.created'), value: <DateTime time={record.created_time} isLong /> },
            { term: t('records.updated'), value: <DateTime time={record.updated_time} isLong /> },
          ]}
        />
      </Section>
      <Section title={t('returns.section.items')}>
        {(record.items ?? []).length === 0 ? (
          <p className={styles.soft}>{t(isWhole ? 'returns.items.none' : 'records.notWhole')}</p>
        ) : (
          <ItemTable items={record.items ?? []} label={t('returns.items.label', { code: record.return_tracking_code })} />
        )}
      </Section>
      {record.note !== null && record.note !== undefined && record.note !== '' && (
        <Section title={t('returns.section.note')}>
          <p className={styles.note}>{record.note}</p>
        </Section>
      )}
    </>
  );
}

function ReturnActions({ record }: { readonly record: ReturnRecord }) {
  const t = useText();
  const code = record.return_tracking_code;
  const shipment = record.shipment_tracking_code;
  const cancel = useAction('return.cancel', code);
  const [isAsking, setAsking] = useState(false);
  const isCancelled = statusOf('return', record) === 'CANCELLED';
  return (
    <>
      <ActionState action={cancel} />
      <div className={styles.actions}>
        {shipment !== null && (
          <Button onPress={() => go({ screen: 'shipments', view: 'detail', code: shipment })}>
            {t('returns.openShipment', { code: shipment })}
          </Button>
        )}
        <Button
          variant="danger"
          isDisabled={isCancelled || cancel.pending !== null}
          aria-label={t('returns.cancel.confirm', { code })}
          onPress={() => setAsking(true)}
        >
          {t('returns.cancel')}
        </Button>
        {isCancelled && <span className={styles.reason}>{t('returns.cancel.already')}</span>}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('returns.cancel.title', { code })}
        confirmLabel={t('returns.cancel.confirm', { code })}
        closeLabel={t('records.keep')}
        onConfirm={() => cancel.act({ return_tracking_code: code })}
        onClose={() => setAsking(false)}
      >
        {t('returns.cancel.text', { reference: record.merchant_return_tracking_code_reference ?? code })}
      </ConfirmDialog>
    </>
  );
}
