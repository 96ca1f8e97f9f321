/** The sheet over a locked desk, on which somebody enters. */
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { AppState } from '../../../contract/bridge.ts';
import type { DeskError } from '../../../contract/errors.ts';
import type { OperatorId } from '../../../contract/operators.ts';
import { desk } from '../../bridge/desk.ts';
import { useText } from '../../messages/useText.ts';
import { readApp } from '../../stores/session.ts';
import { Button, ErrorBanner, Select } from '../../ui/index.ts';
import { AriaLanguage } from '../../ui/AriaLanguage.tsx';
import { classes } from '../../ui/classes.ts';
import { PinField, isPin } from './PinField.tsx';
import styles from './operators.module.css';

export function LockScreen({ app }: { readonly app: AppState }) {
  const t = useText();
  return (
    <AriaLanguage>
      <ModalOverlay className={classes(styles.veil)} isOpen isDismissable={false} isKeyboardDismissDisabled>
        <Modal className={classes(styles.sheet)}>
          <Dialog className={classes(styles.dialog)}>
            <Heading slot="title" className={classes(styles.title)}>
              {t('operators.title')}
            </Heading>
            <EnterForm app={app} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}

function EnterForm({ app }: { readonly app: AppState }) {
  const t = useText();
  const isKnown = app.operators.length === 1;
  const [id, setId] = useState<OperatorId | ''>(isKnown ? (app.operators[0]?.id ?? '') : '');
  const [pin, setPin] = useState('');
  const [error, setError] = useState<DeskError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const enter = async () => {
    if (id === '' || !isPin(pin) || isBusy) return;
    setBusy(true);
    const outcome = await desk.call('operators.enter', { id, pin });
    setBusy(false);
    setPin('');
    setError(outcome.ok ? null : outcome.error);
    if (outcome.ok) await readApp();
  };
  return (
    <form
      className={classes(styles.form)}
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      {error !== null && <ErrorBanner error={error} />}
      <Select
        label={t('operators.choose')}
        value={id}
        options={app.operators.map((each) => ({ value: each.id, label: each.name }))}
        onChange={setId}
        autoFocus={!isKnown}
      />
      <PinField label={t('operators.pin')} value={pin} onChange={setPin} autoFocus={isKnown} />
      <Button type="submit" variant="primary" isDisabled={id === '' || !isPin(pin)} isPending={isBusy}>
        {t('operators.enter')}
      </Button>
      <p className={classes(styles.soft)}>{t('operators.locked')}</p>
    </form>
  );
}
