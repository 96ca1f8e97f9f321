/** The field a token is pasted into. What was pasted is forgotten as soon as it was handed over, and on leaving. */
import { useRef, useState } from 'react';
import type { ConnectionId } from '../../../contract/connection.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { desk } from '../../bridge/desk.ts';
import { useErrorText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { readApp } from '../../stores/session.ts';
import { Button, SecretField } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './connections.module.css';

export interface KeyFormProps {
  readonly connectionId: ConnectionId;
  readonly onDone?: () => void;
  readonly autoFocus?: boolean;
}

export function KeyForm({ connectionId, onDone, autoFocus }: KeyFormProps) {
  const t = useText();
  const describe = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<DeskError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    const control = input.current;
    setBusy(true);
    const outcome = await desk.call('keys.put', { connectionId, key: control?.value ?? '' });
    setBusy(false);
    if (!outcome.ok) {
      setError(outcome.error);
      return;
    }
    // The banner may have gone with this form. React still holds the field's value: it is emptied all the same.
    if (control !== null) control.value = '';
    setError(null);
    await readApp();
    onDone?.();
  };
  const text = error === null ? null : describe(error);
  return (
    <form
      className={classes(styles.keyForm)}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <SecretField
        input={input}
        label={t('connections.token')}
        error={text === null ? undefined : `${text.title}. ${text.next}`}
        {...(autoFocus === undefined ? {} : { autoFocus })}
      />
      <Button type="submit" variant="primary" isPending={isBusy}>
        {t('connections.token.save')}
      </Button>
    </form>
  );
}
