/** One shipment: how far it is, what is in it, its label, and what can still be done. */
import { isOver } from '../../../contract/kinds/index.ts';
import { isPossible, statusOf } from '../../../contract/records.ts';
import type { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { useText } from '../../messages/useText.ts';
import { CopyText, DateTime, DescriptionList, Section } from '../../ui/index.ts';
import { useMeaning } from '../../features/documentForm/formWords.ts';
import { PrintedLine } from '../../features/printing/PrintedLine.tsx';
import { RecordFile } from '../../features/files/RecordFile.tsx';
import { ItemTable } from '../../features/records/ItemTable.tsx';
import { RecordLife } from '../../features/records/RecordLife.tsx';
import { RecordActions } from '../../features/records/RecordActions.tsx';
import type { DetailProps } from '../../features/records/recordView.ts';
import styles from '../../features/records/records.module.css';
import { useWarehouses } from '../../features/records/warehouses.ts';
import { shipmentActions } from './actions.ts';
import { progressOf } from './progress.ts';

export function ShipmentDetail({ row: { record }, isWhole }: DetailProps<'shipment'>) {
  const t = useText();
  const { nameOf } = useWarehouses();
  const meaning = useMeaning();
  const copy = (text: string | null | undefined) => (text === null || text === undefined || text === '' ? '' : <CopyText text={text} />);
  const platform = record.platform ?? '';
  return (
    <>
      <RecordActions record={record} actions={shipmentActions} />
      <RecordLife
        label={t('shipments.section.progress')}
        code={record.tracking_code}
        reference={record.merchant_tracking_code_reference}
        steps={progressOf(record).map((step) => ({ label: t(`shipments.step.${step.name}`), time: step.time, state: step.state }))}
        still={isPossible('shipment.cancel', record) ? t('shipments.still') : null}
        isOver={isOver('shipment', statusOf('shipment', record))}
      />
      <Section title={t('shipments.section.order')}>
        <DescriptionList
          items={[
            { term: t('form.field.merchant_tracking_code_reference'), value: copy(record.merchant_tracking_code_reference) },
            { term: t('form.field.platform'), value: meaning(platform) ?? platform },
            { term: t('form.field.partner_tracking_code'), value: copy(record.partner_tracking_code) },
            { term: t('form.field.courier_tracking_code'), value: copy(record.courier_tracking_code) },
            { term: t('form.field.warehouse_code'), value: nameOf(record.warehouse_code) },
            { term: t('shipments.providerStatus'), value: providerStatus(record) },
            { term: t('records.created'), value: <DateTime time={record.created_time} isLong /> },
            { term: t('records.updated'), value: <DateTime time={record.updated_time} isLong /> },
          ]}
        />
      </Section>
      <Section title={t('shipments.section.items')}>
        {record.items === null || record.items === undefined ? (
          <p className={styles.soft}>{t(isWhole ? 'shipments.items.unknown' : 'records.notWhole')}</p>
        ) : (
          <ItemTable items={record.items} label={t('shipments.items.label', { code: record.tracking_code })} />
        )}
      </Section>
      <Section title={t('shipments.section.label')}>
        {record.label_url === null || record.label_url === undefined || record.label_url === '' ? (
          <p className={styles.soft}>{t(isWhole ? 'shipments.label.none' : 'records.notWhole')}</p>
        ) : (
          <RecordFile kind="shipment" code={record.tracking_code} field="label_url" />
        )}
        <PrintedLine what="label" code={record.tracking_code} />
      </Section>
      {record.note !== null && record.note !== undefined && record.note !== '' && (
        <Section title={t('shipments.section.note')}>
          <p className={styles.note}>{record.note}</p>
        </Section>
      )}
    </>
  );
}

/** In the provider's own words, with its number: its support asks for it. */
const providerStatus = ({ status_info }: ShipmentRecord): string =>
  status_info === null || status_info === undefined ? '' : `${status_info.label ?? ''} (${status_info.value})`;
