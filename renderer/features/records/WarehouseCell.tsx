/** A warehouse's name in a list, NOTE(telling-name). */
import { type RowWords, notTold } from './recordColumn.ts';
import styles from './records.module.css';

export function WarehouseCell({ code, words }: { readonly code: string | null | undefined; readonly words: RowWords }) {
  const { common, telling } = words.warehouseParts(code);
  if (telling === '') return <>{notTold}</>;
  return (
    <span className={styles.warehouseName}>
      <span className={styles.commonPart}>{common}</span>
      <span className={styles.tellingPart}>{telling}</span>
    </span>
  );
}
