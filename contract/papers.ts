/**
 * The provider's own documentation ("papers") as the desk has read it, and how it compares with the desk's calls. Made by main out of a
 * text that was dropped or pasted. SECURITY: names and words only. No value of a header, a parameter or a body is kept: a pasted cURL has
 * the key in it.
 */
import { z } from 'zod';
import { CallName } from './errors.ts';
import { Proposal } from './proposal.ts';

const word = z.string().max(200);

/** A parameter or a field of a body. */
export const PapersField = z.object({
  name: word,
  /** The fields it stands in: `packages.items`; empty at the top. */
  within: word,
  required: z.boolean(),
  /** The values that are named, if any. */
  values: z.array(word).max(100),
});
export type PapersField = z.infer<typeof PapersField>;

export const PapersOperation = z.object({
  /** `PUT /v1/orders/{code}/cancel`. */
  key: z.string().max(600),
  method: z.string().max(10),
  /** With the base path of the server, codes in braces. */
  template: z.string().max(500),
  /** What people call it, in one line. */
  title: word,
  operationId: word,
  query: z.array(PapersField).max(200),
  body: z.enum(['none', 'json', 'multipart', 'other']),
  fields: z.array(PapersField).max(500),
  /** The part of a multipart body that is a file. */
  fileField: word.nullable(),
});
export type PapersOperation = z.infer<typeof PapersOperation>;

export const Papers = z.object({
  format: z.enum(['openapi', 'swagger', 'apidog', 'curl']),
  title: word,
  /** Origins that are named. Shown, never taken over. */
  servers: z.array(word).max(20),
  /** The header that carries the key, and the word before the key; `null` where nothing is said. */
  access: z.object({ header: word, scheme: word.nullable() }).nullable(),
  operations: z.array(PapersOperation).max(500),
  /** What was left out: references to other files, calls beyond the first 500. */
  unread: z.array(z.object({ what: z.enum(['outerReferences', 'moreOperations', 'otherCommands']), count: z.number().int() })).max(10),
});
export type Papers = z.infer<typeof Papers>;

const Renames = z.record(z.string().max(100), word.nullable());

/** A person's corrections of the match; what they leave out the desk finds itself. */
export const Matches = z.object({
  /** A call's operation, by its key; `null` where it has none. */
  operations: z.partialRecord(CallName, z.string().max(600).nullable()),
  /** The papers' name of a parameter or field, by the desk's; `null` where it has none. */
  query: z.partialRecord(CallName, Renames),
  fields: z.partialRecord(CallName, Renames),
});
export type Matches = z.infer<typeof Matches>;

export const Difference = z.object({
  part: z.enum(['scheme', 'server', 'method', 'path', 'query', 'field', 'fileField', 'body']),
  /** Desk's name of the parameter or field, or the papers' where the desk has none. */
  name: word,
  ours: z.string().max(600),
  theirs: z.string().max(600),
  /**
   * `profile`: can be corrected there. The rest no profile can say: `missing` the papers do not name it; `unknown` they name it as required
   * and the desk does not send it; `required` they require what the desk may leave out; `values` they do not name a value that the desk
   * offers; `cannot` a profile has no way to say it.
   */
  kind: z.enum(['profile', 'missing', 'unknown', 'required', 'values', 'cannot']),
  /** Names of the papers that could be meant, for a person to choose from; empty where there is nothing to choose. */
  offered: z.array(word).max(500),
});
export type Difference = z.infer<typeof Difference>;

export const ComparedCall = z.object({
  call: CallName,
  ours: z.string(),
  /** Key of the operation it is held against, or `null`. */
  operation: z.string().nullable(),
  certainty: z.enum(['same', 'likely', 'unsure', 'chosen', 'none']),
  differences: z.array(Difference),
});
export type ComparedCall = z.infer<typeof ComparedCall>;

export const Comparison = z.object({
  calls: z.array(ComparedCall),
  general: z.array(Difference),
  proposal: Proposal.nullable(),
});
export type Comparison = z.infer<typeof Comparison>;
