/** One part of a record could not be asked for: a line, because the record itself is there, and what is known of it stays. */
import type { DeskError } from '../../../contract/errors.ts';
import { useErrorText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { Button } from '../../ui/index.ts';
import styles from './records.module.css';

export function SectionFailure({ error, onRetry }: { readonly error: DeskError; readonly onRetry: () => void }) {
  const t = useText();
  const { title, next } = useErrorText()(error);
  return (
    <div className={styles.failure} role="status">
      <span className={styles.stale} title={next}>
        {title}
      </span>
      <Button isSmall onPress={onRetry}>
        {t('ui.retry')}
      </Button>
    </div>
  );
}
