/** Holds the papers against the desk's calls: what differs, what a profile can say of it, and the profile that says it. */
import { type CallName, callNames } from '../../contract/errors.ts';
import type { ComparedCall, Comparison, Difference, Matches, Papers, PapersField, PapersOperation } from '../../contract/papers.ts';
import { CallOverride, Profile, isProfileName } from '../../contract/profile.ts';
import { proposalOf } from '../onflow/amend.ts';
import { type BodyField, bodies } from '../onflow/bodies.ts';
import { type Endpoint, endpointOf, placeholdersIn } from '../onflow/endpoints.ts';
import { checkProfile } from '../onflow/profile.ts';
import { matchCalls } from './match.ts';
import { likeness, nameWords } from './words.ts';

/** Above this two names are taken for one without asking; a person sees it all the same before it is accepted. */
const sameName = 0.74;

export interface Against {
  /** The profile in force, under which the corrections would be laid. */
  readonly profile: Profile;
  /** Where this connection's requests go. */
  readonly baseUrl: string;
}

export function compare(papers: Papers, chosen: Matches, against: Against): Comparison {
  const matches = matchCalls(papers, chosen.operations);
  const calls: ComparedCall[] = [];
  const overrides: Partial<Record<CallName, CallOverride>> = {};
  for (const call of callNames) {
    const { operation, certainty } = matches.get(call) ?? { operation: null, certainty: 'none' as const };
    const endpoint = endpointOf(call);
    const ours = `${endpoint.method} ${endpoint.path}`;
    if (operation === null) {
      calls.push({ call, ours, operation: null, certainty, differences: [] });
      continue;
    }
    const { differences, override } = compareCall(call, endpoint, operation, papers.format === 'curl', {
      query: chosen.query[call] ?? {},
      fields: chosen.fields[call] ?? {},
    });
    calls.push({ call, ours, operation: operation.key, certainty, differences });
    if (Object.keys(override).length > 0) overrides[call] = override;
  }
  const general = generalDifferences(papers, against);
  const scheme = general.find(({ part, kind }) => part === 'scheme' && kind === 'profile')?.theirs;
  const corrections: Profile = {
    ...(scheme === undefined ? {} : { authorization: scheme }),
    ...(Object.keys(overrides).length > 0 ? { calls: overrides } : {}),
  };
  return { calls, general, proposal: proposalOf(against.profile, checkProfile(corrections)) };
}

function generalDifferences({ access, servers }: Papers, { baseUrl }: Against): Difference[] {
  const differences: Difference[] = [];
  if (access !== null && !/^authorization$/i.test(access.header))
    differences.push({ ...blank, part: 'scheme', ours: 'Authorization', theirs: access.header, kind: 'cannot' });
  else if (access?.scheme != null)
    differences.push({
      ...blank,
      part: 'scheme',
      ours: 'none',
      theirs: access.scheme,
      kind: canSay({ authorization: access.scheme }) ? 'profile' : 'cannot',
    });
  // SECURITY: where requests, and with them the key, go is the connection's own; documentation cannot move it.
  if (servers.length > 0 && !servers.some((origin) => origin.toLowerCase() === baseUrl.toLowerCase()))
    differences.push({ ...blank, part: 'server', ours: baseUrl, theirs: servers.join(', '), kind: 'cannot' });
  return differences;
}

const blank = { name: '', offered: [] };
const canSay = (profile: unknown): boolean => Profile.safeParse(profile).success;

interface Chosen {
  readonly query: Readonly<Record<string, string | null>>;
  readonly fields: Readonly<Record<string, string | null>>;
}

/** `isPartial`: what a cURL does not have in it may be there all the same. */
function compareCall(
  call: CallName,
  endpoint: Endpoint,
  operation: PapersOperation,
  isPartial: boolean,
  chosen: Chosen,
): { differences: Difference[]; override: CallOverride } {
  const differences: Difference[] = [];
  const override: CallOverride = {};
  const fits = (part: CallOverride): boolean => {
    const profile = { calls: { [call]: part } };
    if (!canSay(profile)) return false;
    try {
      checkProfile(profile);
      return true;
    } catch {
      // The profile's own rules say no: then it is for words.
      return false;
    }
  };
  if (operation.method !== endpoint.method) {
    const method = CallOverride.shape.method.safeParse(operation.method).data;
    const isSayable = method !== undefined && fits({ method });
    if (isSayable) override.method = method;
    differences.push({ ...blank, part: 'method', ours: endpoint.method, theirs: operation.method, kind: isSayable ? 'profile' : 'cannot' });
  }
  const path = pathFor(endpoint, operation.template);
  if (path !== endpoint.path) {
    const isSayable = fits({ path });
    if (isSayable) override.path = path;
    differences.push({
      ...blank,
      part: 'path',
      ours: endpoint.path,
      theirs: isSayable ? path : operation.template,
      kind: isSayable ? 'profile' : 'cannot',
    });
  }
  const query = compareNames(
    'query',
    endpoint.query.map((name) => ({ name, within: '', required: false, values: [] })),
    operation.query,
    chosen.query,
    isPartial,
  );
  differences.push(...query.differences);
  if (Object.keys(query.names).length > 0) override.query = query.names;

  if (endpoint.body === 'multipart') {
    if (operation.body !== 'multipart' && operation.body !== 'none')
      differences.push({ ...blank, part: 'body', ours: 'multipart', theirs: operation.body, kind: 'cannot' });
    if (operation.fileField !== null && operation.fileField !== endpoint.fileField) {
      const isSayable = fits({ fileField: operation.fileField });
      if (isSayable) override.fileField = operation.fileField;
      differences.push({
        ...blank,
        part: 'fileField',
        ours: endpoint.fileField ?? '',
        theirs: operation.fileField,
        kind: isSayable ? 'profile' : 'cannot',
      });
    }
    differences.push(...required('field', operation.fields));
  } else if (endpoint.body === 'json') {
    if (operation.body !== 'json' && operation.body !== 'none')
      differences.push({ ...blank, part: 'body', ours: 'json', theirs: operation.body, kind: 'cannot' });
    if (operation.fields.length > 0) {
      const fields = compareNames('field', bodies[call] ?? [], operation.fields, chosen.fields, isPartial);
      differences.push(...fields.differences);
      if (Object.keys(fields.names).length > 0) override.fields = fields.names;
    }
  } else {
    // The desk sends nothing here.
    differences.push(...required('field', operation.fields));
  }
  return { differences, override };
}

