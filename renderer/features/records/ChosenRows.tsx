/** Below a list: what is chosen in it and what can be done to it, how a file comes along, and what became of the last step. */
import { Suspense } from 'react';
import type { RecordKind } from '../../../contract/records.ts';
import { mostChosen } from '../../../contract/selection.ts';
import { useText } from '../../messages/useText.ts';
import type { ListFilter } from '../../stores/listFilters.ts';
import { allOf, selectionOf } from '../../stores/chosenRows.ts';
import { Button } from '../../ui/index.ts';
import { later } from '../../ui/later.tsx';
import type { BatchBar as BatchBarOf } from './BatchBar.tsx';
import styles from './batch.module.css';
import { useBatch } from './batches.ts';
import type { RecordColumn, RowWords } from './recordColumn.ts';
import type { RecordView } from './recordView.ts';
import type { ListChoosing } from './useChoosing.tsx';
import { useExport } from './useExport.ts';

/** Needed once something is chosen. It is as generic as the part itself. */
const BatchBar = later(async () => (await import('./BatchBar.tsx')).BatchBar) as unknown as typeof BatchBarOf;
/** Needed once something was done to many. */
const BatchResult = later(async () => (await import('./BatchResult.tsx')).BatchResult);

export interface ChosenRowsProps<K extends RecordKind> {
  readonly view: RecordView<K>;
  readonly filter: ListFilter;
  readonly total: number;
  readonly choosing: Pick<ListChoosing<never>, 'chosen' | 'count' | 'dropped' | 'change' | 'clear'>;
  /** As the list shows them. */
  readonly columns: readonly RecordColumn<K>[];
  readonly words: RowWords;
}

export function ChosenRows<K extends RecordKind>({ view, filter, total, choosing, columns, words }: ChosenRowsProps<K>) {
  const t = useText();
  const { kind, actions } = view;
  const { chosen, count, dropped, change, clear } = choosing;
  const begun = useBatch(kind);
  const { progress, start, stop } = useExport(kind, columns, words);
  const selection = selectionOf(kind, chosen, filter, filter.order);
  return (
    <>
      {begun !== null && (
        <Suspense>
          <BatchResult key={begun.batch} kind={kind} begun={begun} />
        </Suspense>
      )}
      {progress !== null && (
        <div className={styles.bar} role="status">
          {t('batch.exporting', { done: progress.done, total: progress.total })}
          <Button isSmall onPress={stop}>
            {t('batch.exporting.stop')}
          </Button>
        </div>
      )}
      {dropped > 0 && (
        <p role="status" className={styles.dropped}>
          {t('batch.dropped', { count: dropped })}
        </p>
      )}
      {chosen.tooMany !== null && (
        <p role="status" className={styles.dropped}>
          {t('batch.tooManyChosen', { count: chosen.tooMany, most: mostChosen })}
        </p>
      )}
      {count > 0 && (
        <Suspense>
          <BatchBar
            kind={kind}
            actions={actions}
            selection={selection}
            count={count}
            total={total}
            isAll={chosen.mode === 'except'}
            onAll={() => change(({ anchor }) => allOf(anchor))}
            onClear={clear}
            exportRows={(format) => start(selection, format)}
          />
        </Suspense>
      )}
    </>
  );
}
