/** B2C shipments (page): marketplace orders to be packed and handed over. */
import { DateTime } from '../../ui/index.ts';
import { RecordsScreen } from '../records/RecordsScreen.tsx';
import type { RecordView } from '../records/recordView.ts';
import styles from '../records/records.module.css';
import { RecordStatus } from '../records/status.tsx';
import { PlatformName } from './PlatformName.tsx';
import { ShipmentDetail } from './ShipmentDetail.tsx';
import { ShipmentFields } from './ShipmentFields.tsx';
import { ShipmentShape } from './shipmentShape.ts';

const tones = { NEW: 'info', PICKED: 'info', PACKED: 'info', HANDOVER: 'good', CANCELLED: 'neutral' } as const;

export const shipmentView: RecordView<'shipment'> = {
  kind: 'shipment',
  screen: 'shipments',
  tones,
  columns: (t, warehouseName) => [
    { key: 'code', header: t('shipments.column.code'), width: '8.5rem', render: ({ code }) => <span className={styles.code}>{code}</span> },
    { key: 'reference', header: t('shipments.column.reference'), width: 'minmax(7rem, 2fr)', render: ({ reference }) => reference },
    { key: 'platform', header: t('shipments.column.platform'), width: '5.75rem', isWideOnly: true, render: ({ record }) => <PlatformName platform={record.platform} /> },
    { key: 'courier', header: t('shipments.column.courier'), width: 'minmax(7.5rem, 1fr)', isWideOnly: true, render: ({ record }) => <span className={styles.code}>{record.courier_tracking_code}</span> },
    { key: 'warehouse', header: t('shipments.column.warehouse'), width: 'minmax(6rem, 1fr)', isWideOnly: true, render: ({ record }) => warehouseName(record.warehouse_code) },
    { key: 'created', header: t('shipments.column.created'), width: '6.75rem', isWideOnly: true, render: ({ record }) => <DateTime time={record.created_time} /> },
    {
      key: 'status',
      header: t('shipments.column.status'),
      width: 'minmax(7rem, 1fr)',
      render: ({ status, record }) => <RecordStatus screen="shipments" tones={tones} status={status} label={record.status_info?.label} />,
    },
  ],
  Detail: ShipmentDetail,
  form: { kind: 'shipment', screen: 'shipments', shape: ShipmentShape, Fields: ShipmentFields },
  isFormWide: false,
};

export const ShipmentsScreen = () => <RecordsScreen view={shipmentView} />;
