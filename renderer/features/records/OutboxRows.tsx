/** What of this kind is still on its way: below the list, each row leading to its place in the outbox. */
import type { OutboxItem } from '../../../contract/outbox.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { useText } from '../../messages/useText.ts';
import { useBatch } from './batches.ts';
import { useJustSent } from '../../stores/justSent.ts';
import { useOutboxPart } from '../../stores/outboxStore.ts';
import { go } from '../../stores/place.ts';
import { OutboxStateBadge } from '../rows/OutboxStateBadge.tsx';
import { kindWord } from '../rows/words.ts';
import { stateWord } from '../rows/words.ts';
import { unfinished } from './recordView.ts';
import styles from './records.module.css';

/** More than these would push the list out of sight: the outbox has them all. */
const most = 4;

export function OutboxRows({ kind }: { readonly kind: RecordKind }) {
  const t = useText();
  const sent = useJustSent();
  const many = useBatch(kind)?.batch;
  // What was sent just now stands below them, and so does what was done to many.
  const waiting = useOutboxPart(({ items }) =>
    unfinished(items, kind).filter(({ id, batch }) => id !== sent && (batch === undefined || batch !== many)),
  );
  if (waiting.length === 0) return null;
  return (
    <ul className={styles.outbox} aria-label={t('records.outbox.title')}>
      {waiting.slice(0, most).map((item) => (
        <li key={item.id}>
          <OutboxRow item={item} />
        </li>
      ))}
      {waiting.length > most && (
        <li>
          <button type="button" className={styles.outboxMore} onClick={() => go({ screen: 'outbox' })}>
            {t('records.outbox.more', { count: waiting.length - most })}
          </button>
        </li>
      )}
    </ul>
  );
}

function OutboxRow({ item }: { readonly item: OutboxItem }) {
  const t = useText();
  const what = t(kindWord(item.kind));
  const state = t(stateWord(item));
  return (
    <button
      type="button"
      className={styles.outboxRow}
      aria-label={t('records.outbox.open', { what, reference: item.naturalKey, state })}
      onClick={() => go({ screen: 'outbox', id: item.id })}
    >
      <span className={styles.outboxWhat}>{what}</span>
      <span className={styles.outboxKey}>{item.naturalKey}</span>
      <OutboxStateBadge item={item} />
    </button>
  );
}
