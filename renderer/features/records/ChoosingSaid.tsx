/** What is said below a list whose rows can be chosen: how far their file is, and what is chosen no more, or was never. */
import { mostChosen } from '../../../contract/selection.ts';
import { useText } from '../../messages/useText.ts';
import { Button } from '../../ui/index.ts';
import styles from './batch.module.css';

interface ChoosingSaidProps {
  /** Of the file that is being written. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly onStop: () => void;
  /** So many are gone from the list. */
  readonly dropped: number;
  /** So many were in a range of which none was chosen. */
  readonly tooMany: number | null;
}

export function ChoosingSaid({ progress, onStop, dropped, tooMany }: ChoosingSaidProps) {
  const t = useText();
  return (
    <>
      {progress !== null && (
        <div className={styles.bar} role="status">
          {t('batch.exporting', { done: progress.done, total: progress.total })}
          <Button isSmall onPress={onStop}>
            {t('batch.exporting.stop')}
          </Button>
        </div>
      )}
      {dropped > 0 && (
        <p role="status" className={styles.dropped}>
          {t('batch.dropped', { count: dropped })}
        </p>
      )}
      {tooMany !== null && (
        <p role="status" className={styles.dropped}>
          {t('batch.tooManyChosen', { count: tooMany, most: mostChosen })}
        </p>
      )}
    </>
  );
}
