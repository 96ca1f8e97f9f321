/** When a record was made, and how old it is while something is still to happen to it. */
import type { RecordRow } from '../../../contract/bridge.ts';
import { isOver } from '../../../contract/kinds/index.ts';
import { formatAge, formatTime } from '../../ui/formats.ts';
import { type RowWords, notTold } from './recordColumn.ts';
import styles from './records.module.css';

export function CreatedCell({ row, words }: { readonly row: RecordRow; readonly words: RowWords }) {
  const { created_time } = row.record;
  if (created_time === null) return <>{notTold}</>;
  return (
    <>
      {formatTime(words.intl, created_time, words.now)}
      {!isOver(row.kind, row.status) && <span className={styles.age}> · {formatAge(words.intl, created_time, words.now)}</span>}
    </>
  );
}
