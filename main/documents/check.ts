/**
 * *Check*: what is certainly wrong with a document, found by the schema that sends and by the desk's clock, and what the
 * local copy of the provider's records makes doubtful. Only the former stops a send: the local copy may be old.
 */
import type { z } from 'zod';
import { doubtOfCode } from '../../contract/codes.ts';
import { type CodeHolder, type ComparedCode, comparedCodes, comparedField, isSpelledSo } from '../../contract/documents/comparedCodes.ts';
import { sendableSchemas } from '../../contract/documents/index.ts';
import type { BodyOf, DocumentKindName, SendableKind } from '../../contract/documents/index.ts';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import type { PlacedGoods } from '../../contract/kinds/goods.ts';
import { kindOf } from '../../contract/kinds/index.ts';
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
  /** Who else has this code, spelled so or alike: records, the outbox, other drafts, in this order. */
  readonly holdersOf: (kind: DocumentKindName, what: ComparedCode, value: string) => readonly CodeHolder[];
  /** Pieces of good stock that can be sent from this warehouse. */
  readonly available: (oasin: string, warehouse: string) => number | null;
  /** A product that is named by its SKU: how it stands in the outbox. */
  readonly awaited: (sku: string) => AwaitedProduct;
}

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

export function checkDocument(
  kind: DocumentKindName,
  typed: unknown,
  desk: { readonly wall: number; readonly local: LocalCopy },
): CheckAnswer {
  const parsed = parseDocument(kind, typed, desk.wall);
  if (!parsed.ok) return { problems: [...parsed.problems], warnings: [] };
  const settled = settleAwaited(kind, parsed.body, { wall: desk.wall, awaited: desk.local.awaited });
  if (!settled.ok) return { problems: [...(settled.error.fields ?? [])], warnings: [] };
  return { problems: [], warnings: warningsOf(kind, settled.body, desk.local) };
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

function warningsOf(kind: DocumentKindName, body: BodyOf<DocumentKindName>, local: LocalCopy): FieldProblem[] {
  const { goods } = kindOf(kind);
  const codes = [...comparedCodes.flatMap((what) => usedBefore(kind, what, body, local)), ...doubtfulCodes(kind, body)];
  return goods === null ? codes : [...codes, ...warningsOfGoods(goods.lines(body), goods.warehouse(body), local, goods.takesStock)];
}

/**
 * A key, a parcel's code, a label or a barcode that somebody else has already, spelled so or alike: perhaps the same parcel for the second
 * time.
 */
function usedBefore(kind: DocumentKindName, what: ComparedCode, body: BodyOf<DocumentKindName>, local: LocalCopy): FieldProblem[] {
  const field = comparedField(kind, what);
  if (field === null) return [];
  const held = (body as Record<string, unknown>)[field];
  const values = Array.isArray(held)
    ? held.map((each: unknown, index): [string, unknown] => [`${field}.${index}`, each])
    : [[field, held] as [string, unknown]];
  return values.flatMap(([path, value]) =>
    heldElsewhere(kind, what, path, typeof value === 'object' && value !== null && 'file_id' in value ? value.file_id : value, local),
  );
}

function heldElsewhere(kind: DocumentKindName, what: ComparedCode, path: string, value: unknown, local: LocalCopy): FieldProblem[] {
  if (typeof value !== 'string') return [];
  const exactCode = what === 'key' ? local.codeOfReference(kind, value) : null;
  if (exactCode !== null) return [{ path, problem: kindOf(kind).key.taken, params: { code: exactCode, found: 'exact' } }];
  const holders = local.holdersOf(kind, what, value);
  const holder = holders.find((each) => isSpelledSo(each, value)) ?? holders[0];
  if (holder === undefined) return [];
  const found = isSpelledSo(holder, value) ? 'exact' : 'alike';
  if (what === 'key' && holder.where === 'onflow')
    return [{ path, problem: kindOf(kind).key.taken, params: { code: holder.code ?? '', found, other: holder.key } }];
  if (what === 'key') return [{ path, problem: 'keyHeldHere', params: { where: holder.where, found, other: holder.value } }];
  if (what === 'label') return [{ path, problem: 'labelUsed', params: { where: holder.where, key: holder.key } }];
  return [
    {
      path,
      problem: what === 'barcode' ? 'barcodeUsed' : 'codeUsed',
      params: { where: holder.where, key: holder.key, found, other: holder.value },
    },
  ];
}

/** Codes with letters of two scripts, or of a Vietnamese keyboard: they are probably not what is printed. */
function doubtfulCodes(kind: DocumentKindName, body: BodyOf<DocumentKindName>): FieldProblem[] {
  return kindOf(kind)
    .codes.flatMap((path) => valuesAt(body, path.split('.')))
    .flatMap(([path, code]): FieldProblem[] => {
      const doubt = typeof code === 'string' ? doubtOfCode(code) : null;
      return doubt === null ? [] : [doubt === 'mixedScripts' ? { path, problem: 'mixedScripts' } : { path, problem: 'vietnameseLetters' }];
    });
}

/** What stands at a path in which `*` is every row of a list, each with its own path. */
function valuesAt(value: unknown, [part, ...rest]: readonly string[], at: readonly string[] = []): [string, unknown][] {
  if (part === undefined) return [[at.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [];
  const names = part === '*' ? Object.keys(value) : [part];
  return names.flatMap((name) => valuesAt((value as Record<string, unknown>)[name], rest, [...at, name]));
}

function warningsOfGoods(lines: readonly PlacedGoods[], warehouse: string, local: LocalCopy, takesStock: boolean): FieldProblem[] {
  const knowsProducts = local.hasProducts();
  return lines.flatMap(({ path, oasin, awaited_sku, product_quantity: pieces }): FieldProblem[] => {
    const at = `${path}.oasin`;
    if (oasin === undefined) {
      const sku = awaited_sku ?? '';
      const assigned = local.awaited(sku).warehouse_codes;
      return assigned === null || assigned.includes(warehouse)
        ? []
        : [{ path: at, problem: 'willNotBeInWarehouse', params: { sku, warehouse } }];
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
