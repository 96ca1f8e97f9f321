/** What was sent last from this desk. */
import type { OutboxItem } from '../../../contract/outbox.ts';
import { useText } from '../../messages/useText.ts';
import { go } from '../../stores/place.ts';
import { EmptyState, Section, TimeAgo } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { OutboxStateBadge } from '../rows/OutboxStateBadge.tsx';
import { kindWord } from '../rows/words.ts';
import styles from './TodayScreen.module.css';

/** So many of them are shown. */
const recentRows = 8;

export function Recent({ items }: { readonly items: readonly OutboxItem[] }) {
  const t = useText();
  return (
    <Section title={t('today.recent')}>
      {items.length === 0 ? (
        <EmptyState title={t('today.recent.empty')}>{t('today.recent.empty.next')}</EmptyState>
      ) : (
        <ul className={classes(styles.recent)}>
          {items.slice(0, recentRows).map((item) => (
            <li key={item.id}>
              <button type="button" onClick={() => go({ screen: 'outbox', id: item.id })}>
                <OutboxStateBadge item={item} />
                <span>{t(kindWord(item.kind))}</span>
                <span className={classes(styles.key)}>{item.naturalKey}</span>
                <span className={classes(styles.key)}>{item.code ?? ''}</span>
                <span className={classes(styles.time)}>
                  <TimeAgo time={item.updatedAt} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
