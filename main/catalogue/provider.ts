/** The provider's lists and details by kind of record: which call, and which of our filters it may know. */
import { articleNumberOf, cleanCode, searchedAs } from '../../contract/codes.ts';
import { type Plural, kindOf } from '../../contract/kinds/index.ts';
import { codeOf } from '../../contract/records.ts';
import type { Filter } from '../../contract/query.ts';
import type { RecordKind, RecordOf } from '../../contract/records.ts';
import { callsOf } from '../kinds/index.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { CallOptions, Onflow, Page } from '../onflow/client.ts';

export type CatalogueCalls = Pick<Onflow, Plural | 'warehouses' | 'brands' | 'areas'>;

export interface PageWanted {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly filter?: Pick<Filter, 'facets' | 'search'>;
}

/** One page of a kind's list, newest first (A). @throws DeskFailure as every call of the client */
export async function fetchPage<K extends RecordKind>(
  onflow: CatalogueCalls,
  kind: K,
  wanted: PageWanted,
  how: CallOptions,
): Promise<Page<RecordOf[K]>> {
  const { page, pageSize, filter } = wanted;
  // Of several statuses or warehouses the provider cannot be asked at once (A): then all come, and the desk picks.
  const only = (facet: string): string | null => {
    const values = filter?.facets[facet] ?? [];
    return values.length === 1 ? (values[0] ?? null) : null;
  };
  const typed = cleanCode(filter?.search ?? '');
  // The provider knows articles by their barcodes, not by what scanners put round them.
  const search = articleNumberOf(typed) === null ? typed : searchedAs(typed);
  const { list } = callsOf(kind);
  // A whole reference has no spaces.
  const isAsked = search !== '' && (list.isFoundByWords || !/\s/.test(search));
  const query = {
    page,
    pageSize,
    warehouse_code: only('warehouse') ?? undefined,
    status: providerStatus(kind, only('status')),
    ...(isAsked ? { [list.foundBy]: search } : {}),
  };
  return (await onflow[kindOf(kind).plural as Plural].list(query, how)) as Page<RecordOf[K]>;
}

/** Of a page that a cache on the way had kept only what the local copy does not have: of the rest that knows as much, or more. */
export const newsIn = <K extends RecordKind>(
  known: Pick<Catalogue, 'get'>,
  kind: K,
  { rows, isKept }: Page<RecordOf[K]>,
): readonly RecordOf[K][] => (isKept === true ? rows.filter((row) => known.get(kind, codeOf(kind, row)) === null) : rows);

/** @throws DeskFailure as every call of the client */
export const fetchDetail = async <K extends RecordKind>(
  onflow: CatalogueCalls,
  kind: K,
  code: string,
  how: CallOptions,
): Promise<RecordOf[K]> => (await onflow[kindOf(kind).plural as Plural].detail(code, how)) as RecordOf[K];

/** Our word for a state as the provider's filter, `undefined` where it has none: then all states come, and the desk picks. */
const providerStatus = (kind: RecordKind, status: string | null): string | undefined =>
  status === null || status === 'GONE' || status === 'UNKNOWN' ? undefined : callsOf(kind).list.status(status);
