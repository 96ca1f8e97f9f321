/** Returns: goods that come back from shipments. */
import { later } from '../../ui/later.tsx';
import type { RecordView } from '../../features/records/recordView.ts';
import { returnActions } from './actions.ts';
import { returnColumns, tones } from './columns.tsx';
import { returnTiles } from './today.ts';

export const returnView: RecordView<'return'> = {
  kind: 'return',
  icon: 'back',
  tones,
  isInOneWarehouse: true,
  today: { button: 4, tiles: returnTiles },
  actions: returnActions,
  columns: returnColumns,
  Detail: later(async () => (await import('./ReturnDetail.tsx')).ReturnDetail),
  Form: later(async () => (await import('./ReturnForm.tsx')).ReturnForm),
  isFormWide: false,
};