const required = (part: 'query' | 'field', theirs: readonly PapersField[]): Difference[] =>
  theirs
    .filter((field) => field.required)
    .map((field) => ({ ...blank, part, name: placed(field), ours: '', theirs: placed(field), kind: 'unknown' }));

/** The papers' path with the desk's names for the codes; their own where the codes are not the same in number. */
function pathFor(endpoint: Endpoint, template: string): string {
  const ours = placeholdersIn(endpoint.path);
  const theirs = placeholdersIn(template);
  if (ours.length !== theirs.length) return template;
  let at = 0;
  return template.replaceAll(/\{[^{}]*\}/g, () => `{${ours[at++] ?? ''}}`);
}

const placed = ({ name, within }: { readonly name: string; readonly within: string }): string =>
  within === '' ? name : `${within}.${name}`;

/** Which of their names is which of ours, one to one, and what is to be said of it. */
function compareNames(
  part: 'query' | 'field',
  ours: readonly BodyField[],
  theirs: readonly PapersField[],
  chosen: Readonly<Record<string, string | null>>,
  isPartial: boolean,
): { differences: Difference[]; names: Record<string, string> } {
  const ourNames = new Set(ours.map(({ name }) => name));
  const theirNames = new Set(theirs.map(({ name }) => name));
  // A name that the desk uses for something else in this call would end up twice in one request.
  const free = [...theirNames].filter((name) => !ourNames.has(name));
  const open = [...ourNames].filter((name) => !theirNames.has(name));
  const pairs = new Map<string, string>();
  for (const name of open) {
    const wish = chosen[name];
    if (typeof wish === 'string' && free.includes(wish) && ![...pairs.values()].includes(wish)) pairs.set(name, wish);
  }
  const likely = open
    .filter((name) => chosen[name] === undefined)
    .flatMap((name) => free.map((their) => ({ name, their, score: likeness(nameWords(name), nameWords(their)) })))
    .filter(({ score }) => score > sameName)
    .sort((a, b) => b.score - a.score);
  for (const { name, their, score } of likely) {
    // Two that are just as like: a person says which.
    const isRival = likely.some((other) => other.name === name && other.their !== their && other.score === score);
    if (!pairs.has(name) && ![...pairs.values()].includes(their) && !isRival) pairs.set(name, their);
  }
  const paired = new Set(pairs.values());
  const left = free.filter((name) => !paired.has(name)).slice(0, 100);
  const differences: Difference[] = [];
  const names: Record<string, string> = {};
  for (const name of open) {
    const field = ours.find((each) => each.name === name);
    const their = pairs.get(name);
    if (their !== undefined && isProfileName(their)) {
      names[name] = their;
      differences.push({
        part,
        name,
        ours: field === undefined ? name : placed(field),
        theirs: their,
        kind: 'profile',
        offered: [their, ...left],
      });
    } else if (their !== undefined) {
      differences.push({ part, name, ours: name, theirs: their, kind: 'cannot', offered: [their, ...left] });
    } else if (!isPartial || part === 'field') {
      // A cURL shows the parameters of one request; that another is not among them says little.
      differences.push({ part, name, ours: field === undefined ? name : placed(field), theirs: '', kind: 'missing', offered: left });
    }
  }
  for (const field of theirs) {
    const our =
      ours.find((each) => each.name === field.name && each.within === field.within) ??
      ours.find((each) => each.name === field.name || pairs.get(each.name) === field.name);
    if (our === undefined) {
      if (field.required && !paired.has(field.name))
        differences.push({ ...blank, part, name: placed(field), ours: '', theirs: placed(field), kind: 'unknown' });
      continue;
    }
    if (part === 'field' && field.required && !our.required)
      differences.push({ ...blank, part, name: our.name, ours: placed(our), theirs: placed(field), kind: 'required' });
    const strange = field.values.length === 0 ? [] : our.values.filter((value) => !field.values.includes(value));
    if (strange.length > 0)
      differences.push({
        ...blank,
        part,
        name: our.name,
        ours: strange.join(', ').slice(0, 600),
        theirs: field.values.join(', ').slice(0, 600),
        kind: 'values',
      });
  }
  return { differences, names };
}
