/**
 * *Check* (main process): what is certainly wrong with a document, found by the schema that sends and by the desk's clock, and what the local
 * copy of the provider's records makes doubtful. Only the former stops a send: the local copy may be old.
 */
import type { z } from 'zod';
import { naturalKeyField, sendableSchemas } from '../../contract/documents/index.ts';
import type { BodyOf, DocumentKindName, SendableKind } from '../../contract/documents/index.ts';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import type { AwaitedProduct, CheckAnswer } from '../../contract/outbox.ts';
import type { RecordKind } from '../../contract/records.ts';
import { awaitedItems, withOasins } from './index.ts';

/** What *Check* asks of the local copy. `null` is "not known here", and never a reason to warn, but for `product`. */
export interface LocalCopy {
  /** Whether any products were ever read: without that, not to know one means nothing. */
  readonly hasProducts: () => boolean;
  readonly product: (oasin: string) => { readonly status: string | null; readonly warehouses: readonly string[] | null } | null;
  /** The provider's code of the record with this SKU or reference. */
  readonly codeOfReference: (kind: RecordKind, reference: string) => string | null;
  /** Pieces of good stock that can be sent from this warehouse. */
  readonly available: (oasin: string, warehouse: string) => number | null;
  /** A product that is named by its SKU: how it stands in the outbox. */
  readonly awaited: (sku: string) => AwaitedProduct;
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
  const settled = settleAwaited(kind, parsed.body, { wall: desk.wall, awaited: desk.local.awaited });
  if (!settled.ok) return { problems: [...(settled.error.fields ?? [])], warnings: [] };
  return { problems: [], warnings: warningsOf(kind, settled.body, desk.local) };
}

export type Settled<K extends SendableKind> =
  /** `awaits`: the SKUs that are still to be confirmed. */
  | { readonly ok: true; readonly body: BodyOf<K>; readonly awaits: readonly string[]; readonly oasins: ReadonlyMap<string, string> }
  /** `productGone`, or `invalid` with the OASINs in place (one product twice, an arrival that has passed while it waited); both with `fields`. */
  | { readonly ok: false; readonly error: DeskError };

/** Puts the OASINs of the products that are confirmed by now in the place of their SKUs. The same for *Check*, for queueing, and while it waits. */
export function settleAwaited<K extends SendableKind>(kind: K, body: BodyOf<K>, desk: { readonly wall: number; readonly awaited: LocalCopy['awaited'] }): Settled<K> {
  const items = awaitedItems(kind, body);
  const products = new Map(items.map(({ sku }) => [sku, desk.awaited(sku)]));
  const gone = items.filter(({ sku }) => products.get(sku)?.stands === 'gone');
  if (gone.length > 0) {
    return { ok: false, error: { code: 'productGone', fields: gone.map(({ path, sku }) => ({ path: `${path}.oasin`, problem: 'productGone', params: { sku } })) } };
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
  Object.fromEntries(Object.entries(params ?? {}).filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1])));

interface Item {
  readonly oasin?: string | undefined;
  readonly awaited_sku?: string | undefined;
  readonly product_quantity: number;
}
interface PlacedItem extends Item {
  readonly path: string;
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

const placed = (items: readonly Item[], path: string): PlacedItem[] => items.map((item, index) => ({ ...item, path: `${path}.${index}` }));

function warningsOfItems(items: readonly PlacedItem[], warehouse: string, local: LocalCopy, takesStock: boolean): FieldProblem[] {
  const knowsProducts = local.hasProducts();
  return items.flatMap(({ path, oasin, awaited_sku, product_quantity: pieces }): FieldProblem[] => {
    const at = `${path}.oasin`;
    if (oasin === undefined) {
      const sku = awaited_sku ?? '';
      const assigned = local.awaited(sku).warehouse_codes;
      return assigned === null || assigned.includes(warehouse) ? [] : [{ path: at, problem: 'willNotBeInWarehouse', params: { sku, warehouse } }];
    }
    if (!knowsProducts) return [];
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
