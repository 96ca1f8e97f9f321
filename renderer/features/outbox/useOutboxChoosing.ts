/** Rows of the outbox that are chosen, and what of them is here. */
import { useMemo } from 'react';
import type { OutboxItem } from '../../../contract/outbox.ts';
import { type OutboxSelection, mostChosen } from '../../../contract/selection.ts';
import { type Chosen, isChosen } from '../../stores/chosenRows.ts';
import type { OutboxFilter } from '../../stores/place.ts';
import { type ListChoosing, useRowChoosing } from '../records/useChoosing.tsx';
import { statesOf } from './outboxFilter.ts';

export interface OutboxChoosing extends ListChoosing<OutboxItem> {
  /** The chosen rows that are here. What is not finished is always here; of what is, the newest. */
  readonly items: readonly OutboxItem[];
  /** All that the filter finds, here or not. */
  readonly total: number;
  /** For a file; `null` where more were found by a search than can be named one by one. */
  readonly selection: OutboxSelection | null;
}

interface Listed {
  /** The rows of the list, as far as they are here. */
  readonly shown: readonly OutboxItem[];
  readonly filter: OutboxFilter;
  readonly search: string;
  /** Rows of the filter, where nothing is searched. */
  readonly total: number;
}

const idOf = ({ id }: OutboxItem): string => id;
const nameOf = ({ naturalKey }: OutboxItem): string => naturalKey;

export function useOutboxChoosing({ shown, filter, search, total: listed }: Listed): OutboxChoosing {
  const words = search.trim();
  // What a search finds is here: it is looked for here.
  const total = words === '' ? listed : shown.length;
  /** A row that has moved out of the filter is not seen any more, and nothing is done to it. */
  const among = (chosen: Chosen): readonly OutboxItem[] => shown.filter(({ id }) => isChosen(chosen, id));
  const choosing = useRowChoosing<OutboxItem>({
    list: 'outbox',
    under: JSON.stringify([filter, words]),
    rows: shown,
    total,
    keyOf: idOf,
    nameOf,
    keysBetween: (from, to) => Promise.resolve(shown.slice(from, to + 1).map(idOf)),
    countOf: (chosen) =>
      chosen.mode === 'these' ? among(chosen).length : Math.max(0, total - shown.filter(({ id }) => chosen.codes.has(id)).length),
  });
  const { chosen } = choosing;
  // oxlint-disable-next-line react/exhaustive-deps
  const items = useMemo(() => among(chosen), [shown, chosen]);
  const selection = useMemo((): OutboxSelection | null => {
    if (chosen.mode === 'except' && words === '')
      return { states: filter === 'all' ? null : [...statesOf[filter]], except: [...chosen.codes] as OutboxItem['id'][] };
    return items.length > mostChosen ? null : { ids: items.map(({ id }) => id) };
  }, [chosen, items, words, filter]);
  return { ...choosing, items, total, selection };
}
