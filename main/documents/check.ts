/**
 * *Check*, for a form, for sending and for whatever else makes documents: what is certainly wrong with a document, found by the schema that
 * sends and by the desk's clock, and what the local copy of the provider's records makes doubtful. What that says stops a send only where
 * the provider has just told it, and is documented to refuse it.
 */
import type { z } from 'zod';
import { sendableSchemas } from '../../contract/documents/index.ts';
import type { BodyOf, DocumentKindName, SendableKind } from '../../contract/documents/index.ts';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import type { Finding } from '../../contract/findings.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { CheckAnswer } from '../../contract/outbox.ts';
import { inVietnam } from '../../contract/vietnamTime.ts';
import { findingsOf } from './findings.ts';
import { awaitedItems, withOasins } from './index.ts';
import type { DeskNow, LocalCopy } from './localCopy.ts';

export type Parsed<K extends SendableKind> =
  { readonly ok: true; readonly body: BodyOf<K> } | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** What is typed → what is sent, or what is certainly wrong with it. `wall` in Unix milliseconds. */
export function parseDocument<K extends SendableKind>(kind: K, typed: unknown, wall: number): Parsed<K> {
  const parsed = sendableSchemas[kind].safeParse(typed);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const body = parsed.data as BodyOf<K>;
  if ('estimated_arrival_time' in body && body.estimated_arrival_time * 1_000 <= wall) {
    return { ok: false, problems: [{ path: 'estimated_arrival_time', problem: 'etaPast' }] };
  }
  return { ok: true, body };
}

export function checkDocument(kind: DocumentKindName, typed: unknown, desk: DeskNow): CheckAnswer {
  const { body: _body, ...answer } = checkTyped(kind, typed, desk);
  return answer;
}

/** What was found, and the document as it would be sent; `null` where it cannot be. */
export interface Checked<K extends DocumentKindName> extends CheckAnswer {
  readonly body: BodyOf<K> | null;
}

export function checkTyped<K extends DocumentKindName>(kind: K, typed: unknown, desk: DeskNow): Checked<K> {
  const parsed = parseDocument(kind, typed, desk.wall);
  if (!parsed.ok) return { body: null, problems: parsed.problems.map((each) => stopOf(each, desk.wall)), warnings: [] };
  return checkParsed(kind, parsed.body, desk);
}

/** As `checkTyped`, for who has the document as the schema makes it. */
export function checkParsed<K extends DocumentKindName>(kind: K, body: BodyOf<K>, desk: DeskNow): Checked<K> {
  const settled = settleAwaited(kind, body, { wall: desk.wall, awaited: desk.local.awaited });
  if (!settled.ok) return { body: null, problems: (settled.error.fields ?? []).map((each) => stopOf(each, desk.wall)), warnings: [] };
  const found = findingsOf(kind, settled.body, desk);
  const of = (severity: Finding['severity']): Finding[] => found.filter((each) => each.severity === severity);
  const hints = of('tell');
  return { body: settled.body, problems: of('stop'), warnings: of('ask'), ...(hints.length > 0 ? { hints } : {}) };
}

/** The products of a document that takes stock of which nobody has told how many there are. */
export function goodsWithoutStock(kind: DocumentKindName, typed: unknown, local: Pick<LocalCopy, 'available' | 'product'>): string[] {
  const { goods } = kindOf(kind);
  const parsed = sendableSchemas[kind].safeParse(typed);
  if (goods === null || !goods.takesStock || !parsed.success) return [];
  const warehouse = goods.warehouse(parsed.data);
  return goods
    .lines(parsed.data)
    .flatMap(({ oasin }) =>
      oasin !== undefined && local.product(oasin) !== null && local.available(oasin, warehouse) === null ? [oasin] : [],
    );
}

/** What is certain without asking anybody. `wall` in Unix milliseconds. */
function stopOf(problem: FieldProblem, wall: number): Finding {
  const mends: Finding['mends'] =
    problem.problem === 'etaPast' ? [{ do: 'set', path: problem.path, value: tomorrowAtNine(wall), word: 'tomorrow' }] : [];
  return { ...problem, severity: 'stop', mends };
}

/** By the warehouse's clock, as a form holds it. */
function tomorrowAtNine(wall: number): string {
  const { year, month, day } = inVietnam(wall + 86_400_000);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T09:00`;
}

export type Settled<K extends SendableKind> =
  /** `awaits`: the SKUs that are still to be confirmed. */
  | { readonly ok: true; readonly body: BodyOf<K>; readonly awaits: readonly string[]; readonly oasins: ReadonlyMap<string, string> }
  /**
   * `productGone`, or `invalid` with the OASINs in place (one product twice, an arrival that has passed while it waited); both with
   * `fields`.
   */
  | { readonly ok: false; readonly error: DeskError };

/**
 * Puts the OASINs of the products that are confirmed by now in the place of their SKUs. The same for *Check*, for queueing, and while it
 * waits.
 */
export function settleAwaited<K extends SendableKind>(
  kind: K,
  body: BodyOf<K>,
  desk: { readonly wall: number; readonly awaited: LocalCopy['awaited'] },
): Settled<K> {
  const items = awaitedItems(kind, body);
  const products = new Map(items.map(({ sku }) => [sku, desk.awaited(sku)]));
  const gone = items.filter(({ sku }) => products.get(sku)?.stands === 'gone');
  if (gone.length > 0) {
    return {
      ok: false,
      error: {
        code: 'productGone',
        fields: gone.map(({ path, sku }) => ({ path: `${path}.oasin`, problem: 'productGone', params: { sku } })),
      },
    };
  }
  const oasins = new Map([...products].flatMap(([sku, { oasin }]) => (oasin === null ? [] : [[sku, oasin] as const])));
  const awaits = [...products.keys()].filter((sku) => !oasins.has(sku));
  if (oasins.size === 0) return { ok: true, body, awaits, oasins };
  const parsed = parseDocument(kind, withOasins(kind, body, oasins), desk.wall);
  if (!parsed.ok) return { ok: false, error: { code: 'invalid', fields: [...parsed.problems] } };
  return { ok: true, body: parsed.body, awaits, oasins };
}

/** One problem per field: the first is the one to mend. */
function problemsOf(error: z.ZodError): FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.');
    if (problems.has(path)) continue;
    // Our own messages are keys, a single word; zod's are sentences.
    const problem = /^[a-z][A-Za-z]*$/.test(issue.message) ? issue.message : 'invalid';
    const params = issue.code === 'custom' ? namedFacts(issue.params) : {};
    problems.set(path, { path, problem, ...(Object.keys(params).length > 0 ? { params } : {}) });
  }
  return [...problems.values()];
}

const namedFacts = (params: Readonly<Record<string, unknown>> | undefined): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params ?? {}).filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1])),
  );
