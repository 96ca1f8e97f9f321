/**
 * What a list may be asked, as data: search words, facets, ranges, an order, and a place to read on from. The lists of records, of the
 * outbox, of the drafts and of the journal are asked alike. A list names its own columns and facets (`listed.ts`).
 */
import { z } from 'zod';

/** What is searched for: of a pasted mail the first 200 characters, by which nothing is found; nobody means more than that. */
export const SearchText = z.string().transform((text) => text.slice(0, 200));

/** The name of a column or a facet, as its list declares it. */
export const Name = z.string().min(1).max(40);

/** From `from` up to, and without, `to`; `null` where that end is open. Times as the column has them. */
export const Range = z.object({ from: z.number().nullable(), to: z.number().nullable() });
export type Range = z.infer<typeof Range>;

export const Order = z.object({ by: Name, descending: z.boolean() });
export type Order = z.infer<typeof Order>;

/** Which rows, in which order. All conditions hold together. */
export const Filter = z.object({
  /** Words that must all occur, in any order, folded (`fold.ts`). */
  search: SearchText,
  /** By facet: any of these values. No values: it does not matter. */
  facets: z.record(Name, z.array(z.string().max(200)).max(200)),
  /** By column of numbers or times. A row without that number is in no range. */
  ranges: z.record(Name, Range),
  /** `null`: as the list stands by itself. */
  order: Order.nullable(),
});
export type Filter = z.infer<typeof Filter>;

/** A row by what the list is sorted by: its value in the column of the order, and its number. */
export const Spot = z.object({ value: z.union([z.string().max(400), z.number()]).nullable(), id: z.number().int() });
export type Spot = z.infer<typeof Spot>;

/**
 * A row that was shown, to read on from: behind it, before it, or `from` it itself. What comes and goes elsewhere moves nothing.
 * `from` a row that is there no more reads from the one that has come in its place; from behind the end, the last rows.
 */
export const Place = z.object({ way: z.enum(['after', 'before', 'from']), ...Spot.shape });
export type Place = z.infer<typeof Place>;

/** So many rows from the top of the list: for who goes to any part of it. From behind the end, the last rows. */
const Offset = z.object({ way: z.literal('offset'), offset: z.number().int().min(0) });

/** One page of a filter. */
export const Paged = Filter.extend({
  /** `null`: the first page. */
  at: z.union([Place, Offset]).nullable(),
  pageSize: z.number().int().min(1).max(200),
  /** Facets whose values are counted, each as if nothing were chosen of that facet itself. */
  counts: z.array(Name).max(10),
});
export type Paged = z.infer<typeof Paged>;

/** What every page answers beside its rows. */
export const pageAnswer = {
  /** Rows over all pages. */
  total: z.number().int(),
  /** There are more rows than `total`, and they were not counted; left out elsewhere. */
  isMore: z.literal(true).optional(),
  /** Rows before the first one of this page. */
  offset: z.number().int(),
  /** Where the pages around this one are read from; `null` where there is none. */
  next: Place.nullable(),
  previous: Place.nullable(),
  /** By facet: rows by value. `''` counts those of which the value is not known. */
  counts: z.record(z.string(), z.record(z.string(), z.number().int())),
} as const;
export type PageAnswer = z.infer<z.ZodObject<typeof pageAnswer>>;

export const unfiltered: Filter = { search: '', facets: {}, ranges: {}, order: null };

/** A filter, with whatever kind of ranges. */
type Narrowing = Pick<Filter, 'search' | 'facets'> & { readonly ranges: Readonly<Record<string, unknown>> };

/** Whether anything narrows the list. */
export const isFiltered = ({ search, facets, ranges }: Narrowing): boolean =>
  search.trim() !== '' || Object.values(facets).some((values) => values.length > 0) || Object.keys(ranges).length > 0;

/** What narrows, as a text: the same for two filters that find the same rows, in whatever order their values were chosen. */
export const narrowing = ({ search, facets, ranges }: Narrowing): string =>
  JSON.stringify([
    search.trim(),
    Object.keys(facets)
      .filter((name) => (facets[name] ?? []).length > 0)
      .toSorted()
      .map((name) => [name, facets[name]?.toSorted()]),
    Object.keys(ranges)
      .toSorted()
      .map((name) => [name, ranges[name]]),
  ]);

/**
 * The order that a pressed heading asks for. Pressed once, twice, three times: as one looks for it (`descending`: numbers and times from
 * the largest), turned round, as the list stands by itself.
 */
export function orderAfter(order: Order | null, by: string, descending: boolean): Order | null {
  if (order?.by !== by) return { by, descending };
  return order.descending === descending ? { by, descending: !descending } : null;
}

/** What a list can be asked: the names of its columns and facets. */
export interface Askable {
  readonly columns: Readonly<Record<string, { readonly type: 'text' | 'number' | 'time' }>>;
  readonly facets: Readonly<Record<string, unknown>>;
}

/** Names in a question that this list does not have. */
export function unknownNames(
  { columns, facets }: Askable,
  { facets: asked, ranges, order, ...rest }: Narrowing & Pick<Filter, 'order'>,
): string[] {
  const counts = 'counts' in rest && Array.isArray(rest.counts) ? (rest.counts as readonly string[]) : [];
  return [
    ...[...Object.keys(asked), ...counts].filter((name) => !Object.hasOwn(facets, name)),
    ...Object.keys(ranges).filter((name) => !Object.hasOwn(columns, name) || columns[name]?.type === 'text'),
    ...(order === null || Object.hasOwn(columns, order.by) ? [] : [order.by]),
  ];
}
