/** B2C shipments: marketplace orders to be packed and handed over. */
import { later } from '../../ui/later.tsx';
import type { RecordView } from '../../features/records/recordView.ts';
import { shipmentActions } from './actions.ts';
import { shipmentColumns, tones } from './columns.tsx';
import { shipmentTiles } from './today.ts';

export const shipmentView: RecordView<'shipment'> = {
  kind: 'shipment',
  icon: 'outbound',
  tones,
  isInOneWarehouse: true,
  today: { button: 1, tiles: shipmentTiles },
  actions: shipmentActions,
  columns: shipmentColumns,
  Detail: later(async () => (await import('./ShipmentDetail.tsx')).ShipmentDetail),
  Form: later(async () => (await import('./ShipmentForm.tsx')).ShipmentForm),
  ofFile: { place: 'waybill', bodyOf: (label) => ({ label }) },
  isFormWide: false,
};
