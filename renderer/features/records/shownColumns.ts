/** Which columns of a kind are shown, in which order and how wide: as the kind has them, unless the operator has chosen. */
import type { ListLook } from '../../../contract/listLooks.ts';
import type { RecordKind } from '../../../contract/records.ts';
import type { RecordColumn } from './recordColumn.ts';

type Look = Pick<ListLook, 'columns' | 'widths'>;

/** Never none: a choice of columns that there are no more is no choice. */
export function shownColumns<K extends RecordKind>(all: readonly RecordColumn<K>[], { columns, widths }: Look): RecordColumn<K>[] {
  const wide = (column: RecordColumn<K>): RecordColumn<K> => {
    const rem = widths[column.id];
    return rem === undefined ? column : { ...column, width: `${rem}rem` };
  };
  const chosen = (columns ?? []).flatMap((id) => all.find((column) => column.id === id) ?? []);
  if (chosen.length === 0) return all.filter(({ isExtra }) => isExtra !== true).map(wide);
  // What somebody chose to see gives way last.
  return chosen.map((column) => wide(column.isExtra === true ? { ...column, givesWay: 1 } : column));
}

/** The columns after one was chosen or left out. The last one stays. */
export function withColumn(shown: readonly string[], id: string): readonly string[] {
  if (!shown.includes(id)) return [...shown, id];
  return shown.length === 1 ? shown : shown.filter((each) => each !== id);
}

/** One place to the front (-1) or back (1). */
export function withMoved(shown: readonly string[], id: string, step: -1 | 1): readonly string[] {
  const from = shown.indexOf(id);
  const to = from + step;
  if (from === -1 || to < 0 || to >= shown.length) return shown;
  return shown.toSpliced(from, 1).toSpliced(to, 0, id);
}
