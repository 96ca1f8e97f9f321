/** The rows of a list that are chosen, as its table needs them: boxes in front of the rows, one for all of them above. */
import { useMemo, useRef } from 'react';
import type { RecordRowOf } from '../../../contract/bridge.ts';
import { narrowing } from '../../../contract/query.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { mostChosen } from '../../../contract/selection.ts';
import { useText } from '../../messages/useText.ts';
import type { ListFilter } from '../../stores/listFilters.ts';
import {
  type Chosen,
  type ChosenFrom,
  type Choosing,
  allOf,
  countOf,
  isChosen,
  toggled,
  tooManyFor,
  useChosenRows,
  withAll,
} from '../../stores/chosenRows.ts';
import { type Column, type RowsAt, type TableChoosing, useSteady } from '../../ui/index.ts';
import styles from './batch.module.css';
import type { WholeList } from './useWholeList.ts';

export interface ListChoosing<Row> extends Choosing {
  readonly table: TableChoosing<Row>;
  /** The column with the boxes. */
  readonly column: Column<Row>;
}

/** What can be chosen. */
export interface ToChoose<Row> {
  readonly list: ChosenFrom;
  /** What narrows the list, as a text. */
  readonly under: string;
  readonly rows: RowsAt<Row>;
  /** All of the list, also those that are not here. */
  readonly total: number;
  readonly keyOf: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
  /** `null` where the desk cannot tell them. */
  readonly keysBetween: (from: number, to: number) => Promise<readonly string[] | null>;
  readonly countOf: (chosen: Chosen) => number;
}

const codeOf = ({ code }: { readonly code: string }): string => code;

export const useChoosing = <K extends RecordKind>(
  kind: K,
  filter: ListFilter,
  { rows, total, codesBetween }: Pick<WholeList<K>, 'rows' | 'total' | 'codesBetween'>,
): ListChoosing<RecordRowOf<K>> =>
  useRowChoosing<RecordRowOf<K>>({
    list: kind,
    under: narrowing(filter),
    rows,
    total,
    keyOf: codeOf,
    nameOf: codeOf,
    keysBetween: codesBetween,
    countOf: (chosen) => countOf(chosen, total),
  });

export function useRowChoosing<Row>({
  list,
  under,
  rows,
  total,
  keyOf,
  nameOf,
  keysBetween,
  countOf: counted,
}: ToChoose<Row>): ListChoosing<Row> {
  const t = useText();
  const choosing = useChosenRows(list, under, counted);
  const { chosen, count, change, clear } = choosing;
  const isAll = total > 0 && count === total;
  const isSome = count > 0 && !isAll;
  /** Where the range begins: also where its row has been scrolled away. */
  const from = useRef<{ readonly code: string; readonly index: number } | null>(null);
  const placeOf = (code: string): number => rows.findIndex((row) => keyOf(row) === code);
  const choose = useSteady(async (code: string, how: 'toggle' | 'range'): Promise<void> => {
    const to = placeOf(code);
    const { anchor } = chosen;
    const known = anchor === null ? -1 : placeOf(anchor);
    const begin = known >= 0 ? known : from.current !== null && from.current.code === anchor ? from.current.index : -1;
    if (how === 'toggle' || begin === -1 || to === -1) {
      from.current = { code, index: to };
      change((now) => toggled(now, code));
      return;
    }
    const wanted = Math.abs(to - begin) + 1;
    // Thousands of rows are not read only to say that they are too many. Of all but some, they are no longer left out.
    if (chosen.mode === 'these' && wanted > mostChosen) return change((now) => tooManyFor(now, wanted));
    const codes = await keysBetween(Math.min(begin, to), Math.max(begin, to));
    if (codes !== null) change((now) => withAll(now, codes));
  });
  const chooseAll = useSteady(() => (isAll ? clear() : change(({ anchor }) => allOf(anchor))));
  // Kept while nothing is chosen otherwise: with another column all rows are drawn again.
  const column = useMemo(
    (): Column<Row> => ({
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
      render: (row) => (
        <span className={styles.box}>
          <input
            type="checkbox"
            aria-label={t('batch.row', { code: nameOf(row) })}
            tabIndex={-1}
            checked={isChosen(chosen, keyOf(row))}
            onChange={() => undefined}
            onClick={(event) => void choose(keyOf(row), event.shiftKey ? 'range' : 'toggle')}
          />
        </span>
      ),
    }),
    [t, chosen, isAll, isSome, choose, chooseAll, keyOf, nameOf],
  );
  return {
    ...choosing,
    column,
    table: {
      isChosen: (row) => isChosen(chosen, keyOf(row)),
      hasSome: count > 0,
      onChoose: (row, how) => void choose(keyOf(row), how),
      onAll: () => change(({ anchor }) => allOf(anchor)),
      onNone: clear,
    },
  };
}
