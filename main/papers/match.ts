/** Finds which operation of the papers is which call of the desk: by method and path, by words, by parameters and fields. */
import { type CallName, callNames } from '../../contract/errors.ts';
import type { ComparedCall, Matches, Papers, PapersOperation } from '../../contract/papers.ts';
import { bodies } from '../onflow/bodies.ts';
import { type Endpoint, endpointOf, placeholdersIn } from '../onflow/endpoints.ts';
import { aboutCalls, likeness, meaningOf, nameWords, plain } from './words.ts';

export interface Match {
  readonly operation: PapersOperation | null;
  readonly certainty: ComparedCall['certainty'];
}

/** Below this an operation is somebody else's call. */
const leastScore = 30;
/** From here on it is worth no question; a rival within ten of it is. */
const sureScore = 48;

export function matchCalls(papers: Papers, chosen: Matches['operations']): ReadonlyMap<CallName, Match> {
  const byKey = new Map(papers.operations.map((operation) => [operation.key, operation]));
  const matches = new Map<CallName, Match>();
  for (const call of callNames) {
    const key = chosen[call];
    if (key !== undefined) matches.set(call, { operation: key === null ? null : (byKey.get(key) ?? null), certainty: 'chosen' });
  }
  const taken = new Set([...matches.values()].flatMap(({ operation }) => (operation === null ? [] : [operation.key])));
  const read = papers.operations.filter(({ key }) => !taken.has(key)).map((operation) => ({ operation, ...readOperation(operation) }));
  const pairs = callNames
    .filter((call) => !matches.has(call))
    .flatMap((call) => read.map((each) => ({ call, operation: each.operation, score: scoreOf(call, each) })))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score);
  for (const { call, operation, score } of pairs) {
    if (matches.has(call) || taken.has(operation.key)) continue;
    taken.add(operation.key);
    const rival = pairs.find((other) => other.call === call && other.operation !== operation && !taken.has(other.operation.key));
    // Another method is another deed until a person has looked.
    const isClear = score >= sureScore && endpointOf(call).method === operation.method && (rival === undefined || score - rival.score > 10);
    matches.set(call, { operation, certainty: isSameCall(endpointOf(call), operation) ? 'same' : isClear ? 'likely' : 'unsure' });
  }
  for (const call of callNames) if (!matches.has(call)) matches.set(call, { operation: null, certainty: 'none' });
  return matches;
}

/** A path in which only the place of the codes counts, not their names. */
const shape = (path: string): string => path.toLowerCase().replaceAll(/\{[^{}]*\}/g, '{}');
const pathsOf = ({ path, fallbackPath, candidates = [] }: Endpoint): string[] => [
  path,
  ...(fallbackPath === undefined ? [] : [fallbackPath]),
  ...candidates,
];
const isSameCall = (endpoint: Endpoint, operation: PapersOperation): boolean =>
  endpoint.method === operation.method && shape(endpoint.path) === shape(operation.template);

const wordsOfPath = (path: string): string =>
  plain(path.replaceAll(/\{[^{}]*\}/g, '/').replaceAll(/\/(?:api|v\d+|open|openapi|oapi|enterprise)(?=\/|$)/g, ''));

interface Read {
  readonly operation: PapersOperation;
  readonly pathWords: readonly string[];
  readonly inPath: ReturnType<typeof meaningOf>;
  readonly inTitle: ReturnType<typeof meaningOf>;
}

function readOperation(operation: PapersOperation): Omit<Read, 'operation'> {
  const words = wordsOfPath(operation.template);
  return {
    pathWords: words.split(' '),
    inPath: meaningOf(words),
    inTitle: meaningOf(`${plain(operation.title)} ${plain(operation.operationId)}`.trim()),
  };
}

function scoreOf(call: CallName, { operation, pathWords, inPath, inTitle }: Read): number {
  const endpoint = endpointOf(call);
  if (isSameCall(endpoint, operation)) return 100;
  const [noun, deed] = aboutCalls[call];
  let score = 0;
  if (endpoint.method === operation.method) score += 8;
  // A reading call that is a POST is seen now and then; one that deletes is another call.
  else if ((endpoint.method === 'GET') !== (operation.method === 'GET')) score -= operation.method === 'POST' && deed === 'list' ? 6 : 40;
  if (pathsOf(endpoint).some((path) => shape(path) === shape(operation.template))) score += 30;
  score += 14 * Math.max(...pathsOf(endpoint).map((path) => likeness(wordsOfPath(path).split(' '), pathWords)));
  // What it is about must fit where anything is said of it.
  const nouns = [...inPath.nouns, ...inTitle.nouns];
  if (inPath.nouns[0] === noun) score += 12;
  if (inTitle.nouns[0] === noun) score += 12;
  if (nouns.length > 0 && !nouns.includes(noun)) score -= 30;
  else if (nouns.length > 0 && inPath.nouns[0] !== noun && inTitle.nouns[0] !== noun) score -= 10;
  const deeds = [...inPath.deeds, ...inTitle.deeds];
  if (inPath.deeds.includes(deed)) score += 10;
  if (inTitle.deeds.includes(deed)) score += 10;
  if (!deeds.includes(deed)) score += deeds.length === 0 && isUsualFor(deed, operation) ? 10 : -20;
  const codes = Math.min(1, placeholdersIn(endpoint.path).length);
  score += codes === Math.min(1, placeholdersIn(operation.template).length) ? 6 : -12;
  return score + 14 * share(bodies[call]?.map((field) => field.name) ?? [], operation.fields) + 5 * share(endpoint.query, operation.query);
}

/** `GET /orders`, `GET /orders/{id}`, `POST /orders`: the method and the end of the path say what is done. */
function isUsualFor(deed: (typeof aboutCalls)[CallName][1], { method, template }: PapersOperation): boolean {
  const endsWithCode = template.endsWith('}');
  if (deed === 'list') return method === 'GET' && !endsWithCode;
  if (deed === 'detail') return method === 'GET' && endsWithCode;
  if (deed === 'deactivate') return method === 'DELETE';
  return (deed === 'create' || deed === 'upload') && method === 'POST' && !endsWithCode;
}

/** How many of the desk's names are among the papers', 0 to 1. */
function share(ours: readonly string[], theirs: readonly { readonly name: string }[]): number {
  if (ours.length === 0) return 0;
  const known = theirs.map(({ name }) => nameWords(name).join(' '));
  return ours.filter((name) => known.includes(nameWords(name).join(' '))).length / ours.length;
}
