/** One return: where it comes from, what comes back, what the provider says of it, and cancelling. */
import { isOver } from '../../../contract/kinds/index.ts';
import type { ReturnRecord } from '../../../contract/kinds/return.ts';
import { statusOf } from '../../../contract/records.ts';
import { type Text, useText } from '../../messages/useText.ts';
import { Banner, CopyText, DateTime, DescriptionList, Section } from '../../ui/index.ts';
import { ItemTable } from '../../features/records/ItemTable.tsx';
import type { LifeStep } from '../../features/records/life.ts';
import { RecordLife } from '../../features/records/RecordLife.tsx';
import { statusText } from '../../features/records/statusText.ts';
import { RecordActions } from '../../features/records/RecordActions.tsx';
import type { DetailProps } from '../../features/records/recordView.ts';
import styles from '../../features/records/records.module.css';
import { useWarehouses } from '../../features/records/warehouses.ts';
import { returnActions } from './actions.ts';

export function ReturnDetail({ row: { record }, isWhole }: DetailProps<'return'>) {
  const t = useText();
  const { nameOf } = useWarehouses();
  const copy = (text: string | null | undefined) => (text === null || text === undefined || text === '' ? '' : <CopyText text={text} />);
  const info = record.status_info;
  const status = statusOf('return', record);
  return (
    <>
      {status === 'PROBLEM' && <Banner tone="bad" title={t('returns.problemHint', { code: record.return_tracking_code })} />}
      <RecordActions record={record} actions={returnActions} />
      <RecordLife
        label={t('returns.section.progress')}
        code={record.return_tracking_code}
        reference={record.merchant_return_tracking_code_reference}
        steps={lifeOf(record, t)}
        still={status === 'NEW' ? t('returns.still') : null}
        isOver={isOver('return', status)}
      />
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

/** What became of it after it was made, in the provider's own word where it has one. */
function lifeOf(record: ReturnRecord, t: Text): LifeStep[] {
  const { created_time, updated_time, status_info: info } = record;
  const status = statusOf('return', record);
  const made: LifeStep = { label: t('shipments.step.created'), time: created_time, state: 'done' };
  if (status === 'NEW') return [made];
  const label = statusText(t, 'returns', status, info?.label);
  return [made, { label, time: info?.updated_time ?? updated_time, state: status === 'CANCELLED' ? 'stopped' : 'current' }];
}
