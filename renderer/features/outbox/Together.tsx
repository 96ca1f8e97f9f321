/** One decision for all rows that wait for the same reason, each of them shown and each of them to be left out. */
import { useState } from 'react';
import type { SendableKind } from '../../../contract/documents/index.ts';
import { kindOf, recordKindOf } from '../../../contract/kinds/index.ts';
import type { Attention, OutboxItem } from '../../../contract/outbox.ts';
import { TogetherButton } from '../../actions/ActionButton.tsx';
import type { Done } from '../../actions/action.ts';
import { useText } from '../../messages/useText.ts';
import { useOutbox } from '../../stores/outboxStore.ts';
import { Button, Checkbox, Dialog, TimeAgo } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { giveUp, lookUp, sendAgain } from './actions.ts';
import styles from './outbox.module.css';
import { alikeOf, choose, chosenOf, firstChoice, offeredOf } from './togetherChoice.ts';
import { kindWord } from '../rows/words.ts';

export interface TogetherProps {
  readonly item: OutboxItem;
  readonly reason: Attention['reason'];
  readonly onDone: (done: Done<OutboxItem>) => void;
}

export function Together({ item, reason, onDone }: TogetherProps) {
  const t = useText();
  const { items } = useOutbox();
  const [isOpen, setOpen] = useState(false);
  const alike = alikeOf(items, item, reason);
  // The differences are not the same in each row, so they are not shown together.
  if (alike.length < 2 || reason === 'foundDifferent' || reason === 'foundSeveral' || reason === 'unreadable') return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('outbox.together', { count: alike.length })}</Button>
      {isOpen && <TogetherDialog alike={alike} onDone={onDone} onClose={() => setOpen(false)} />}
    </>
  );
}

function TogetherDialog({
  alike,
  onDone,
  onClose,
}: Pick<TogetherProps, 'onDone'> & { readonly alike: readonly OutboxItem[]; readonly onClose: () => void }) {
  const t = useText();
  const [choice, setChoice] = useState(() => firstChoice(alike));
  const rows = offeredOf(choice, alike);
  const { leftOut, isSure } = choice;
  const ids = new Set(chosenOf(choice, alike));
  const chosen = rows.filter(({ id }) => ids.has(id));
  return (
    <Dialog
      title={t('outbox.together.title', { count: chosen.length })}
      isOpen
      isWide
      onClose={onClose}
      actions={
        <>
          <TogetherButton action={lookUp} subjects={chosen} onDone={onDone} onStart={onClose} />
          <TogetherButton action={giveUp} subjects={chosen} onDone={onDone} onStart={onClose} />
          <TogetherButton action={sendAgain} subjects={chosen} onDone={onDone} onStart={onClose} isDisabled={!isSure} />
        </>
      }
    >
      <p>{t('outbox.together.text')}</p>
      <ul className={classes(styles.together)}>
        {rows.map((row) => (
          <li key={row.id}>
            <Checkbox
              label={row.naturalKey}
              value={!leftOut.has(row.id)}
              onChange={(isChosen) => setChoice((before) => choose(before, row.id, isChosen))}
            />
            <span>{t(kindWord(row.kind))}</span>
            <span>{(row.attention?.found ?? []).map((found) => codeIn(row.kind, found)).join(', ')}</span>
            <TimeAgo time={row.createdAt} />
          </li>
        ))}
      </ul>
      <Checkbox
        label={t('outbox.together.sure', { count: chosen.length })}
        value={isSure}
        onChange={(isSaid) => setChoice((before) => ({ ...before, isSure: isSaid }))}
      />
    </Dialog>
  );
}

/** The provider's code of a record that looks the same. */
const codeIn = (kind: SendableKind, record: object): string => {
  const code = (record as Record<string, unknown>)[kindOf(recordKindOf(kind)).code];
  return typeof code === 'string' ? code : '';
};
