/** The rows of a list that are chosen, as its table needs them: boxes in front of the rows, one for all of them above. */
import type { RecordRowOf } from '../../../contract/bridge.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { useText } from '../../messages/useText.ts';
import type { ListFilter } from '../../stores/listFilters.ts';
import { type Choosing, isChosen, ranged, toggled, useChosenRows, withAll, withoutThese } from '../../stores/chosenRows.ts';
import type { Column, TableChoosing } from '../../ui/index.ts';
import styles from './batch.module.css';

export interface ListChoosing<Row> extends Choosing {
  readonly table: TableChoosing<Row>;
  /** The column with the boxes. */
  readonly column: Column<Row>;
}

export function useChoosing<K extends RecordKind>(
  kind: K,
  filter: ListFilter,
  rows: readonly RecordRowOf<K>[],
  total: number,
): ListChoosing<RecordRowOf<K>> {
  const t = useText();
  const choosing = useChosenRows(kind, filter, total);
  const { chosen, count, change, clear } = choosing;
  const shown = rows.map(({ code }) => code);
  const here = shown.filter((code) => isChosen(chosen, code)).length;
  const choose = (code: string, how: 'toggle' | 'range'): void =>
    change((now) => (how === 'range' ? ranged(now, shown, code) : toggled(now, code)));
  return {
    ...choosing,
    table: {
      isChosen: ({ code }) => isChosen(chosen, code),
      hasSome: count > 0,
      onChoose: ({ code }, how) => choose(code, how),
      onAll: () => change((now) => withAll(now, shown)),
      onNone: clear,
    },
    column: {
      key: 'chosen',
      header: t('batch.head'),
      width: '2.125rem',
      head: (
        <span className={styles.box}>
          <input
            type="checkbox"
            aria-label={t('batch.head')}
            title={t('batch.head')}
            tabIndex={-1}
            checked={here > 0 && here === shown.length}
            ref={(box) => {
              if (box !== null) box.indeterminate = here > 0 && here < shown.length;
            }}
            onChange={() => change((now) => (here === shown.length ? withoutThese(now, shown) : withAll(now, shown)))}
          />
        </span>
      ),
      render: ({ code }) => (
        <span className={styles.box}>
          <input
            type="checkbox"
            aria-label={t('batch.row', { code })}
            tabIndex={-1}
            checked={isChosen(chosen, code)}
            onChange={() => undefined}
            onClick={(event) => choose(code, event.shiftKey ? 'range' : 'toggle')}
          />
        </span>
      ),
    },
  };
}
