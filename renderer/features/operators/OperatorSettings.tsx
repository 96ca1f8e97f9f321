/** The operators' profiles: add, change the PIN, remove. */
import { useState } from 'react';
import type { DeskError, Outcome } from '../../../contract/errors.ts';
import { type Operator, OperatorName } from '../../../contract/operators.ts';
import { desk } from '../../bridge/desk.ts';
import { useText } from '../../messages/useText.ts';
import { readApp, useApp } from '../../stores/session.ts';
import { Banner, Button, Dialog, ErrorBanner, FieldRow, Section, StatusBadge, TextField } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { PinField, isPin } from './PinField.tsx';
import styles from './operators.module.css';

export function OperatorSettings() {
  const t = useText();
  const app = useApp();
  if (app === null) return null;
  return (
    <div className={classes(styles.page)}>
      <p className={classes(styles.soft)}>{t('operators.intro')}</p>
      {app.operators.length === 0 ? (
        <p>{t('operators.none')}</p>
      ) : (
        <ul className={classes(styles.people)}>
          {app.operators.map((operator) => (
            <Person key={operator.id} operator={operator} here={app.operator} />
          ))}
        </ul>
      )}
      <AddOperator />
    </div>
  );
}

/** `here` is who is at the desk. */
function Person({ operator, here }: { readonly operator: Operator; readonly here: Operator | null }) {
  const t = useText();
  const [isChanging, setChanging] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const { id, name } = operator;
  return (
    <li aria-label={name}>
      <div className={classes(styles.person)}>
        <strong>{name}</strong>
        {here?.id === id && <StatusBadge tone="info">{t('operators.isHere')}</StatusBadge>}
        <Button aria-expanded={isChanging} onPress={() => setChanging(!isChanging)}>
          {t('operators.changePin', { name })}
        </Button>
        <Button variant="danger" onPress={() => setRemoving(true)}>
          {t('operators.remove', { name })}
        </Button>
      </div>
      {isChanged && <Banner tone="good" title={t('operators.changed')} />}
      {isChanging && (
        <ChangePin
          operator={operator}
          onDone={() => {
            setChanging(false);
            setChanged(true);
          }}
        />
      )}
      {isRemoving && <RemoveOperator operator={operator} here={here} onClose={() => setRemoving(false)} />}
    </li>
  );
}

/** Asks the PIN of who is at the desk: an unlocked desk that nobody sits at is not enough. */
function RemoveOperator({
  operator,
  here,
  onClose,
}: {
  readonly operator: Operator;
  readonly here: Operator | null;
  readonly onClose: () => void;
}) {
  const t = useText();
  const [pin, setPin] = useState('');
  const { id, name } = operator;
  const { error, isBusy, submit } = useSubmit(() => desk.call('operators.remove', { id, pin }), onClose);
  const remove = (): void => {
    if (isPin(pin)) void submit();
  };
  return (
    <Dialog
      isOpen
      startsInField
      title={t('operators.remove', { name })}
      onClose={onClose}
      actions={
        <Button variant="danger" isDisabled={!isPin(pin)} isPending={isBusy} onPress={remove}>
          {t('operators.remove', { name })}
        </Button>
      }
    >
      <p>{t('operators.remove.text')}</p>
      {error !== null && <ErrorBanner error={error} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          remove();
        }}
      >
        <PinField label={t('operators.pin.of', { name: here?.name ?? '' })} value={pin} onChange={setPin} autoFocus />
      </form>
    </Dialog>
  );
}

/** Submits once; shows why it could not be done. */
function useSubmit(act: () => Promise<Outcome<unknown>>, onDone: () => void) {
  const [error, setError] = useState<DeskError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    if (isBusy) return;
    setBusy(true);
    const outcome = await act();
    setBusy(false);
    setError(outcome.ok ? null : outcome.error);
    if (outcome.ok) onDone();
    await readApp();
  };
  return { error, isBusy, submit };
}

function ChangePin({ operator, onDone }: { readonly operator: Operator; readonly onDone: () => void }) {
  const t = useText();
  const [pin, setPin] = useState('');
  const [next, setNext] = useState('');
  const { error, isBusy, submit } = useSubmit(() => desk.call('operators.changePin', { id: operator.id, pin, next }), onDone);
  return (
    <form
      className={classes(styles.form)}
      onSubmit={(event) => {
        event.preventDefault();
        if (isPin(pin) && isPin(next)) void submit();
      }}
    >
      {error !== null && <ErrorBanner error={error} />}
      <FieldRow>
        <PinField label={t('operators.pin.old')} value={pin} onChange={setPin} autoFocus />
        <PinField label={t('operators.pin.new')} value={next} onChange={setNext} />
      </FieldRow>
      <Button type="submit" variant="primary" isDisabled={!isPin(pin) || !isPin(next)} isPending={isBusy}>
        {t('operators.changePin.save')}
      </Button>
    </form>
  );
}

function AddOperator() {
  const t = useText();
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const isReady = OperatorName.safeParse(name).success && isPin(pin);
  const { error, isBusy, submit } = useSubmit(
    () => desk.call('operators.add', { name, pin }),
    () => {
      setName('');
      setPin('');
    },
  );
  return (
    <Section title={t('operators.add')}>
      <form
        className={classes(styles.form)}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void submit();
        }}
      >
        {error !== null && <ErrorBanner error={error} />}
        <FieldRow>
          <TextField label={t('operators.name')} value={name} onChange={setName} />
          <PinField
            label={t('operators.pin')}
            value={pin}
            onChange={setPin}
            error={pin !== '' && !/^\d*$/.test(pin) ? t('operators.pin.wrongShape') : undefined}
          />
        </FieldRow>
        <Button type="submit" variant="primary" isDisabled={!isReady} isPending={isBusy}>
          {t('operators.add')}
        </Button>
      </form>
    </Section>
  );
}
