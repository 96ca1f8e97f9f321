/**
 * Which rows of a list are chosen: some of them, or all that its filter finds. Kept while the list is scrolled, turned over and left; what
 * was chosen under one filter is not chosen under another.
 */
import { create } from 'zustand';
import { type Order, narrowing, unfiltered } from '../../contract/query.ts';
import type { RecordFilter } from '../../contract/recordQuery.ts';
import type { RecordKind } from '../../contract/records.ts';
import { type Selection, mostChosen } from '../../contract/selection.ts';
import { useSessionPart } from './session.ts';

export interface Chosen {
  /** `except`: all that the filter finds but for these. */
  readonly mode: 'these' | 'except';
  readonly codes: ReadonlySet<string>;
  /** The row that was chosen last: a range begins there. */
  readonly anchor: string | null;
  /** So many would have been chosen one by one by the last step; nothing was. `null`: they were not too many. */
  readonly tooMany: number | null;
}

const none: Chosen = { mode: 'these', codes: new Set(), anchor: null, tooMany: null };

interface Kept extends Chosen {
  readonly under: string;
  readonly count: number;
}
const useKept = create<Readonly<Record<string, Kept>>>(() => ({}));

export const isChosen = ({ mode, codes }: Chosen, code: string): boolean => codes.has(code) === (mode === 'these');
export const countOf = ({ mode, codes }: Chosen, total: number): number =>
  mode === 'these' ? codes.size : Math.max(0, total - codes.size);

/** Never a part of what was meant: who cancels a range must not believe that its end is among it. */
const orTooMany = (chosen: Chosen, next: Chosen): Chosen =>
  next.codes.size > mostChosen ? tooManyFor(chosen, next.codes.size) : { ...next, tooMany: null };
export const tooManyFor = (chosen: Chosen, wanted: number): Chosen => ({ ...chosen, tooMany: wanted });

/** With this row, or without it. */
export function toggled(chosen: Chosen, code: string): Chosen {
  const codes = new Set(chosen.codes);
  if (!codes.delete(code)) codes.add(code);
  return orTooMany(chosen, { ...chosen, codes, anchor: code });
}

export function withAll(chosen: Chosen, shown: readonly string[]): Chosen {
  const codes = new Set(chosen.codes);
  for (const code of shown) {
    if (chosen.mode === 'except') codes.delete(code);
    else codes.add(code);
  }
  return orTooMany(chosen, { ...chosen, codes });
}

export const allOf = (anchor: string | null): Chosen => ({ mode: 'except', codes: new Set(), anchor, tooMany: null });

export interface Choosing {
  readonly chosen: Chosen;
  readonly count: number;
  /** So many were chosen under another filter, and are not any more. */
  readonly dropped: number;
  /** Of what is chosen by then: two changes may follow each other before anything is drawn. */
  readonly change: (to: (chosen: Chosen) => Chosen) => void;
  readonly clear: () => void;
}

/** A list whose rows can be chosen. */
export type ChosenFrom = RecordKind | 'outbox';
const keyOf = (connection: string | null, list: ChosenFrom): string => `${connection ?? ''} ${list}`;

/** `under`: what narrows the list, as a text. */
export function useChosenRows(list: ChosenFrom, under: string, count: (chosen: Chosen) => number): Choosing {
  const key = keyOf(
    useSessionPart((session) => session.connection.id),
    list,
  );
  const kept = useKept((all) => all[key]);
  const isHere = kept?.under === under;
  const chosen = kept !== undefined && isHere ? kept : none;
  const change: Choosing['change'] = (to) =>
    useKept.setState((all) => {
      const now = all[key];
      const next = to(now?.under === under ? now : none);
      return { [key]: { ...next, under, count: count(next) } };
    });
  return {
    chosen,
    count: count(chosen),
    dropped: kept === undefined || isHere ? 0 : kept.count,
    change,
    clear: () => change(() => none),
  };
}

/** Chooses just these rows of a list that nothing narrows: whoever goes there finds them chosen. At most `mostChosen`. */
export const chooseThese = (connection: string, list: RecordKind, codes: readonly string[]): void =>
  useKept.setState({
    [keyOf(connection, list)]: { ...none, codes: new Set(codes), under: narrowing(unfiltered), count: codes.length },
  });

export const selectionOf = (kind: RecordKind, { mode, codes }: Chosen, filter: RecordFilter, order: Order | null): Selection =>
  mode === 'these'
    ? { kind, codes: [...codes], order }
    : { kind, filter: { search: filter.search, facets: filter.facets, ranges: filter.ranges, order }, except: [...codes] };
