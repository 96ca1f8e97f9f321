/** What is derived from the provider's calls about all kinds. */
import type { z } from 'zod';
import { type KindCall, type KindName, kindNames, kindOf } from '../../contract/kinds/index.ts';
import type { Endpoint, KindCalls, KnownCall } from './kind.ts';
import { callsOfKinds } from './list.ts';

const known: { readonly [K in KindName]: KindCalls<K> } = callsOfKinds;
type AnyKindCalls = Omit<KindCalls<KindName>, 'calls'> & { readonly calls: Readonly<Record<KindCall, KnownCall>> };
export const callsOf = (kind: KindName): AnyKindCalls => known[kind] as unknown as AnyKindCalls;

/** Of each call that is about a kind: something, or nothing. */
function ofEach<T>(what: (call: KnownCall, name: KindCall, kind: KindName) => T | undefined): Partial<Record<KindCall, T>> {
  const found = kindNames.flatMap((kind) =>
    kindOf(kind).calls.map((name) => [name, what(callsOf(kind).calls[name as KindCall], name as KindCall, kind)] as const),
  );
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

export const knownCalls = ofEach((call) => call) as Readonly<Record<KindCall, KnownCall>>;
export const endpointsOfKinds = ofEach(({ endpoint }) => endpoint) as Readonly<Record<KindCall, Endpoint>>;
export const bodiesOfKinds = ofEach(({ fields }) => fields);
export const expectedOfKinds = ofEach(({ check }) => check);
/** Which kind a call is about. */
export const kindOfCall = ofEach((_call, _name, kind) => kind) as Readonly<Record<KindCall, KindName>>;

/** What the answer of a call is read by: `code` makes two rows the same record. */
export interface AnswerShape {
  readonly schema: z.ZodType;
  readonly isList: boolean;
  readonly code?: string;
}
export const shapesOfKinds = ofEach(({ deed, row }, _name, kind): AnswerShape | undefined => {
  const { record, code } = kindOf(kind);
  if (deed === 'list') return { schema: record, isList: true, code };
  if (deed === 'detail') return { schema: record, isList: false };
  return row === undefined ? undefined : { schema: row, isList: true };
});

/** In the order in which their lists are kept fresh. */
export const kindsByTurn = kindNames.toSorted((one, other) => callsOf(one).turn - callsOf(other).turn);
