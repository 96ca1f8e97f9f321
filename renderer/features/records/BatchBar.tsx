/** What can be done to the rows that are chosen: below the list, so that no row moves under the mouse. */
import { Suspense, useState } from 'react';
import type { DeskError, Outcome } from '../../../contract/errors.ts';
import type { SavedFile } from '../../../contract/journal.ts';
import { nameOfAction } from '../../../contract/kinds/index.ts';
import type { RecordKind, RecordOf } from '../../../contract/records.ts';
import type { Selection } from '../../../contract/selection.ts';
import { type TableFormat, tableFormats } from '../../../contract/tables.ts';
import type { Action, Answer } from '../../actions/action.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { batchBegan } from './batches.ts';
import { Button, ErrorBanner } from '../../ui/index.ts';
import { Saved } from '../rows/Saved.tsx';
import { ManyQuestion } from './ManyQuestion.tsx';
import styles from './batch.module.css';

/** `exportRows`: writes these rows as they are seen. */
export interface BatchBarProps<K extends RecordKind> {
  readonly kind: K;
  readonly actions: readonly Action<RecordOf[K]>[];
  readonly selection: Selection;
  readonly count: number;
  /** Rows that the filter finds. */
  readonly total: number;
  readonly isAll: boolean;
  readonly onAll: () => void;
  readonly onClear: () => void;
  readonly exportRows: (format: TableFormat) => Promise<Outcome<SavedFile>>;
}

export function BatchBar<K extends RecordKind>({
  kind,
  actions,
  selection,
  count,
  total,
  isAll,
  onAll,
  onClear,
  exportRows,
}: BatchBarProps<K>) {
  const t = useText();
  const [failure, setFailure] = useState<DeskError | null>(null);
  const [saved, setSaved] = useState<Outcome<SavedFile> | null>(null);
  const [isExporting, setExporting] = useState(false);
  const { value: tally } = useVerb('records.tally', { selection }, { topics: [kind], keepsPrevious: true });
  const write = async (format: TableFormat): Promise<void> => {
    setExporting(true);
    setSaved(await exportRows(format));
    setExporting(false);
  };
  return (
    <>
      {failure !== null && <ErrorBanner error={failure} />}
      <Saved result={saved} />
      {/* Escape is heard from its buttons. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="group"
        aria-label={t('batch.bar')}
        className={styles.bar}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && event.currentTarget.contains(event.target as Node)) onClear();
        }}
      >
        <strong role="status">{t('batch.chosen', { count })}</strong>
        {!isAll && total > count && (
          <Button isSmall variant="quiet" onPress={onAll}>
            {t('batch.all', { count: total })}
          </Button>
        )}
        {actions.map((action) => (
          <ManyButton
            key={action.id}
            kind={kind}
            action={action}
            selection={selection}
            can={action.sends === undefined ? count : (tally?.can[nameOfAction(action.sends.kind)] ?? null)}
            of={count}
            onError={setFailure}
            onDone={onClear}
          />
        ))}
        {tableFormats.map((format) => (
          <Button key={format} isSmall isPending={isExporting} onPress={() => void write(format)}>
            {t('batch.export', { format: format.toUpperCase() })}
          </Button>
        ))}
        <Button isSmall variant="quiet" onPress={onClear}>
          {t('batch.clear')}
        </Button>
      </div>
    </>
  );
}

interface ManyButtonProps<K extends RecordKind> {
  readonly kind: K;
  readonly action: Action<RecordOf[K]>;
  readonly selection: Selection;
  /** To so many of `of` it can be done; `null` while they are counted. */
  readonly can: number | null;
  readonly of: number;
  readonly onError: (error: DeskError | null) => void;
  readonly onDone: () => void;
}

function ManyButton<K extends RecordKind>({ kind, action, selection, can, of, onError, onDone }: ManyButtonProps<K>) {
  const t = useText();
  const desk = useDesk();
  const [isAsked, setAsked] = useState(false);
  const [isUnderWay, setUnderWay] = useState(false);
  const { many, sends } = action;
  if (many === undefined) return null;
  const tooMany = many.most !== undefined && of > many.most ? t('batch.tooMany', { most: many.most }) : null;
  const act = async (answer: Answer): Promise<void> => {
    onError(null);
    if (sends !== undefined) {
      setUnderWay(true);
      const outcome = await desk.call('outbox.actMany', {
        kind: sends.kind,
        body: Object.fromEntries(Object.entries(answer).map(([field, value]) => [field, typeof value === 'string' ? value : [...value]])),
        selection,
      });
      setUnderWay(false);
      if (!outcome.ok) return onError(outcome.error);
      batchBegan({ ...outcome.value, kind, says: action.words });
      return onDone();
    }
    const records: RecordOf[K][] = [];
    for (;;) {
      const outcome = await desk.call('records.selected', { selection, from: records.length });
      if (!outcome.ok) return onError(outcome.error);
      records.push(...outcome.value.rows.map(({ record }) => record as RecordOf[K]));
      if (outcome.value.rows.length === 0 || records.length >= outcome.value.total) break;
    }
    const [first, ...more] = records;
    if (first === undefined) return;
    const done = await action.run([first, ...more], { desk }, answer);
    onError(done?.error ?? null);
  };
  const { Dialog, asks } = many;
  return (
    <>
      <Button
        isSmall
        variant={action.isDanger === true ? 'danger' : 'plain'}
        whyNot={tooMany ?? (can === 0 ? t('batch.none') : undefined)}
        isDisabled={can === null}
        isPending={isUnderWay}
        onPress={() => (Dialog !== undefined || asks !== undefined ? setAsked(true) : void act({}))}
      >
        {can === null ? t(action.words) : t(many.says, { count: can, of })}
      </Button>
      {isAsked && Dialog !== undefined && (
        <Suspense>
          <Dialog
            count={can ?? 0}
            onAnswer={(answer) => {
              setAsked(false);
              void act(answer);
            }}
            onClose={() => setAsked(false)}
          />
        </Suspense>
      )}
      {isAsked && asks !== undefined && (
        <ManyQuestion
          asks={asks}
          count={can ?? 0}
          onConfirm={() => {
            setAsked(false);
            void act({});
          }}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
