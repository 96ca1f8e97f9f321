/** Warehouses that a document names and the provider does not know any more. */
import type { Finding } from '../../contract/findings.ts';
import type { LocalCopy } from './localCopy.ts';

/** The fields that name one or several: the same names in every kind. */
const fields = ['warehouse_code', 'warehouse_codes'] as const;

/** They ask, and do not stop: that the list names all warehouses is assumed (A). */
export const unknownWarehouses = (
  body: Readonly<Record<string, unknown>>,
  { knowsWarehouse }: Pick<LocalCopy, 'knowsWarehouse'>,
): Finding[] =>
  fields.flatMap((path) =>
    [body[path]]
      .flat()
      .flatMap((warehouse): Finding[] =>
        typeof warehouse === 'string' && warehouse !== '' && knowsWarehouse?.(warehouse) === false
          ? [{ path, problem: 'unknownWarehouse', params: { warehouse }, severity: 'ask', mends: [] }]
          : [],
      ),
  );
