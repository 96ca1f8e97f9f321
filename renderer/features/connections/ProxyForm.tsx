/**
 * Name and password for a proxy on the way, and *Not now* for who would rather work on without a network. The password is forgotten as soon
 * as it was handed over, and on leaving.
 */
import { useRef, useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import { desk } from '../../bridge/desk.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useErrorText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { Button, SecretField, TextField } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './connections.module.css';

/** As `contract/connection.ts` has it, where it is parsed again: the banner does not wait for all schemas to be read. */
const longest = { user: 128, password: 256 } as const;

interface ProxyFormProps {
  readonly proxy: string;
  /** Beside what failed, which is then tried again there: what the banner asks of the provider says nothing of it. */
  readonly isBeside?: true;
}

export function ProxyForm(props: ProxyFormProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(true);
  if (isOpen) return <OpenForm {...props} onNotNow={() => setOpen(false)} />;
  return <Button onPress={() => setOpen(true)}>{t('connections.proxy.open')}</Button>;
}

function OpenForm({ proxy, isBeside, onNotNow }: ProxyFormProps & { readonly onNotNow: () => void }) {
  const open = useDesk();
  const t = useText();
  const describe = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [user, setUser] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isKept, setKept] = useState(false);
  const signIn = async () => {
    const control = input.current;
    const password = control?.value ?? '';
    const wrong = user.trim() === '' ? 'connections.proxy.user.missing' : user.includes(':') ? 'connections.proxy.user.colon' : undefined;
    setProblem(wrong === undefined ? undefined : t(wrong));
    if (wrong !== undefined) return;
    setBusy(true);
    const outcome = await desk.call('proxies.signIn', {
      proxy,
      user: user.trim().slice(0, longest.user),
      password: password.slice(0, longest.password),
    });
    if (outcome.ok) {
      if (control !== null) control.value = '';
      // One real question: where it goes through, the banner goes and everything waiting leaves.
      if (isBeside !== true) await open.call('connections.test');
      setKept(isBeside === true);
    }
    setFailure(outcome.ok ? null : outcome.error);
    setBusy(false);
  };
  const notNow = () => {
    // SECURITY: what was typed and not handed over is not kept either, where the control has gone from the screen.
    if (input.current !== null) input.current.value = '';
    onNotNow();
  };
  const text = failure === null ? undefined : describe(failure);
  return (
    <form
      className={classes(styles.proxyForm)}
      aria-label={t('connections.proxy.form', { proxy })}
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <TextField label={t('connections.proxy.user')} value={user} onChange={setUser} error={problem} />
      <SecretField
        input={input}
        label={t('connections.proxy.password')}
        error={text === undefined ? undefined : `${text.title}. ${text.next}`}
      />
      <Button type="submit" variant="primary" isPending={isBusy}>
        {t('connections.proxy.signIn')}
      </Button>
      <Button onPress={notNow}>{t('connections.proxy.notNow')}</Button>
      {isKept && <span role="status">{t('connections.proxy.tryAgain')}</span>}
    </form>
  );
}
