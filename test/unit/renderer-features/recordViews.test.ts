/** The lists: which outbox rows stand above them, and how states are named. */
import { describe, expect, it } from 'vitest';
import { SendableKind } from '../../../contract/documents/index.ts';
import { kindNames } from '../../../contract/kinds/index.ts';
import type { OutboxItem } from '../../../contract/outbox.ts';
import { type MessageId, readMessages } from '../../../renderer/messages/index.ts';
import { unfinished } from '../../../renderer/features/records/recordView.ts';
import { statusText } from '../../../renderer/features/records/statusText.ts';

const vi = await readMessages('vi');
const t = (id: MessageId, values?: Readonly<Record<string, string | number | null | undefined>>): string =>
  (vi[id] ?? '').replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(values?.[name] ?? ''));

const item = (kind: SendableKind, state: OutboxItem['state'], createdAt: number) =>
  ({ kind, state, createdAt, naturalKey: `${kind} ${state}` }) as OutboxItem;

describe('above a list', () => {
  it('stand its own unfinished rows, those that wait for a person first, then the newest', () => {
    const items = [
      item('shipment', 'queued', 1),
      item('shipment', 'confirmed', 2),
      item('shipment.cancel', 'rejected', 3),
      item('product', 'unknown', 4),
      item('shipment', 'sending', 5),
    ];
    expect(unfinished(items, 'shipment').map((each) => each.naturalKey)).toEqual([
      'shipment.cancel rejected',
      'shipment sending',
      'shipment queued',
    ]);
  });
  it('every kind that can be sent has its place', () => {
    const items = SendableKind.options.map((kind) => item(kind, 'queued', 1));
    expect(kindNames.flatMap((kind) => unfinished(items, kind)).length).toBe(items.length);
  });
});

describe('a status', () => {
  it('that is known has its word', () => {
    expect(statusText(t, 'shipments', 'HANDOVER')).toBe('Đã bàn giao');
    expect(statusText(t, 'purchaseOrders', 'TRANSIT', 'whatever')).toBe('Đang về kho');
  });
  it('that nobody has seen yet is shown as it is, with the provider’s word where there is one', () => {
    expect(statusText(t, 'products', 'BLOCKED')).toBe('BLOCKED');
    expect(statusText(t, 'shipments', 'STATUS_777')).toBe('Trạng thái 777');
    expect(statusText(t, 'shipments', 'STATUS_777', 'Chờ bưu cục')).toBe('Chờ bưu cục');
  });
});
