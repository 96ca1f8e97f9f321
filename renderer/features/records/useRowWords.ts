/** What the columns of a list need beside its rows. */
import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../../messages/useText.ts';
import { useNow } from '../../ui/index.ts';
import type { RowWords } from './recordColumn.ts';
import { useWarehouses } from './warehouses.ts';

/** Ages are told in minutes. */
const renewMs = 60_000;

/** The same object until something in it changes: rows are drawn again then. `warehouses`: those that the list is narrowed to. */
export function useRowWords(warehouses: readonly string[]): RowWords {
  const t = useText();
  const intl = useIntl();
  const now = useNow(renewMs);
  const { nameOf, partsOf } = useWarehouses();
  const chosen = warehouses.join('|');
  return useMemo(
    () => ({
      t,
      intl,
      now,
      warehouseName: nameOf,
      warehouseParts: partsOf,
      warehouses: chosen === '' ? [] : chosen.split('|'),
    }),
    [t, intl, now, nameOf, partsOf, chosen],
  );
}
