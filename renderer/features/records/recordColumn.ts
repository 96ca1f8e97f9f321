/** What a list shows of a record, told once for each kind: for the screen, for sorting, and for what is exported. */
import type { ReactNode } from 'react';
import type { IntlShape } from 'react-intl';
import type { RecordRowOf } from '../../../contract/bridge.ts';
import type { RecordKind } from '../../../contract/records.ts';
import type { MessageId } from '../../messages/index.ts';
import type { Text } from '../../messages/useText.ts';
import { formatMoney, formatTime } from '../../ui/formats.ts';
import type { TellingName } from './tellingName.ts';

/** What a column needs beside the row to say what it has. */
export interface RowWords {
  readonly t: Text;
  readonly intl: IntlShape;
  /** Unix milliseconds. */
  readonly now: number;
  readonly warehouseName: (code: string | null | undefined) => string;
  /** NOTE(telling-name). */
  readonly warehouseParts: (code: string | null | undefined) => TellingName;
  /** Those that the list is narrowed to; none: all of them. */
  readonly warehouses: readonly string[];
}

/** Codes are written as they are; times are Unix seconds, money is VND. */
export type ColumnType = 'code' | 'text' | 'number' | 'money' | 'time';

export interface RecordColumn<K extends RecordKind> {
  /** Kept where columns are chosen; where the kind's list has a column of this name, it is sorted by it. */
  readonly id: string;
  readonly header: MessageId;
  readonly type: ColumnType;
  /** `null`: nobody has told. */
  readonly of: (row: RecordRowOf<K>, words: RowWords) => string | number | null | undefined;
  /** The name it is sorted by, where that is another than its id. */
  readonly sortedBy?: string;
  /** A CSS grid track in rem: `8rem`, `minmax(10rem, 2fr)`. */
  readonly width: string;
  /** From 1: where there is no room for all, the highest number goes first. Without it, it stays. */
  readonly givesWay?: number | undefined;
  /** There only for who chooses it. */
  readonly isExtra?: true;
  /** Where it is drawn otherwise than as its text. */
  readonly draw?: (row: RecordRowOf<K>, words: RowWords) => ReactNode;
}

/** Stands for what nobody has told: it is no 0. */
export const notTold = '–';

/** What a column says of a row, as it is read on the screen. */
export function textOf<K extends RecordKind>({ type, of }: RecordColumn<K>, row: RecordRowOf<K>, words: RowWords): string {
  const value = of(row, words);
  if (value === null || value === undefined || value === '') return notTold;
  if (typeof value === 'string') return value;
  if (type === 'money') return formatMoney(words.intl, value, 'VND');
  if (type === 'time') return formatTime(words.intl, value, words.now);
  return words.intl.formatNumber(value);
}
