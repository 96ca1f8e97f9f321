/** The kinds of documents, and what is derived from their list: names, actions, calls, schemas. */
import type { z } from 'zod';
import type { Kind } from './kind.ts';
import { kinds } from './list.ts';
import type { Listing } from './listing.ts';

export type { Kind } from './kind.ts';
export { comparedCodes, type ComparedCode } from './kind.ts';
export { kinds } from './list.ts';

type Kinds = typeof kinds;
export type KindName = keyof Kinds;
export const kindNames = Object.keys(kinds) as KindName[];

/** What is known of one, where its name is known only at run time. */
export const kindOf = (name: KindName): Kind => kinds[name];

/** `products`, `purchaseOrders`. */
export type Plural = Kinds[KindName]['plural'];
export type PluralOf<K extends KindName> = Kinds[K]['plural'];
export const plurals = kindNames.map((name) => kinds[name].plural);
export const pluralOf = <K extends KindName>(kind: K): PluralOf<K> => kinds[kind].plural;
export const kindOfPlural = (plural: Plural): KindName => kindNames.find((name) => kinds[name].plural === plural) as KindName;

export type StatusName<K extends KindName> = Kinds[K]['statuses'][number];

/** Whether nothing more happens to a record in this state. */
export function isOver(kind: KindName, status: string): boolean {
  const { ends } = kindOf(kind);
  return ends === 'made' || ends.some((each) => each === status);
}

export type ActionOf<K extends KindName> = keyof Kinds[K]['actions'] & string;
/** `purchase-order.cancel`. */
export type ActionName = { [K in KindName]: `${K}.${ActionOf<K>}` }[KindName];
export const actionNames = kindNames.flatMap((name) =>
  Object.keys(kinds[name].actions).map((action) => `${name}.${action}`),
) as ActionName[];

/** The kind of a document, or of what an action acts on. */
export type KindOf<S extends KindName | ActionName> = S extends KindName
  ? S
  : S extends `${infer K extends KindName}.${string}`
    ? K
    : never;
export const recordKindOf = <S extends KindName | ActionName>(sendable: S): KindOf<S> => sendable.split('.')[0] as KindOf<S>;

/** The name of an action among those of its kind: `cancel`. */
export const nameOfAction = (action: ActionName): string => action.slice(recordKindOf(action).length + 1);

type ActionsOf<A extends ActionName> = Kinds[KindOf<A>]['actions'];
type ActionForms = {
  [A in ActionName]: A extends `${string}.${infer Name extends keyof ActionsOf<A> & string}`
    ? ActionsOf<A>[Name] extends { readonly form: infer Form extends z.ZodType }
      ? Form
      : never
    : never;
};
/** Schemas of all that can be sent, by its name. */
export type Forms = { [K in KindName]: Kinds[K]['form'] } & ActionForms;
/** What a row of a list shows beside its record. */
export type GlanceOf<K extends KindName> = Kinds[K]['listing'] extends Listing<never, infer Glance> ? Glance : never;
export type Records = { [K in KindName]: Kinds[K]['record'] };

export type KindCall = Kinds[KindName]['calls'][number];
export const kindCalls = kindNames.flatMap((name): readonly KindCall[] => kinds[name].calls);
