/** What a screen must know of one kind of record: to list it, show one, and make a new one. */
import type { ComponentType } from 'react';
import type { RecordRowOf } from '../../../contract/bridge.ts';
import type { SendableKind } from '../../../contract/documents/index.ts';
import type { OutboxItem } from '../../../contract/outbox.ts';
import type { RecordKind } from '../../../contract/records.ts';
import type { Text } from '../../messages/useText.ts';
import type { RecordScreen } from '../../stores/place.ts';
import type { Column, Tone } from '../../ui/index.ts';

export interface DetailProps<K extends RecordKind> {
  readonly row: RecordRowOf<K>;
  /** The provider has told this very record; before that, only what its list tells is known. */
  readonly isWhole: boolean;
}

export interface FormProps {
  /** The draft to go on with; without one the form is new. */
  readonly draftId: string | undefined;
}

export interface RecordView<K extends RecordKind> {
  readonly kind: K;
  /** The screen's name; all its wording starts with it. */
  readonly screen: RecordScreen;
  /** Known statuses in the order of their filters, each with its tone. */
  readonly tones: Readonly<Record<string, Tone>>;
  readonly columns: (t: Text, warehouseName: (code: string | null | undefined) => string) => readonly Column<RecordRowOf<K>>[];
  readonly Detail: ComponentType<DetailProps<K>>;
  readonly Form: ComponentType<FormProps>;
  /** The form needs the whole width. */
  readonly isFormWide: boolean;
}

/** Kinds of outbox rows that belong to each list: its documents and the actions on them. */
export const outboxKinds: Readonly<Record<RecordKind, readonly SendableKind[]>> = {
  product: ['product', 'product.assign', 'product.deactivate'],
  'purchase-order': ['purchase-order', 'purchase-order.cancel'],
  shipment: ['shipment', 'shipment.cancel'],
  return: ['return', 'return.cancel'],
};

/** Rows of the outbox that are not finished, for one list; what waits for a person comes first. */
export function unfinished(items: readonly OutboxItem[], kind: RecordKind): OutboxItem[] {
  const rank = (item: OutboxItem): number => (item.state === 'needs_attention' || item.state === 'rejected' ? 0 : 1);
  return items
    .filter((item) => item.state !== 'confirmed' && outboxKinds[kind].includes(item.kind))
    .toSorted((a, b) => rank(a) - rank(b) || b.createdAt - a.createdAt);
}
