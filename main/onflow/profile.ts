/** Reads a connection profile and lays it over the table of calls. */
import type { z } from 'zod';
import { callNames, DeskFailure } from '../../contract/errors.ts';
import type { CallName, FieldProblem } from '../../contract/errors.ts';
import { Profile } from '../../contract/profile.ts';
import { endpointOf, placeholders, placeholdersIn } from './endpoints.ts';
import type { Endpoint } from './endpoints.ts';
import { knownName } from './json.ts';

/**
 * The profile in a text; an empty text is the empty profile.
 * @throws DeskFailure `profileNotJson`, or `profileInvalid` with one problem per line to mend in `fields`.
 */
export function parseProfile(text: string): Profile {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DeskFailure({ code: 'profileNotJson' }, { cause });
  }
  return checkProfile(value);
}

/** Like `parseProfile`, for a profile that is JSON already (a provisioning file). @throws DeskFailure `profileInvalid` */
export function checkProfile(value: unknown): Profile {
  const parsed = Profile.safeParse(value);
  if (!parsed.success) throw new DeskFailure({ code: 'profileInvalid', fields: parsed.error.issues.flatMap(problemsOfIssue) });
  const fields = problemsAgainstTable(parsed.data);
  if (fields.length > 0) throw new DeskFailure({ code: 'profileInvalid', fields });
  return parsed.data;
}

/** What the schema alone cannot see: whether an override fits the call it is for. */
function problemsAgainstTable(profile: Profile): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const call of callNames) {
    const override = profile.calls?.[call];
    if (override === undefined) continue;
    const endpoint = endpointOf(call);
    const at = (key: string): string => `calls.${call}.${key}`;
    if (override.path !== undefined) {
      const wanted = placeholdersIn(endpoint.path);
      const given = placeholdersIn(override.path);
      for (const name of given) {
        if (!wanted.includes(name)) problems.push({ path: at('path'), problem: 'profilePlaceholderUnknown', params: { name } });
      }
      for (const name of wanted) {
        if (!given.includes(name)) problems.push({ path: at('path'), problem: 'profilePlaceholderMissing', params: { name } });
      }
    }
    for (const name of Object.keys(override.query ?? {})) {
      if (!endpoint.query.includes(name)) problems.push({ path: at(`query.${name}`), problem: 'profileQueryUnknown', params: { name } });
    }
    if (override.fileField !== undefined && endpoint.body !== 'multipart')
      problems.push({ path: at('fileField'), problem: 'profileNoFile' });
    if (override.fields !== undefined && endpoint.body !== 'json') problems.push({ path: at('fields'), problem: 'profileNoBody' });
    // A GET has no body; and the connection check makes every reading call, so none of those may become one that changes or deletes.
    const fits =
      endpoint.body === 'none' ? endpoint.changes || ['GET', 'POST'].includes(override.method ?? 'GET') : override.method !== 'GET';
    if (!fits) problems.push({ path: at('method'), problem: 'profileMethod' });
  }
  return problems;
}

function problemsOfIssue(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.map(String).join('.');
  const below = (key: string): string => (path === '' ? key : `${path}.${key}`);
  if (issue.code === 'unrecognized_keys') {
    const problem = path === 'calls' ? 'profileCallUnknown' : 'profileKeyUnknown';
    return issue.keys.map((name) => ({ path: below(name), problem, params: { name } }));
  }
  // Every check of ours has its problem as its message; what is left is a value of the wrong type.
  return [{ path, problem: issue.message.startsWith('profile') ? issue.message : 'profileType' }];
}

/** How a call is made on this connection: the table's row with the profile's corrections. */
export interface SpokenCall extends Endpoint {
  /** Desk's query name → the provider's; names that are not in it stay as they are. */
  readonly queryNames: Readonly<Record<string, string>>;
  readonly fieldNames: Readonly<Record<string, string>>;
  readonly overridden: boolean;
}

export function speak(call: CallName, profile: Profile): SpokenCall {
  const { fallbackPath, ...endpoint } = endpointOf(call);
  const override = profile.calls?.[call];
  return {
    ...endpoint,
    // A corrected path is known to be right: the older path is no longer worth a second question.
    ...(fallbackPath !== undefined && override?.path === undefined ? { fallbackPath } : {}),
    ...(override?.method === undefined ? {} : { method: override.method }),
    ...(override?.path === undefined ? {} : { path: override.path }),
    ...(override?.fileField === undefined ? {} : { fileField: override.fileField }),
    queryNames: override?.query ?? {},
    fieldNames: override?.fields ?? {},
    overridden: override !== undefined && Object.keys(override).length > 0,
  };
}

/**
 * The path of a call with its codes filled in.
 * @throws DeskFailure `malformed` where a code is missing or would change the path itself
 */
export function fillPath(template: string, codes: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    const code = codes[name];
    // SECURITY: a code of dots would climb out of its place in the path, percent-encoded or not.
    if (code === undefined || /^\.*$/.test(code) || !code.isWellFormed() || !placeholders.includes(name)) {
      throw new DeskFailure({ code: 'malformed', sent: 'no', params: { name } });
    }
    return encodeURIComponent(code);
  });
}

/** A request body in the provider's words: keys renamed wherever they stand, in nested rows too. */
export function renameFields(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => renameFields(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [Object.hasOwn(names, key) ? names[key] : key, renameFields(item, names)]),
  );
}

/** A field's path as the provider named it, in the desk's words again: so that its complaint finds the field on the form. */
export function deskPath(path: string, names: Readonly<Record<string, string>>): string {
  // Answers are read in the documented spelling, whichever the provider has.
  const back = new Map(
    Object.entries(names).flatMap(([desk, provider]) => [[provider, desk] as const, [knownName(provider), desk] as const]),
  );
  return path
    .split('.')
    .map((part) => back.get(part) ?? part)
    .join('.');
}
