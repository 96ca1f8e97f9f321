/**
 * *Check* (main process): what is certainly wrong with a document, found by the schema that sends and by the desk's clock, and what the local
 * copy of the provider's records makes doubtful. Only the former stops a send: the local copy may be old.
 */
import type { z } from 'zod';
import { naturalKeyField, sendableSchemas } from '../../contract/documents/index.ts';
import type { BodyOf, DocumentKindName, SendableKind } from '../../contract/documents/index.ts';
import type { FieldProblem } from '../../contract/errors.ts';
import type { CheckAnswer } from '../../contract/outbox.ts';
import type { RecordKind } from '../../contract/records.ts';

/** What *Check* asks of the local copy. `null` is "not known here", and never a reason to warn, but for `product`. */
export interface LocalCopy {
  /** Whether any products were ever read: without that, not to know one means nothing. */
  readonly hasProducts: () => boolean;
  readonly product: (oasin: string) => { readonly status: string | null; readonly warehouses: readonly string[] | null } | null;
  /** The provider's code of the record with this SKU or reference. */
  readonly codeOfReference: (kind: RecordKind, reference: string) => string | null;
  /** Pieces of good stock that can be sent from this warehouse. */
  readonly available: (oasin: string, warehouse: string) => number | null;
}

export type Parsed<K extends SendableKind> =
  | { readonly ok: true; readonly body: BodyOf<K> }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

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

export function checkDocument(kind: DocumentKindName, typed: unknown, desk: { readonly wall: number; readonly local: LocalCopy }): CheckAnswer {
  const parsed = parseDocument(kind, typed, desk.wall);
  if (!parsed.ok) return { problems: [...parsed.problems], warnings: [] };
  return { problems: [], warnings: warningsOf(kind, parsed.body, desk.local) };
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
  Object.fromEntries(Object.entries(params ?? {}).filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1])));

interface PlacedItem {
  readonly path: string;
  readonly oasin: string;
  readonly pieces: number;
}

function warningsOf(kind: DocumentKindName, body: BodyOf<DocumentKindName>, local: LocalCopy): FieldProblem[] {
  const field = naturalKeyField[kind];
  const key = (body as Record<string, unknown>)[field] as string;
  const code = local.codeOfReference(kind, key);
  const taken: FieldProblem[] = code === null ? [] : [{ path: field, problem: kind === 'product' ? 'skuExists' : 'referenceExists', params: { code } }];
  if ('packages' in body) {
    const items = body.packages.flatMap((each, index) => placed(each.items, `packages.${index}.items`));
    return [...taken, ...warningsOfItems(items, body.warehouse_code, local, false)];
  }
  if ('items' in body) return [...taken, ...warningsOfItems(placed(body.items, 'items'), body.warehouse_code, local, kind === 'shipment')];
  return taken;
}

const placed = (items: readonly { oasin: string; product_quantity: number }[], path: string): PlacedItem[] =>
  items.map(({ oasin, product_quantity }, index) => ({ path: `${path}.${index}`, oasin, pieces: product_quantity }));

function warningsOfItems(items: readonly PlacedItem[], warehouse: string, local: LocalCopy, takesStock: boolean): FieldProblem[] {
  if (!local.hasProducts()) return [];
  return items.flatMap(({ path, oasin, pieces }): FieldProblem[] => {
    const at = `${path}.oasin`;
    const product = local.product(oasin);
    if (product === null) return [{ path: at, problem: 'unknownProduct', params: { oasin } }];
    // Before its assignment a product is in no warehouse and can be used in nothing (D); the first fact is enough.
    if (product.status === 'NEW' || product.status === 'INACTIVE') {
      return [{ path: at, problem: 'notActive', params: { oasin, status: product.status } }];
    }
    if (product.warehouses !== null && !product.warehouses.includes(warehouse)) {
      return [{ path: at, problem: 'notInWarehouse', params: { oasin, warehouse } }];
    }
    const available = takesStock ? local.available(oasin, warehouse) : null;
    if (available === null || available >= pieces) return [];
    return [{ path: `${path}.product_quantity`, problem: 'notEnoughStock', params: { oasin, warehouse, available } }];
  });
}
