/** Which records of a kind are asked for. Kept as data: where the desk was closed, and as views. */
import { z } from 'zod';
import { kindOf } from './kinds/index.ts';
import { commonColumns, commonFacets } from './kinds/listing.ts';
import { type Askable, Filter, Name, Paged, Range, SearchText, unfiltered, unknownNames } from './query.ts';
import { RecordKind } from './records.ts';
import { dayBegins } from './vietnamTime.ts';

/** What the list of a kind can be asked. */
export const askableOf = (kind: RecordKind): Askable => {
  const { columns, facets } = kindOf(kind).listing;
  return { columns: { ...columns, ...commonColumns }, facets: { ...facets, ...commonFacets } };
};

const DaysAgo = z.number().int().min(0).max(3_650).nullable();
/**
 * Days that move with the calendar of the warehouses: from so many days ago to so many days ago, both of them whole; `null` where that end
 * is open. Today is 0 to 0, the last seven days are 6 to 0, what is older than three days is `null` to 4.
 */
export const MovingDays = z.object({ daysAgo: z.object({ from: DaysAgo, to: DaysAgo }) });
export type MovingDays = z.infer<typeof MovingDays>;
/** By a column of times: fixed, or moving. */
export const RecordRange = z.union([Range, MovingDays]);
export type RecordRange = z.infer<typeof RecordRange>;
const ranges = z.record(Name, RecordRange);

/** As `Filter`, of records: what is kept may mean other days tomorrow. */
export const RecordFilter = Filter.extend({ ranges });
export type RecordFilter = z.infer<typeof RecordFilter>;

/** What a range means at `now`, in Unix milliseconds. */
export function rangeAt(range: RecordRange, now: number): Range {
  if (!('daysAgo' in range)) return range;
  const { from, to } = range.daysAgo;
  return { from: from === null ? null : dayBegins(now, -from), to: to === null ? null : dayBegins(now, 1 - to) };
}

/** What a filter means at `now`, in Unix milliseconds. */
export const filterAt = <F extends RecordFilter>(filter: F, now: number): Omit<F, 'ranges'> & Filter => ({
  ...filter,
  ranges: Object.fromEntries(Object.entries(filter.ranges).map(([name, range]) => [name, rangeAt(range, now)])),
});

const Kept = Paged.extend({ kind: RecordKind, ranges });
const withRefresh = {
  /** Ask the provider behind the answer. `false` when re-reading after `catalogue.changed`. */
  refresh: z.boolean(),
  /** Who asks: a newer question of the same asker has the one before answered `cancelled`. */
  asker: z.string().max(60).optional(),
};

/** A question that names what its list does not have is none: it must not show more than was asked for. */
const ofItsList = (query: z.infer<typeof Kept>): boolean => unknownNames(askableOf(query.kind), query).length === 0;

/** As desks before this one asked and kept it: one status, one warehouse, numbered pages. Read as the first page of the same rows. */
const earlier = {
  kind: RecordKind,
  search: SearchText,
  status: z.string().max(40).nullable(),
  warehouse: z.string().max(60).nullable(),
  page: z.number().int().min(0),
  pageSize: z.number().int().min(1).max(200),
} as const;
const fromEarlier = ({ kind, search, status, warehouse, pageSize }: z.infer<z.ZodObject<typeof earlier>>): z.infer<typeof Kept> =>
  firstPage(kind, {
    search,
    facets: { ...(status === null ? {} : { status: [status] }), ...(warehouse === null ? {} : { warehouse: [warehouse] }) },
    pageSize,
    counts: ['status'],
  });

/** The first page of all records of a kind, narrowed by what is given. */
export const firstPage = (
  kind: RecordKind,
  given: Partial<Omit<Paged, 'at' | 'ranges'> & Pick<RecordFilter, 'ranges'>> = {},
): z.infer<typeof Kept> => ({
  kind,
  ...unfiltered,
  at: null,
  pageSize: 50,
  counts: [],
  ...given,
});

/** How many rows fit each of some questions. */
export const CountsQuery = z.object({ queries: z.array(Kept.refine(ofItsList)).max(60) });
export type CountsQuery = z.infer<typeof CountsQuery>;

/** The answer to one of them. */
export const RecordCount = z.object({
  /** `null`: nothing is known about what was asked for: the list was never read, or no row of it tells of that. */
  total: z.number().int().nullable(),
  /** Of other rows it is not known yet whether they belong to these: there are so many at least. Left out where all is known. */
  isPart: z.literal(true).optional(),
  /** Of the facets that were to be counted. */
  counts: z.record(z.string(), z.record(z.string(), z.number().int())),
});
export type RecordCount = z.infer<typeof RecordCount>;

/** A query that is kept. */
export const KeptQuery = z.union([Kept.refine(ofItsList), z.object(earlier).transform(fromEarlier)]);
export type KeptQuery = z.infer<typeof KeptQuery>;

export const RecordQuery = z.union([
  Kept.extend(withRefresh).refine(ofItsList),
  z.object({ ...earlier, ...withRefresh }).transform(({ refresh, asker, ...query }) => ({ ...fromEarlier(query), refresh, asker })),
]);
export type RecordQuery = z.infer<typeof RecordQuery>;
