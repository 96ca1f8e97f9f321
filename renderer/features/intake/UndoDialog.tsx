/** Before what has not left is taken back. Of more than ten their number is typed: a hand that is quicker than the eye stops there. */
import { useState } from 'react';
import type { Intake } from '../../../contract/intake.ts';
import type { DialogProps } from '../../actions/action.ts';
import { useText } from '../../messages/useText.ts';
import { useIntake } from '../../stores/intakes.ts';
import { Button, Dialog, TextField } from '../../ui/index.ts';
import { mostUntyped } from '../records/ManyQuestion.tsx';

export function UndoDialog({ subject, onAnswer, onClose }: DialogProps<Intake>) {
  const t = useText();
  const { name, progress } = useIntake(subject.id) ?? subject;
  const left = (progress?.left ?? 0) + (progress?.queued ?? 0);
  // While it is asked it goes on being sent: the number that was asked for stays the one that is typed.
  const [asked] = useState(left);
  const [typed, setTyped] = useState('');
  const isTyped = asked > mostUntyped;
  const isRight = !isTyped || typed.replaceAll(/[\s.,]/gu, '') === String(asked);
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('intake.undo.title', { name })}
      onClose={onClose}
      closeLabel={t('intake.keep')}
      startsInField={isTyped}
      actions={
        <Button variant="danger" whyNot={isRight ? undefined : t('batch.typed', { count: asked })} onPress={() => onAnswer({})}>
          {t('intake.undo.confirm', { name })}
        </Button>
      }
    >
      <p>{t('intake.undo.text', { count: left })}</p>
      {isTyped && <TextField label={t('batch.typed', { count: asked })} value={typed} onChange={setTyped} autoFocus />}
    </Dialog>
  );
}
