/** The rows of a list that are chosen, as its table needs them: boxes in front of the rows, one for all of them above. */
import { useMemo } from 'react';
import type { RecordRowOf } from '../../../contract/bridge.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { useText } from '../../messages/useText.ts';
import type { ListFilter } from '../../stores/listFilters.ts';
import { type Choosing, isChosen, ranged, toggled, useChosenRows, withAll, withoutThese } from '../../stores/chosenRows.ts';
import { type Column, type TableChoosing, useSteady } from '../../ui/index.ts';
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
  const isAll = here > 0 && here === shown.length;
  const isSome = here > 0 && !isAll;
  const choose = useSteady((code: string, how: 'toggle' | 'range'): void =>
    change((now) => (how === 'range' ? ranged(now, shown, code) : toggled(now, code))),
  );
  const chooseAll = useSteady(() => change((now) => (isAll ? withoutThese(now, shown) : withAll(now, shown))));
  // Kept while nothing is chosen otherwise: with another column all rows are drawn again.
  const column = useMemo(
    (): Column<RecordRowOf<K>> => ({
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
            checked={isAll}
            ref={(box) => {
              if (box !== null) box.indeterminate = isSome;
            }}
            onChange={() => chooseAll()}
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
    }),
    [t, chosen, isAll, isSome, choose, chooseAll],
  );
  return {
    ...choosing,
    column,
    table: {
      isChosen: ({ code }) => isChosen(chosen, code),
      hasSome: count > 0,
      onChoose: ({ code }, how) => choose(code, how),
      onAll: () => change((now) => withAll(now, shown)),
      onNone: clear,
    },
  };
}
