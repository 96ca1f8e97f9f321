/** The documents of an intake as a long list: pages of it are read as they come into sight. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import type { IntakeId, IntakeRow, IntakeFilter } from '../../../contract/intake.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import type { RowsAt } from '../../ui/index.ts';

export const pageSize = 200;

interface Read {
  readonly of: string;
  readonly pages: ReadonlyMap<number, readonly IntakeRow[]>;
  readonly total: number;
  readonly isRead: boolean;
  readonly error: DeskError | null;
}
const nothing = (of: string): Read => ({ of, pages: new Map(), total: 0, isRead: false, error: null });

export interface IntakeRows {
  readonly rows: RowsAt<IntakeRow>;
  readonly isLoading: boolean;
  readonly error: DeskError | null;
  /** Rows from the first to the last, by how many stand before them, are looked at. */
  readonly onSight: (first: number, last: number) => void;
  readonly reload: () => void;
}

export function useIntakeRows(id: IntakeId, states: readonly IntakeFilter[] | null, search: string): IntakeRows {
  const desk = useDesk();
  const of = JSON.stringify([id, states, search]);
  const [read, setRead] = useState<Read>(() => nothing(of));
  /** Counts the lists: of an older one nothing is shown, NOTE(late-answer). */
  const list = useRef(0);
  const asked = useRef(new Set<number>());
  const sight = useRef({ first: 0, last: 0 });
  const query = useRef({ id, states, search });
  useLayoutEffect(() => {
    query.current = { id, states, search };
  });

  const ask = useCallback(
    async (page: number): Promise<void> => {
      if (asked.current.has(page)) return;
      asked.current.add(page);
      const mine = list.current;
      const { states: wanted, ...rest } = query.current;
      const outcome = await desk.call('intake.documents', {
        ...rest,
        states: wanted === null ? null : [...wanted],
        from: page * pageSize,
        pageSize,
      });
      if (mine !== list.current) return;
      setRead((before) => {
        const same = before.of === of ? before : nothing(of);
        return outcome.ok
          ? { of, pages: new Map(same.pages).set(page, outcome.value.rows), total: outcome.value.total, isRead: true, error: null }
          : { ...same, isRead: true, error: outcome.error };
      });
    },
    [desk, of],
  );
  const askSight = useCallback((): void => {
    for (let page = Math.floor(sight.current.first / pageSize); page <= Math.floor(sight.current.last / pageSize); page += 1)
      void ask(page);
  }, [ask]);
  /** Rows of before stay until those in their place have come. */
  const reload = useCallback((): void => {
    list.current += 1;
    asked.current.clear();
    askSight();
  }, [askSight]);
  useEffect(() => {
    sight.current = { first: 0, last: 0 };
    reload();
    return () => {
      list.current += 1;
    };
  }, [reload]);
  useEffect(
    () =>
      desk.on('intake.changed', (change) => {
        if (change.id === id) reload();
      }),
    [desk, id, reload],
  );

  const isOfThis = read.of === of;
  const rows = useMemo<RowsAt<IntakeRow>>(() => {
    const { pages, total } = read;
    return {
      length: total,
      at: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
      findIndex: (isMeant) => {
        for (const [page, its] of pages) {
          const index = its.findIndex(isMeant);
          if (index !== -1) return page * pageSize + index;
        }
        return -1;
      },
    };
  }, [read]);
  return {
    rows,
    isLoading: !isOfThis || !read.isRead,
    error: isOfThis ? read.error : null,
    onSight: useCallback(
      (first: number, last: number) => {
        sight.current = { first, last };
        askSight();
      },
      [askSight],
    ),
    reload,
  };
}
