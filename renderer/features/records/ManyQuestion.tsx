/** Asked before something is taken from many. Of more than ten their number is typed: a hand that is quicker than the eye stops there. */
import { useState } from 'react';
import type { Many } from '../../actions/action.ts';
import { useText } from '../../messages/useText.ts';
import { Button, Dialog, TextField } from '../../ui/index.ts';

/** Up to so many a button is enough. */
export const mostUntyped = 10;

export interface ManyQuestionProps {
  readonly asks: NonNullable<Many['asks']>;
  readonly count: number;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ManyQuestion({ asks, count, onConfirm, onClose }: ManyQuestionProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const isTyped = count > mostUntyped;
  const isRight = !isTyped || typed.replaceAll(/[\s.,]/gu, '') === String(count);
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t(asks.title, { count })}
      onClose={onClose}
      closeLabel={t('records.keep')}
      startsInField={isTyped}
      actions={
        <Button variant="danger" whyNot={isRight ? undefined : t('batch.typed', { count })} onPress={onConfirm}>
          {t(asks.confirm, { count })}
        </Button>
      }
    >
      <p>{t(asks.text, { count })}</p>
      {isTyped && <TextField label={t('batch.typed', { count })} value={typed} onChange={setTyped} autoFocus />}
    </Dialog>
  );
}
