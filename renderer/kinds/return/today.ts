/** What of the returns is counted on the day's screen. */
import { type TodayTile, changedSince } from '../../features/records/recordView.ts';

export const returnTiles: readonly TodayTile[] = [
  { group: 'next', place: 12, label: 'returns.today.PROBLEM', tone: 'warn', rows: () => ({ facets: { status: ['PROBLEM'] } }) },
  changedSince('returns.today.changed', 32),
  {
    group: 'today',
    place: 43,
    label: 'returns.today.made',
    rows: ({ today }) => ({ ranges: { created: { from: today, to: null } } }),
  },
];
