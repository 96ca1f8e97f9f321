/** Asks why a production connection is to be opened for writing. */
import { useState } from 'react';
import { WritingReason } from '../../../contract/connection.ts';
import type { DialogProps } from '../../actions/action.ts';
import { useText } from '../../messages/useText.ts';
import { useSessionPart } from '../../stores/session.ts';
import { Button, Dialog, TextField } from '../../ui/index.ts';

export function UnlockDialog({ onAnswer, onClose }: DialogProps<null>) {
  const t = useText();
  const name = useSessionPart((session) => session.connection.name) ?? '';
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isGood = WritingReason.safeParse(reason).success;
  const unlock = (): void => {
    setTried(true);
    if (isGood) onAnswer({ reason });
  };
  return (
    <Dialog
      isOpen
      startsInField
      title={t('writing.unlock')}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={unlock}>
          {t('writing.unlock.confirm', { name })}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          unlock();
        }}
      >
        <TextField
          label={t('writing.reason')}
          hint={t('writing.reason.hint')}
          value={reason}
          onChange={setReason}
          error={isTried && !isGood ? t('writing.reason.tooShort') : undefined}
          autoFocus
          isRequired
        />
      </form>
    </Dialog>
  );
}
