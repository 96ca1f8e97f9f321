/**
 * What the provider answers, as the desk understands it: one schema for wire, local catalogue and bridge. Field names are the provider's
 * own. Each kind's record stands with its kind (`contract/kinds`).
 */
import { z } from 'zod';
import { type ActionName, type KindName, type KindOf, type Records, kindNames, kindOf, nameOfAction, recordKindOf } from './kinds/index.ts';

export { Area, Brand, Warehouse } from './directory.ts';

/** What the merchant keeps at the provider: one list, one detail and one local copy per kind. */
export const recordKinds = kindNames;
export const RecordKind = z.enum(recordKinds);
export type RecordKind = KindName;

export const recordSchemas = Object.fromEntries(recordKinds.map((kind) => [kind, kindOf(kind).record])) as unknown as Records;

export type RecordOf = { readonly [K in RecordKind]: z.output<Records[K]> };

const fieldOf = (record: object, field: string): unknown => (record as Record<string, unknown>)[field];

/** The provider's code of a record: OASIN, PO code, tracking code, return tracking code. */
export const codeOf = <K extends RecordKind>(kind: K, record: RecordOf[K]): string => fieldOf(record, kindOf(kind).code) as string;

/** The merchant's own key of a record: SKU or reference. By it a document is found again, NOTE(lost-answer). */
export const naturalKeyOf = <K extends RecordKind>(kind: K, record: RecordOf[K]): string | null =>
  fieldOf(record, kindOf(kind).key.record) as string | null;

/** The state of a record in one word, the same for list filter, badge and rules. */
export const statusOf = <K extends RecordKind>(kind: K, record: RecordOf[K]): string => kindOf(kind).statusOf(record);

/** Whether this can be done to a record, as far as its copy tells. */
export const isPossible = <A extends ActionName>(action: A, record: RecordOf[KindOf<A>]): boolean =>
  kindOf(recordKindOf(action)).actions[nameOfAction(action)]?.isPossible?.(record as never) ?? true;
