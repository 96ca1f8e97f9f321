/**
 * The connection profile: corrections to what the desk assumes about the provider's calls, without a new build (onflow-api.md,
 * Correcting the bets). This schema says what a profile may look like at all; `main/onflow/profile.ts` holds it against the table of calls.
 *
 * SECURITY: a profile comes from a file somebody was sent. It can change how a call is spelled, never where it goes: there is no place in
 * it for a host, a header or a token, and the one word before the token cannot end its header.
 */
import { z } from 'zod';
import { callNames } from './errors.ts';

/** The message of every issue is a key of `problems.*` in `renderer/messages`. */
const name = z
  .string('profileName')
  // SECURITY: such a name ends up in query strings and multipart headers; nothing that could end either is allowed.
  .regex(/^[A-Za-z0-9_.[\]-]{1,64}$/, 'profileName')
  // SECURITY: as a key of an object these would change the object's prototype instead.
  .refine((text) => !['__proto__', 'constructor', 'prototype'].includes(text), 'profileName');

/** Whether a profile could hold this as the provider's name of a parameter, a field or a part. */
export const isProfileName = (text: string): boolean => name.safeParse(text).success;

/** A map from the desk's name to the provider's; two names may not end up as one. */
const names = z
  .record(z.string(), name, 'profileNames')
  .refine((map) => Object.keys(map).every((key) => name.safeParse(key).success), 'profileName')
  .refine((map) => new Set(Object.values(map)).size === Object.keys(map).length, 'profileNameTwice');

const path = z
  .string('profilePathSlash')
  .max(300, 'profilePathCharacters')
  .superRefine((text, context) => {
    // SECURITY: each of these lines keeps a path from turning into another host, another query or another request.
    const problem = !text.startsWith('/')
      ? 'profilePathSlash'
      : text.startsWith('//') || text.includes('://') || text.includes('\\')
        ? 'profilePathHost'
        : text.split('/').some((part) => part === '..' || part === '.')
          ? 'profilePathDots'
          : /[?#]/.test(text)
            ? 'profilePathQuery'
            : /^(?:[A-Za-z0-9/._~-]|\{[a-z_]+\})+$/.test(text)
              ? null
              : 'profilePathCharacters';
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });

/** What can be said otherwise about one call. Everything left out stays as in the table. */
export const CallOverride = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], 'profileMethod').optional(),
  path: path.optional(),
  /** Desk's name of a query parameter → the provider's. */
  query: names.optional(),
  /** The part's name of the uploaded file. */
  fileField: name.optional(),
  /** Desk's name of a field in the request body, at any depth → the provider's. */
  fields: names.optional(),
});
export type CallOverride = z.infer<typeof CallOverride>;

const authorization = z
  .string('profileAuthorization')
  // SECURITY: it goes into a header, so it is one word of the characters a header's word may have: no blank, no line break, no colon. And
  // it is short, so that a whole token pasted here by mistake is refused instead of being kept in a profile.
  .regex(/^[A-Za-z0-9._~+/-]{1,20}$/, 'profileAuthorization');

export const Profile = z.strictObject({
  /**
   * The word before the token in the `Authorization` header; `none` sends the bare token (D/A). In the same company's other systems
   * `Bearer`, `Token` and `NH` were seen (A).
   */
  authorization: authorization.optional(),
  /** Number of a list's first page; found out from the provider's answers where not given. */
  firstPage: z.union([z.literal(0), z.literal(1)], 'profileFirstPage').optional(),
  /** Rows asked for per page of a list; 50 where not given (A). */
  pageSize: z.int('profilePageSize').min(1, 'profilePageSize').max(500, 'profilePageSize').optional(),
  calls: z.partialRecord(z.enum(callNames), CallOverride).optional(),
});
export type Profile = z.infer<typeof Profile>;
