/**
 * A list of any length that is scrolled from end to end: the rows in sight are asked for by their places, those that come next beforehand,
 * and the rest is not here. Where the list changes behind it, what is in sight stays where it is.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AnswerOf, RecordRowOf } from '../../../contract/bridge.ts';
import type { DeskError } from '../../../contract/errors.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { type ListFilter, listOf, listQuery, pageSize as firstRows } from '../../stores/listFilters.ts';
import { type ListPlace, type RowsAt, useSteady } from '../../ui/index.ts';
import { type Held, type Sight, held, pageRows, pagesMissing, placeOf, readAgain, withPage } from './heldRows.ts';

/** Questions that are under way together: the next is asked while an answer is on its way. */
const mostAsked = 2;
/** Rows that are read beyond those in sight, the way the list is scrolled. */
const rowsAhead = 2 * pageRows;
const fromTop: Sight = { first: 0, last: 0 };
/** Who looks at rows for so long has come to them, in milliseconds; who still types a search has not. */
const restMs = 400;

export interface WholeList<K extends RecordKind> {
  readonly rows: RowsAt<RecordRowOf<K>>;
  readonly place: ListPlace | undefined;
  readonly sight: Sight;
  /** The last answer, from its first row on. */
  readonly value: AnswerOf<'records.list'> | null;
  readonly total: number;
  readonly error: DeskError | null;
  readonly loading: boolean;
  readonly reload: () => void;
  readonly onSight: (first: number, last: number) => void;
  /** The codes of the rows between two, asked for where they are not here; `null` where the desk cannot tell them. */
  readonly codesBetween: (from: number, to: number) => Promise<readonly string[] | null>;
}

interface Asked {
  /** Facets that are counted. */
  readonly counts: readonly string[];
  readonly refresh: boolean;
  /** Where in the list one is, to come back to. */
  readonly onPlace: (at: ListFilter['at']) => void;
}

export function useWholeList<K extends RecordKind>(kind: K, filter: ListFilter, { counts, refresh, onPlace }: Asked): WholeList<K> {
  const desk = useDesk();
  const of = listOf(filter);
  const [seen, setSeen] = useState<Sight & { readonly of: string }>({ of, ...fromTop });
  const sight = seen.of === of ? seen : fromTop;
  /** From where this list is read again. */
  const anchor = useRef<{ readonly of: string; readonly at: ReturnType<typeof placeOf> } | null>(null);
  const placeNow = (): ReturnType<typeof placeOf> => (anchor.current?.of === of ? anchor.current.at : filter.at);
  const { value, answered, error, loading, reload } = useVerb(
    'records.list',
    { ...listQuery(kind, { ...filter, at: null }), counts: [...counts], refresh },
    { topics: [kind], keepsPrevious: true, parts: () => ({ at: placeNow() }) },
  );

  const [state, setState] = useState<{ readonly value: typeof value; readonly all: Held<RecordRowOf<K>> | null }>({
    value: null,
    all: null,
  });
  let { all } = state;
  if (value !== null && answered !== null && value !== state.value) {
    // The desk answers rows of the kind that was asked for.
    const page = value as typeof value & { readonly rows: readonly RecordRowOf<K>[] };
    const { at = null } = answered as { readonly at?: ListFilter['at'] };
    const list = listOf({ ...filter, ...(answered as ListFilter) });
    all = all?.of === list ? readAgain(all, page, { sight, isKept: at !== null }) : held<RecordRowOf<K>>(list, page);
    setState({ value, all });
  }
  const isHere = all !== null && all.of === of;

  const ask = (offset: number, pageSize: number, isRefreshed = false) =>
    desk.call('records.list', {
      ...listQuery(kind, { ...filter, at: null }),
      at: { way: 'offset', offset },
      pageSize,
      counts: [],
      refresh: isRefreshed,
    });
  const underWay = useRef(new Set<string>());
  const read = async (asked: Held<RecordRowOf<K>>, page: number, name: string): Promise<void> => {
    underWay.current.add(name);
    const outcome = await ask(page, pageRows);
    underWay.current.delete(name);
    setState((before) => {
      // What is wrong is said by the question for the list itself. Of before the list was read again others stand in these places.
      if (!outcome.ok || before.all === null || before.all.of !== asked.of || before.all.turn !== asked.turn) return { ...before };
      return { ...before, all: withPage(before.all, outcome.value as never, sight) };
    });
  };
  const isBack = useRef(false);
  /** The list of which rows out of sight are read beforehand: one that is scrolled or looked at, not each while a search is typed. */
  const readAhead = useRef<string | null>(null);
  const readMore = useSteady((): void => {
    if (all === null || !isHere) return;
    for (const page of pagesMissing(all, sight, { ahead: readAhead.current === of ? rowsAhead : 0, isBack: isBack.current })) {
      if (underWay.current.size >= mostAsked) return;
      const name = `${all.of} ${all.turn} ${page}`;
      if (!underWay.current.has(name)) void read(all, page, name);
    }
  });
  // Whatever came, the next is asked for.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => readMore(), [state, sight, readMore]);
  useEffect(() => {
    const timer = setTimeout(() => {
      readAhead.current = of;
      readMore();
    }, restMs);
    return () => clearTimeout(timer);
  }, [of, readMore]);

  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const looksAt = useSteady((): void => {
    const at = placeNow();
    if (at === null || at.way !== 'offset') onPlace(at);
    // The provider is asked for what is looked at, as it was for the first rows.
    if (at !== null) void ask(sight.first, firstRows, true);
  });
  const onSight = useSteady((first: number, last: number): void => {
    if (all === null || !isHere) return;
    if (first !== sight.first) {
      isBack.current = first < sight.first;
      readAhead.current = of;
    }
    anchor.current = { of, at: placeOf(all, { first, last }) };
    if (first === sight.first && last === sight.last) return;
    setSeen({ of, first, last });
    clearTimeout(rest.current);
    rest.current = setTimeout(() => looksAt(), restMs);
  });

  const rows = useMemo(
    (): RowsAt<RecordRowOf<K>> => ({
      length: all?.total ?? 0,
      at: (index) => all?.rows.get(index)?.row,
      findIndex: (isMeant) => {
        for (const [index, { row }] of all?.rows ?? []) if (isMeant(row)) return index;
        return -1;
      },
    }),
    [all],
  );
  const place = useMemo(() => (all === null ? undefined : { of: all.of, start: all.start, origin: all.origin }), [all]);
  return {
    rows,
    place,
    sight,
    value,
    total: all?.total ?? 0,
    error,
    loading,
    reload,
    onSight,
    codesBetween: async (from, to) => {
      const codes: string[] = [];
      for (let index = from; index <= to;) {
        const here = all?.rows.get(index)?.row.code;
        if (here !== undefined) {
          codes.push(here);
          index += 1;
          continue;
        }
        const outcome = await ask(index, Math.min(200, to - index + 1));
        if (!outcome.ok || outcome.value.rows.length === 0) return null;
        codes.push(...outcome.value.rows.map(({ code }) => code));
        index += outcome.value.rows.length;
      }
      return codes;
    },
  };
}
