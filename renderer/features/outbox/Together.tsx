/** One decision for all rows that wait for the same reason, each of them shown and each of them to be left out. */
import { useState } from 'react';
import type { SendableKind } from '../../../contract/documents/index.ts';
import { kindOf, recordKindOf } from '../../../contract/kinds/index.ts';
import type { Attention, OutboxId, OutboxItem } from '../../../contract/outbox.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { useOutbox } from '../../stores/outboxStore.ts';
import { Button, Checkbox, Dialog, TimeAgo } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import type { Run } from './run.ts';
import styles from './outbox.module.css';
import { alikeOf, choose, chosenOf, firstChoice, offeredOf } from './togetherChoice.ts';
import { kindWord } from '../rows/words.ts';

export interface TogetherProps {
  readonly item: OutboxItem;
  readonly reason: Attention['reason'];
  readonly run: Run;
  readonly onUndecided: (ids: readonly OutboxId[]) => void;
}

export function Together({ item, reason, run, onUndecided }: TogetherProps) {
  const t = useText();
  const { items } = useOutbox();
  const [isOpen, setOpen] = useState(false);
  const alike = alikeOf(items, item, reason);
  // What differs is different in each of them.
  if (alike.length < 2 || reason === 'foundDifferent' || reason === 'foundSeveral' || reason === 'unreadable') return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('outbox.together', { count: alike.length })}</Button>
      {isOpen && <TogetherDialog alike={alike} run={run} onUndecided={onUndecided} onClose={() => setOpen(false)} />}
    </>
  );
}

function TogetherDialog({
  alike,
  run,
  onUndecided,
  onClose,
}: Pick<TogetherProps, 'run' | 'onUndecided'> & { readonly alike: readonly OutboxItem[]; readonly onClose: () => void }) {
  const t = useText();
  const desk = useDesk();
  const [choice, setChoice] = useState(() => firstChoice(alike));
  const rows = offeredOf(choice, alike);
  const chosen = chosenOf(choice, alike);
  const { leftOut, isSure } = choice;
  const decide = (decision: 'sendAgain' | 'giveUp' | 'lookAgain'): void => {
    void run(desk.call('outbox.resolveMany', { ids: chosen, decision }), ({ left }) => onUndecided(left));
    onClose();
  };
  return (
    <Dialog
      title={t('outbox.together.title', { count: chosen.length })}
      isOpen
      isWide
      onClose={onClose}
      actions={
        <>
          <Button isDisabled={chosen.length === 0} onPress={() => decide('lookAgain')}>
            {t('outbox.together.lookAgain', { count: chosen.length })}
          </Button>
          <Button variant="danger" isDisabled={chosen.length === 0} onPress={() => decide('giveUp')}>
            {t('outbox.together.giveUp', { count: chosen.length })}
          </Button>
          <Button variant="danger" isDisabled={chosen.length === 0 || !isSure} onPress={() => decide('sendAgain')}>
            {t('outbox.together.sendAgain', { count: chosen.length })}
          </Button>
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
