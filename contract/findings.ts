/**
 * What speaks against sending a document, and how each is mended. The same for a form, for sending, and for whatever else makes documents.
 */
import { z } from 'zod';
import { DocumentKindName } from './documents/index.ts';
import { FieldProblem } from './errors.ts';

/**
 * `stop`: the schema, the clock or a fact that the provider has just told makes it sure that it is refused. `ask`: it is likely, or rests
 * on an assumption or on an old copy; a person may send all the same. `tell`: worth knowing.
 */
export const Severity = z.enum(['stop', 'ask', 'tell']);
export type Severity = z.infer<typeof Severity>;

/** What one button does about it. */
export const Mend = z.discriminatedUnion('do', [
  /** Has the product assigned, which the provider allows while it is new. */
  z.object({ do: z.literal('assign'), oasin: z.string(), warehouse: z.string() }),
  /** Puts this into the field: another warehouse, as much as there is. `word`: what the button calls it, where that is not the value. */
  z.object({ do: z.literal('set'), path: z.string(), value: z.string(), word: z.string().optional() }),
  /** Takes the product out of this line, for another one. */
  z.object({ do: z.literal('replace'), path: z.string() }),
  /** Opens the system's dialog for this field's file. */
  z.object({ do: z.literal('choose'), path: z.string() }),
  /** Shows who else has it: a record by its code, a row of the outbox or a draft by its id. */
  z.object({
    do: z.literal('open'),
    where: z.enum(['onflow', 'outbox', 'draft']),
    kind: DocumentKindName,
    id: z.string(),
    key: z.string(),
  }),
]);
export type Mend = z.infer<typeof Mend>;

export const Finding = FieldProblem.extend({
  severity: Severity,
  mends: z.array(Mend),
  /** Unix milliseconds of the answer of the provider that it rests on; left out where it rests on none. */
  asOf: z.number().optional(),
});
export type Finding = z.infer<typeof Finding>;

/** The same finding as before, however old what it rests on is by now. */
export const sameFinding = (a: Finding, b: Finding): boolean => identity(a) === identity(b);
const identity = ({ path, problem, params, severity }: Finding): string => JSON.stringify([path, problem, params ?? {}, severity]);
