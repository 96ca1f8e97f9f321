/** What a screen must know of one kind of record: to list it, show one, and make a new one. */
import type { ComponentType } from 'react';
import type { RecordRowOf } from '../../../contract/bridge.ts';
import { type StatusName, recordKindOf } from '../../../contract/kinds/index.ts';
import type { OutboxItem } from '../../../contract/outbox.ts';
import type { RecordKind, RecordOf } from '../../../contract/records.ts';
import type { Action } from '../../actions/action.ts';
import type { MessageId } from '../../messages/index.ts';
import type { IconName } from '../../ui/Icon.tsx';
import type { Tone } from '../../ui/index.ts';
import type { OfFile } from '../files/draftsFromFiles.ts';
import type { RecordColumn } from './recordColumn.ts';

export interface DetailProps<K extends RecordKind> {
  readonly row: RecordRowOf<K>;
  /** The provider has told this very record; before that, only what its list tells is known. */
  readonly isWhole: boolean;
}

export interface FormProps {
  /** The draft to go on with; without one the form is new. */
  readonly draftId: string | undefined;
}

export interface TodayTile<K extends RecordKind> {
  readonly status: StatusName<K>;
  readonly place: number;
  readonly label: MessageId;
  readonly tone?: 'warn' | 'bad';
}

export interface RecordView<K extends RecordKind> {
  readonly kind: K;
  readonly icon: IconName;
  /** Known statuses in the order of their filters, each with its tone. */
  readonly tones: Readonly<Record<StatusName<K>, Tone>>;
  /** Its records lie in one warehouse, and are filtered by it. */
  readonly isInOneWarehouse: boolean;
  /** On the day's screen: where its button stands, and which statuses are counted there, each at its place. */
  readonly today: { readonly button: number; readonly tiles: readonly TodayTile<K>[] };
  /** What can be done to one of them, or to many. */
  readonly actions: readonly Action<RecordOf[K]>[];
  /** In the order they stand by themselves. */
  readonly columns: readonly RecordColumn<K>[];
  readonly Detail: ComponentType<DetailProps<K>>;
  readonly Form: ComponentType<FormProps>;
  /** What a file that is let go on the list makes; left out where the kind has none. */
  readonly ofFile?: OfFile;
  /** The form needs the whole width. */
  readonly isFormWide: boolean;
}

/** Rows of the outbox that are not finished, for one list; what waits for a person comes first. */
export function unfinished(items: readonly OutboxItem[], kind: RecordKind): OutboxItem[] {
  const rank = (item: OutboxItem): number => (item.state === 'needs_attention' || item.state === 'rejected' ? 0 : 1);
  return items
    .filter((item) => item.state !== 'confirmed' && recordKindOf(item.kind) === kind)
    .toSorted((a, b) => rank(a) - rank(b) || b.createdAt - a.createdAt);
}
