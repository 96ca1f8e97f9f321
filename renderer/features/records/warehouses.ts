/** The warehouses as the page names them. Read from the local copy everywhere; asked of the provider in one place only. */
import { useCallback, useEffect } from 'react';
import type { Warehouse } from '../../../contract/records.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import type { Choice } from '../../ui/index.ts';
import { type TellingName, tellingName } from './tellingName.ts';

/** Warehouses hardly change: a copy younger than this is not asked for again. */
const freshForMs = 10 * 60_000;

const useLocalWarehouses = () => useVerb('warehouses.list', { refresh: false }, { topics: ['warehouses'] });

/** Asks the provider where the local copy is missing or old. For the frame of the screens. */
export function useFreshWarehouses(): void {
  const desk = useDesk();
  const { value } = useLocalWarehouses();
  const asOf = value?.freshness.asOf ?? null;
  const isRead = value !== null;
  // Once for each state of the copy: where the provider does not answer, asking again at once would be a loop.
  useEffect(() => {
    if (isRead && (asOf === null || Date.now() - asOf > freshForMs)) void desk.call('warehouses.list', { refresh: true });
  }, [desk, isRead, asOf]);
}

const none: readonly Warehouse[] = [];

export interface Warehouses {
  /** `Kho Long Biên (ONF_WH_HN_LB)`, for choosing. */
  readonly options: readonly Choice[];
  readonly isLoading: boolean;
  /** `Kho Long Biên`, or the code where no name is known. */
  readonly nameOf: (code: string | null | undefined) => string;
  /** The same in two parts, NOTE(telling-name). */
  readonly partsOf: (code: string | null | undefined) => TellingName;
}

export function useWarehouses(): Warehouses {
  const { value, loading } = useLocalWarehouses();
  const rows = value?.rows ?? none;
  const nameOf = useCallback(
    (code: string | null | undefined) => rows.find((each) => each.warehouse_code === code)?.warehouse_name ?? code ?? '',
    [rows],
  );
  const partsOf = useCallback(
    (code: string | null | undefined) =>
      tellingName(
        nameOf(code),
        rows.map(({ warehouse_code }) => nameOf(warehouse_code)),
      ),
    [rows, nameOf],
  );
  return {
    options: rows.map((each) => ({
      value: each.warehouse_code,
      label: each.warehouse_name === null ? each.warehouse_code : `${each.warehouse_name} (${each.warehouse_code})`,
    })),
    isLoading: loading || (rows.length === 0 && value?.freshness.refreshing === true),
    nameOf,
    partsOf,
  };
}
