/** The field a token is pasted into (page). SECURITY: what was pasted is forgotten as soon as it was handed over, and on leaving. */
import { useState } from 'react';
import type { ConnectionId } from '../../../contract/connection.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { desk } from '../../app/desk.ts';
import { useErrorText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { readApp } from '../../stores/session.ts';
import { Button, TextField } from '../../ui/index.ts';
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
  const [key, setKey] = useState('');
  const [error, setError] = useState<DeskError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const outcome = await desk.call('keys.put', { connectionId, key });
    setBusy(false);
    if (!outcome.ok) {
      setError(outcome.error);
      return;
    }
    setKey('');
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
      <TextField
        label={t('connections.token')}
        type="password"
        isCode
        value={key}
        onChange={setKey}
        error={text === null ? undefined : `${text.title}. ${text.next}`}
        {...(autoFocus === undefined ? {} : { autoFocus })}
      />
      <Button type="submit" variant="primary" isPending={isBusy}>
        {t('connections.token.save')}
      </Button>
    </form>
  );
}
