/** What of the shipments is counted on the day's screen. */
import { type TodayTile, changedSince } from '../../features/records/recordView.ts';

/** Also in a state that nobody here knows: until the handover it waits. */
const waiting = { waiting: ['yes'] };
const day = 86_400;

export const shipmentTiles: readonly TodayTile[] = [
  { group: 'waiting', place: 1, label: 'shipments.today.waiting', rows: () => ({ facets: waiting }), by: 'courier' },
  {
    group: 'waiting',
    place: 2,
    label: 'shipments.today.waiting.today',
    rows: ({ today }) => ({ facets: waiting, ranges: { created: { from: today, to: null } } }),
  },
  {
    group: 'waiting',
    place: 3,
    label: 'shipments.today.waiting.yesterday',
    tone: 'warn',
    rows: ({ today }) => ({ facets: waiting, ranges: { created: { from: today - day, to: today } } }),
  },
  {
    group: 'waiting',
    place: 4,
    label: 'shipments.today.waiting.older',
    tone: 'bad',
    rows: ({ today }) => ({ facets: waiting, ranges: { created: { from: null, to: today - day } } }),
  },
  { group: 'waiting', place: 5, label: 'shipments.today.PACKED', rows: () => ({ facets: { status: ['PACKED'] } }) },
  changedSince('shipments.today.changed', 30),
  {
    group: 'today',
    place: 40,
    label: 'shipments.today.made',
    rows: ({ today }) => ({ ranges: { created: { from: today, to: null } } }),
  },
  {
    group: 'today',
    place: 41,
    label: 'shipments.today.handedOver',
    rows: ({ today }) => ({ facets: { status: ['HANDOVER'] }, ranges: { handover: { from: today, to: null } } }),
  },
];
