/** What can be done to the rows of the outbox that are chosen: below the list, so that no row moves under the mouse. */
import { useState } from 'react';
import type { Outcome } from '../../../contract/errors.ts';
import type { SavedFile } from '../../../contract/journal.ts';
import type { OutboxItem } from '../../../contract/outbox.ts';
import { mostChosen } from '../../../contract/selection.ts';
import { tableFormats } from '../../../contract/tables.ts';
import type { Action, Done } from '../../actions/action.ts';
import { useSurroundings } from '../../actions/useSurroundings.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { allOf } from '../../stores/chosenRows.ts';
import { outboxNow } from '../../stores/outboxStore.ts';
import { Banner, Button, ErrorBanner } from '../../ui/index.ts';
import { ChoosingSaid } from '../records/ChoosingSaid.tsx';
import { ManyQuestion } from '../records/ManyQuestion.tsx';
import styles from '../records/batch.module.css';
import { Saved } from '../rows/Saved.tsx';
import { manyActions } from './actions.ts';
import { keysOf } from './togetherChoice.ts';
import { useOutboxExport } from './useOutboxExport.ts';
import type { OutboxChoosing } from './useOutboxChoosing.ts';

/** What became of the last step. */
interface Said extends Done<OutboxItem> {
  readonly words: string | null;
}

export function ChosenBar({ choosing }: { readonly choosing: OutboxChoosing }) {
  const t = useText();
  const { chosen, count, dropped, total, items, selection, change, clear } = choosing;
  const [said, setSaid] = useState<Said | null>(null);
  const [saved, setSaved] = useState<Outcome<SavedFile> | null>(null);
  const { progress, isUnderWay, start, stop } = useOutboxExport();
  return (
    <>
      {said?.error != null && <ErrorBanner error={said.error} />}
      {said !== null && (said.words !== null || said.left.length > 0) && (
        <Banner
          tone={said.left.length > 0 ? 'warn' : 'good'}
          title={said.words ?? t('outbox.many.nothing')}
          actions={
            <Button isSmall variant="quiet" onPress={() => setSaid(null)}>
              {t('outbox.sent.seen')}
            </Button>
          }
        >
          {said.left.length > 0 &&
            t('outbox.many.left', {
              count: said.left.length,
              keys: keysOf(
                said.left.map(({ id }) => id),
                said.left,
              ),
            })}
        </Banner>
      )}
      <Saved result={saved} />
      <ChoosingSaid progress={progress} onStop={stop} dropped={dropped} tooMany={chosen.tooMany} />
      {count > 0 && (
        // Escape is heard from its buttons.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <div
          role="group"
          aria-label={t('batch.bar')}
          className={styles.bar}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && event.currentTarget.contains(event.target as Node)) clear();
          }}
        >
          <strong role="status">{t('batch.chosen', { count })}</strong>
          {chosen.mode === 'these' && total > count && (
            <Button isSmall variant="quiet" onPress={() => change(({ anchor }) => allOf(anchor))}>
              {t('batch.all', { count: total })}
            </Button>
          )}
          {manyActions.map((action) => (
            <ManyButton
              key={action.id}
              action={action}
              items={items}
              count={count}
              onDone={(done, words) => {
                setSaid({ ...done, words });
                if (done.error === null) clear();
              }}
            />
          ))}
          {tableFormats.map((format) => (
            <Button
              key={format}
              isSmall
              isPending={isUnderWay}
              whyNot={selection === null ? t('batch.tooMany', { most: mostChosen }) : undefined}
              onPress={() => {
                if (selection !== null) void start(selection, format).then(setSaved);
              }}
            >
              {t('batch.export', { format: format.toUpperCase() })}
            </Button>
          ))}
          <Button isSmall variant="quiet" onPress={clear}>
            {t('batch.clear')}
          </Button>
        </div>
      )}
    </>
  );
}

interface ManyButtonProps {
  readonly action: Action<OutboxItem>;
  /** The chosen rows that are here; `count` of them are chosen, here or not. */
  readonly items: readonly OutboxItem[];
  readonly count: number;
  readonly onDone: (done: Done<OutboxItem>, words: string | null) => void;
}

function ManyButton({ action, items, count, onDone }: ManyButtonProps) {
  const t = useText();
  const desk = useDesk();
  const surroundings = useSurroundings(60_000);
  /** Those that the question is asked of: what comes to be among the chosen while it is read was seen by nobody. */
  const [asked, setAsked] = useState<readonly OutboxItem[] | null>(null);
  const [isUnderWay, setUnderWay] = useState(false);
  const { many, together } = action;
  if (many === undefined || together === undefined) return null;
  const situation = { ...surroundings, uploads: outboxNow().uploads };
  const can = items.filter((item) => (action.whyNot?.(item, situation) ?? null) === null);
  const whyNot = can.length === 0 ? t('batch.none') : (together.whyNot?.(can, surroundings) ?? undefined);
  const act = async (rows: readonly OutboxItem[]): Promise<void> => {
    setUnderWay(true);
    const done = await together.run(rows, { desk });
    setUnderWay(false);
    const count = rows.length - done.left.length;
    onDone(done, count > 0 && many.done !== undefined ? t(many.done, { count }) : null);
  };
  return (
    <>
      <Button
        isSmall
        variant={action.isDanger === true ? 'danger' : 'plain'}
        whyNot={whyNot}
        isPending={isUnderWay}
        onPress={() => (many.asks === undefined ? void act(can) : setAsked(can))}
      >
        {t(many.says, { count: can.length, of: count })}
      </Button>
      {asked !== null && many.asks !== undefined && (
        <ManyQuestion
          asks={many.asks}
          count={asked.length}
          onConfirm={() => {
            setAsked(null);
            void act(asked);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
