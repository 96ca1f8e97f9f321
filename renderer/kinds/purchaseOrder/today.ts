/** What of the purchase orders is counted on the day's screen. */
import { type TodayTile, changedSince } from '../../features/records/recordView.ts';

const day = 86_400;

export const purchaseOrderTiles: readonly TodayTile[] = [
  { group: 'next', place: 10, label: 'purchaseOrders.today.late', tone: 'bad', rows: () => ({ facets: { late: ['yes'] } }) },
  {
    group: 'next',
    place: 11,
    label: 'purchaseOrders.today.differences',
    tone: 'bad',
    rows: () => ({ facets: { differences: ['yes'] } }),
  },
  {
    group: 'coming',
    place: 6,
    label: 'purchaseOrders.today.arriving',
    rows: ({ today }) => ({ facets: { status: ['TRANSIT'] }, ranges: { eta: { from: today, to: today + day } } }),
  },
  { group: 'coming', place: 7, label: 'purchaseOrders.today.TRANSIT', rows: () => ({ facets: { status: ['TRANSIT'] } }) },
  changedSince('purchaseOrders.today.changed', 31),
  {
    group: 'today',
    place: 42,
    label: 'purchaseOrders.today.made',
    rows: ({ today }) => ({ ranges: { created: { from: today, to: null } } }),
  },
];
