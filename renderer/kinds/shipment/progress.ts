/** How far a shipment has come, and whether it can still be cancelled: read from its times, which say more than the status value. */
import { isPossible, statusOf } from '../../../contract/records.ts';
import type { ShipmentRecord } from '../../../contract/kinds/shipment.ts';

export type StepName = 'created' | 'picked' | 'packed' | 'handover' | 'cancelled';
export type StepState = 'done' | 'current' | 'todo' | 'stopped';
export interface Step {
  readonly name: StepName;
  /** Unix seconds, or `null` where the provider tells no time. */
  readonly time: number | null;
  readonly state: StepState;
}

const order = ['NEW', 'PICKED', 'PACKED', 'HANDOVER'] as const;

/** created → picked → packed → handover; a cancelled one shows the steps it reached, and where it ended. */
export function progressOf(shipment: ShipmentRecord): Step[] {
  const times: readonly (readonly [StepName, number | null])[] = [
    ['created', shipment.created_time],
    ['picked', shipment.picked_time],
    ['packed', shipment.packed_time],
    ['handover', shipment.handover_time],
  ];
  const status = statusOf('shipment', shipment);
  if (status === 'CANCELLED') {
    const reached = times.filter(([name, time]) => name === 'created' || time !== null);
    return [
      ...reached.map(([name, time]) => ({ name, time, state: 'done' as const })),
      { name: 'cancelled', time: shipment.cancelled_time, state: 'stopped' },
    ];
  }
  // An unknown status value says nothing about the order: the times alone do.
  const at = order.indexOf(status as (typeof order)[number]);
  const last = Math.max(
    at,
    times.findLastIndex(([, time]) => time !== null),
    0,
  );
  return times.map(([name, time], index) => ({
    name,
    time,
    state: index > last ? 'todo' : index === last && last < 3 ? 'current' : 'done',
  }));
}

/** `null` while it can be cancelled, else why not. */
export function whyNotCancellable(shipment: ShipmentRecord): 'handedOver' | 'already' | null {
  if (isPossible('shipment.cancel', shipment)) return null;
  return statusOf('shipment', shipment) === 'CANCELLED' ? 'already' : 'handedOver';
}
