/** What a screen must know of one kind of record: to list it, show one, and make a new one. */
import type { ComponentType } from 'react';
import type { RecordRowOf } from '../../../contract/bridge.ts';
import { type StatusName, recordKindOf } from '../../../contract/kinds/index.ts';
import type { OutboxItem } from '../../../contract/outbox.ts';
import type { Filter } from '../../../contract/query.ts';
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
  /** The template a new form begins with. */
  readonly templateId: string | undefined;
}

/** The times that the day's screen counts by. */
export interface Moments {
  /** When the warehouse's day began, in Unix seconds. */
  readonly today: number;
  /** When whoever is here was away last, in Unix seconds; `null`: never. */
  readonly left: number | null;
}

/** Under which heading a count stands. */
export type TodayGroup = 'next' | 'waiting' | 'coming' | 'since' | 'today';

/** A count of records, and the rows behind it. */
export interface TodayTile {
  readonly group: TodayGroup;
  readonly place: number;
  readonly label: MessageId;
  readonly tone?: 'warn' | 'bad';
  /** What its list is narrowed by; `null`: nothing to count. */
  readonly rows: (moments: Moments) => Partial<Filter> | null;
  /** A facet: what is counted is shown by its values too. */
  readonly by?: string;
}

/** What the provider has touched since whoever is here went away. */
export const changedSince = (label: MessageId, place: number): TodayTile => ({
  group: 'since',
  place,
  label,
  rows: ({ left }) => (left === null ? null : { ranges: { updated: { from: left, to: null } } }),
});

export interface RecordView<K extends RecordKind> {
  readonly kind: K;
  readonly icon: IconName;
  /** Known statuses in the order of their filters, each with its tone. */
  readonly tones: Readonly<Record<StatusName<K>, Tone>>;
  /** Its records lie in one warehouse, and are filtered by it. */
  readonly isInOneWarehouse: boolean;
  /** On the day's screen: where its button stands, and what is counted there, each at its place. */
  readonly today: { readonly button: number; readonly tiles: readonly TodayTile[] };
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
