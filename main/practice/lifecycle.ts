/**
 * How documents move in the practice provider: the plan made for each when it is created, and the state that follows from the plan and the
 * time. Practice time is short, so that an operator sees a whole life within the hour: shipments are handed over after 20 to 40 minutes,
 * purchase orders completed after 30 to 60 (the estimated arrival is not waited for), returns received after 30 to 60.
 */
import type { PurchaseOrder, Return, Shipment } from './company.ts';
import { between, seededRandom, type Random } from './random.ts';
import type { Language } from './texts.ts';

/** Only `TRANSIT`, `COMPLETED` and `CANCELLED` are documented; `ARRIVED` and `INSPECTING` are practice's own. */
export type PoStatus = 'TRANSIT' | 'ARRIVED' | 'INSPECTING' | 'COMPLETED' | 'CANCELLED';

/**
 * Seen (D/X): 300 and 500; 100 is assumed (onflow-api.md, B2C shipment detail, A). 150, 200, 250 and 450 are practice's own, between the
 * known ones in the order of the work, so that a desk which branches on them is found out.
 */
export const shipmentStatus = {
  new: 100,
  picking: 150,
  picked: 200,
  packed: 250,
  handover: 300,
  cancelledBeforePacking: 450,
  cancelledAfterPacking: 500,
} as const;
export type ShipmentStatus = (typeof shipmentStatus)[keyof typeof shipmentStatus];

/** Seen (X): 350, the return has a problem. The others are practice's own. */
export const returnStatus = { new: 100, underWay: 200, received: 300, problem: 350, cancelled: 450 } as const;
export type ReturnStatus = (typeof returnStatus)[keyof typeof returnStatus];

const shipmentLabels: Record<ShipmentStatus, Record<Language, string>> = {
  100: { vi: 'Mới tạo', en: 'New' },
  150: { vi: 'Đang lấy hàng', en: 'Picking' },
  200: { vi: 'Đã lấy hàng', en: 'Picked' },
  250: { vi: 'Đã đóng gói', en: 'Packed' },
  300: { vi: 'Đã bàn giao', en: 'Handed over' },
  450: { vi: 'Đã hủy trước đóng gói', en: 'Cancelled before packing' },
  500: { vi: 'Đã hủy sau đóng gói', en: 'Cancelled after packing' },
};
const returnLabels: Record<ReturnStatus, Record<Language, string>> = {
  100: { vi: 'Mới tạo', en: 'New' },
  200: { vi: 'Đang hoàn về kho', en: 'On the way back' },
  300: { vi: 'Đã nhập lại kho', en: 'Back in stock' },
  350: { vi: 'Hoàn hàng có vấn đề', en: 'Return with a problem' },
  450: { vi: 'Đã hủy', en: 'Cancelled' },
};
export const shipmentLabel = (value: ShipmentStatus, language: Language): string => shipmentLabels[value][language];
export const returnLabel = (value: ReturnStatus, language: Language): string => returnLabels[value][language];

/** The chance behind one document: its own, so that it does not depend on the order in which documents are made after a restart. */
export const chanceOf = (seed: number, shelf: string, number: number): Random =>
  seededRandom(Array.from(shelf).reduce((sum, letter) => Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0), seed) + number * 7_919);

/** Later and later times from `created`, each step as many seconds after the one before as drawn, divided by `timeScale`. */
function steps(random: Random, created: number, timeScale: number, spans: readonly (readonly [number, number])[]): number[] {
  let time = created;
  return spans.map(([low, high]) => (time += between(random, low, high) / timeScale));
}

export function shipmentPlan(random: Random, created: number, timeScale: number): Shipment['plan'] {
  const [picking = 0, picked = 0, packed = 0, handover = 0] = steps(random, created, timeScale, [
    [60, 120],
    [60, 240],
    [120, 300],
    [960, 1_740],
  ]);
  return { picking, picked, packed, handover };
}

export function poPlan(random: Random, created: number, timeScale: number): PurchaseOrder['plan'] {
  const [arrived = 0, inspecting = 0, completed = 0] = steps(random, created, timeScale, [
    [600, 1_200],
    [300, 600],
    [900, 1_800],
  ]);
  return { arrived, inspecting, completed };
}

export function returnPlan(random: Random, created: number, timeScale: number): Return['plan'] {
  const [underWay = 0, received = 0] = steps(random, created, timeScale, [
    [600, 1_200],
    [1_200, 2_400],
  ]);
  return { underWay, received };
}

/** The last of `planned` (in order) that has come by `now`, and was not prevented by `cancelled`. */
function reached<S>(planned: readonly (readonly [S, number])[], now: number, cancelled: number | null): readonly [S, number] | undefined {
  const until = cancelled === null ? now : Math.min(now, cancelled);
  return planned.findLast(([, time]) => time <= until);
}

export function poState(po: PurchaseOrder, now: number): { status: PoStatus; since: number } {
  if (po.cancelled !== null) return { status: 'CANCELLED', since: po.cancelled };
  const { arrived, inspecting, completed } = po.plan;
  const [status, since] = reached<PoStatus>(
    [
      ['TRANSIT', po.created],
      ['ARRIVED', arrived],
      ['INSPECTING', inspecting],
      ['COMPLETED', completed],
    ],
    now,
    null,
  ) ?? ['TRANSIT', po.created];
  return { status, since };
}

export function shipmentState(shipment: Shipment, now: number): { value: ShipmentStatus; since: number } {
  const { picking, picked, packed, handover } = shipment.plan;
  const [value, since] = reached<ShipmentStatus>(
    [
      [shipmentStatus.new, shipment.created],
      [shipmentStatus.picking, picking],
      [shipmentStatus.picked, picked],
      [shipmentStatus.packed, packed],
      [shipmentStatus.handover, handover],
    ],
    now,
    shipment.cancelled,
  ) ?? [shipmentStatus.new, shipment.created];
  if (shipment.cancelled === null) return { value, since };
  const afterPacking = value >= shipmentStatus.packed;
  return { value: afterPacking ? shipmentStatus.cancelledAfterPacking : shipmentStatus.cancelledBeforePacking, since: shipment.cancelled };
}

export function returnState(back: Return, now: number): { value: ReturnStatus; since: number } {
  if (back.cancelled !== null) return { value: returnStatus.cancelled, since: back.cancelled };
  const { underWay, received } = back.plan;
  const [value, since] = reached<ReturnStatus>(
    [
      [returnStatus.new, back.created],
      [returnStatus.underWay, underWay],
      [back.problem ? returnStatus.problem : returnStatus.received, received],
    ],
    now,
    null,
  ) ?? [returnStatus.new, back.created];
  return { value, since };
}

/** A planned time as answered: whole seconds once it has come, `null` before (and for ever when cancelled first). */
export function happened(planned: number, now: number, cancelled: number | null): number | null {
  const until = cancelled === null ? now : Math.min(now, cancelled);
  return planned <= until ? Math.floor(planned) : null;
}
