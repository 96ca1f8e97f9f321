/**
 * What the provider answers, as the desk understands it: one schema for wire, local catalogue and bridge. Field names are the provider's
 * own. Each kind's record stands with its kind (`contract/kinds`).
 */
import { z } from 'zod';
import { type KindName, type Records, kindNames, kindOf } from './kinds/index.ts';

export { Area, Brand, Warehouse } from './directory.ts';

/** What the merchant keeps at the provider: one list, one detail and one local copy per kind. */
export const recordKinds = kindNames;
export const RecordKind = z.enum(recordKinds);
export type RecordKind = KindName;

/** What is searched for: of a pasted mail the first 200 characters, by which nothing is found; nobody means more than that. */
export const SearchText = z.string().transform((text) => text.slice(0, 200));

/** Which rows of a kind are asked for. */
export const RecordQuery = z.object({
  kind: RecordKind,
  /** Folded on the desk (no accents, đ→d); matches SKU, name, barcode, OASIN, references and codes. */
  search: SearchText,
  status: z.string().max(40).nullable(),
  warehouse: z.string().max(60).nullable(),
  /** From 0. */
  page: z.number().int().min(0).max(100_000),
  pageSize: z.number().int().min(1).max(200),
  /** Ask the provider behind the answer. `false` when re-reading after `catalogue.changed`. */
  refresh: z.boolean(),
});
export type RecordQuery = z.infer<typeof RecordQuery>;

export const recordSchemas = Object.fromEntries(recordKinds.map((kind) => [kind, kindOf(kind).record])) as unknown as Records;

export type RecordOf = { readonly [K in RecordKind]: z.output<Records[K]> };

const fieldOf = (record: object, field: string): unknown => (record as Record<string, unknown>)[field];

/** The provider's code of a record: OASIN, PO code, tracking code, return tracking code. */
export const codeOf = <K extends RecordKind>(kind: K, record: RecordOf[K]): string => fieldOf(record, kindOf(kind).code) as string;

/** The merchant's own key of a record: SKU or reference. It is how a create whose answer was lost is found again. */
export const naturalKeyOf = <K extends RecordKind>(kind: K, record: RecordOf[K]): string | null =>
  fieldOf(record, kindOf(kind).key.record) as string | null;

/** The state of a record in one word, the same for list filter, badge and rules. */
export const statusOf = <K extends RecordKind>(kind: K, record: RecordOf[K]): string => kindOf(kind).statusOf(record);
