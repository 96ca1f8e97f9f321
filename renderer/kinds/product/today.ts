/** What of the products is counted on the day's screen. */
import type { TodayTile } from '../../features/records/recordView.ts';

export const productTiles: readonly TodayTile[] = [
  { group: 'next', place: 13, label: 'products.today.low', tone: 'warn', rows: () => ({ facets: { low: ['yes'] } }) },
  { group: 'next', place: 14, label: 'products.today.NEW', rows: () => ({ facets: { status: ['NEW'] } }) },
];
