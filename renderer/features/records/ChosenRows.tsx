/** Below a list: what is chosen in it and what can be done to it, how a file comes along, and what became of the last step. */
import { Suspense } from 'react';
import type { RecordKind } from '../../../contract/records.ts';
import type { ListFilter } from '../../stores/listFilters.ts';
import { allOf, selectionOf } from '../../stores/chosenRows.ts';
import { later } from '../../ui/later.tsx';
import type { BatchBar as BatchBarOf } from './BatchBar.tsx';
import { ChoosingSaid } from './ChoosingSaid.tsx';
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
      <ChoosingSaid progress={progress} onStop={stop} dropped={dropped} tooMany={chosen.tooMany} />
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
