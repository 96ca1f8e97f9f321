/** What can be done to one record: what is on its way, then the buttons, each with the reason why it cannot be done. */
import { useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { type Action, underWay } from '../../actions/action.ts';
import { useText } from '../../messages/useText.ts';
import { useOutboxPart } from '../../stores/outboxStore.ts';
import { go } from '../../stores/place.ts';
import { Banner, Button, ErrorBanner } from '../../ui/index.ts';
import { kindWord, stateWords } from '../rows/words.ts';
import styles from './records.module.css';

export interface RecordActionsProps<R> {
  readonly record: R;
  readonly actions: readonly Action<R>[];
}

export function RecordActions<R>({ record, actions }: RecordActionsProps<R>) {
  const [error, setError] = useState<DeskError | null>(null);
  return (
    <>
      {error !== null && <ErrorBanner error={error} />}
      {actions.map((action) => (
        <UnderWay key={action.id} record={record} action={action} />
      ))}
      <div className={styles.actions}>
        {actions.map((action) => (
          <ActionButton key={action.id} action={action} subjects={[record]} saysWhyNot onDone={(done) => setError(done.error)} />
        ))}
      </div>
    </>
  );
}

/** It was asked for already, and stands in the outbox. */
function UnderWay<R>({ record, action }: { readonly record: R; readonly action: Action<R> }) {
  const t = useText();
  const item = useOutboxPart(({ items }) => underWay(action, record, items));
  if (item === null) return null;
  const { id, kind, state } = item;
  return (
    <Banner
      tone={state === 'needs_attention' ? 'bad' : 'info'}
      title={t('records.action.pending', { what: t(kindWord(kind)), state: t(stateWords[state]).toLowerCase() })}
      actions={
        <Button isSmall onPress={() => go({ screen: 'outbox', id })}>
          {t('records.action.open')}
        </Button>
      }
    />
  );
}
