/** The columns of a kind as a list draws them. */
import type { RecordRowOf } from '../../../contract/bridge.ts';
import { askableOf } from '../../../contract/recordQuery.ts';
import type { RecordKind } from '../../../contract/records.ts';
import type { Column } from '../../ui/index.ts';
import { type RecordColumn, type RowWords, textOf } from './recordColumn.ts';
import styles from './records.module.css';

export function drawnColumns<K extends RecordKind>(
  kind: K,
  columns: readonly RecordColumn<K>[],
  words: RowWords,
): Column<RecordRowOf<K>>[] {
  const sortable = askableOf(kind).columns;
  return columns.map((column) => {
    const { id, header, type, sortedBy = id, width, givesWay, draw } = column;
    return {
      key: id,
      header: words.t(header),
      width,
      isNumeric: type === 'number' || type === 'money',
      ...(givesWay === undefined ? {} : { givesWay }),
      sortedBy: Object.hasOwn(sortable, sortedBy) ? sortedBy : undefined,
      render: (row) => {
        if (draw !== undefined) return draw(row, words);
        const text = textOf(column, row, words);
        return type === 'code' ? (
          <span className={styles.code}>{text}</span>
        ) : type === 'time' ? (
          <span className={styles.figures}>{text}</span>
        ) : (
          text
        );
      },
    };
  });
}
