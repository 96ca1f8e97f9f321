/** When a record was made, and how old it is while something is still to happen to it. */
import type { RecordRow } from '../../../contract/bridge.ts';
import { kindOf } from '../../../contract/kinds/index.ts';
import { formatTime } from '../../ui/formats.ts';
import { type RowWords, notTold } from './recordColumn.ts';
import styles from './records.module.css';

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** `3 giờ`: whole units, the largest that fits. */
export function ageInWords({ intl, now }: Pick<RowWords, 'intl' | 'now'>, time: number): string {
  const seconds = Math.max(0, now / 1_000 - time);
  const [unit, size] = units.find(([, each]) => seconds >= each) ?? ['minute', 60];
  return intl.formatNumber(Math.floor(seconds / size), { style: 'unit', unit, unitDisplay: 'short' });
}

const isOver = ({ kind, status }: RecordRow): boolean => {
  const { ends } = kindOf(kind);
  return ends === 'made' || ends.some((each) => each === status);
};

export function CreatedCell({ row, words }: { readonly row: RecordRow; readonly words: RowWords }) {
  const { created_time } = row.record;
  if (created_time === null) return <>{notTold}</>;
  return (
    <>
      {formatTime(words.intl, created_time, words.now)}
      {!isOver(row) && <span className={styles.age}> · {ageInWords(words, created_time)}</span>}
    </>
  );
}
