/**
 * What the local copy, the outbox and the drafts make doubtful of a document that is well-formed, and how each is mended. Pure: it asks
 * `LocalCopy` alone. Evidence as in onflow-api.md: only a documented rule on a fact of just now stops; the rest asks.
 */
import { doubtOfCode } from '../../contract/codes.ts';
import { type CodeHolder, type ComparedCode, comparedCodes, comparedField, isSpelledSo } from '../../contract/documents/comparedCodes.ts';
import type { BodyOf, DocumentKindName } from '../../contract/documents/index.ts';
import type { Finding, Mend } from '../../contract/findings.ts';
import type { PlacedGoods } from '../../contract/kinds/goods.ts';
import { goodsKind } from '../../contract/kinds/goodsKind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { labelFindings } from './labelFindings.ts';
import type { DeskNow, LocalCopy } from './localCopy.ts';
import { unknownWarehouses } from './warehouseFindings.ts';

type Body = BodyOf<DocumentKindName>;

export function findingsOf(kind: DocumentKindName, body: Body, given: DeskNow): Finding[] {
  const { goods } = kindOf(kind);
  // Each line may ask about the products of all others.
  const desk: DeskNow = { ...given, local: { ...given.local, product: once(given.local.product) } };
  const found = [
    ...comparedCodes.flatMap((what) => usedBefore(kind, what, body, desk)),
    ...doubtfulCodes(kind, body),
    ...unknownWords(kind, body),
    ...missing(kind, body, desk.local),
    ...labelFindings(kind, body, desk.local),
    ...unknownWarehouses(body, desk.local),
  ];
  if (goods === null) return found;
  return [...found, ...ofGoods(goods.lines(body), goods.warehouse(body), desk, goods.takesStock), ...shelfLife(kind, body, desk.local)];
}

/** What of a desk is asked about codes and labels. */
export interface TruthDesk extends Pick<DeskNow, 'wall' | 'since'> {
  readonly local: Pick<LocalCopy, 'codeOfReference' | 'asOfCode' | 'holdersOf' | 'wasGivenLast' | 'labelSays'>;
}

/**
 * What must be so in the moment in which a parcel leaves, however long ago it was checked: its codes and its label are no other's, and the
 * label is its own. The same as `findingsOf` has of it.
 */
export const truthOf = (kind: DocumentKindName, body: Body, desk: TruthDesk): Finding[] => [
  ...comparedCodes.flatMap((what) => usedBefore(kind, what, body, desk)),
  ...missing(kind, body, desk.local),
  ...labelFindings(kind, body, desk.local),
];

/** The same answer for the same question. */
function once<T>(ask: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (key) => {
    const { answer } = known.get(key) ?? { answer: ask(key) };
    known.set(key, { answer });
    return answer;
  };
}

const ask = (path: string, problem: string, params: Finding['params'] = {}, mends: readonly Mend[] = []): Finding => ({
  path,
  problem,
  ...(Object.keys(params).length > 0 ? { params } : {}),
  severity: 'ask',
  mends: [...mends],
});
const tell = (...parts: Parameters<typeof ask>): Finding => ({ ...ask(...parts), severity: 'tell' });
const asOf = (finding: Finding, at: number | null | undefined): Finding =>
  at === null || at === undefined ? finding : { ...finding, asOf: at };
/** The provider has just said so, and documents that it refuses it (D). What is dated from the future was written by a wrong clock. */
function stopIfFresh(finding: Finding, at: number | null | undefined, { since, wall }: Pick<DeskNow, 'since' | 'wall'>): Finding {
  const isFresh = since !== undefined && at !== null && at !== undefined && at >= since && at <= wall;
  return asOf(isFresh ? { ...finding, severity: 'stop' } : finding, at);
}

/**
 * A key, a parcel's code, a label or a barcode that somebody else has already, spelled so or alike: perhaps the same parcel for the second
 * time.
 */
function usedBefore(kind: DocumentKindName, what: ComparedCode, body: Body, desk: TruthDesk): Finding[] {
  const field = comparedField(kind, what);
  if (field === null) return [];
  const held = (body as Record<string, unknown>)[field];
  const values = Array.isArray(held)
    ? held.map((each: unknown, index): [string, unknown] => [`${field}.${index}`, each])
    : [[field, held] as [string, unknown]];
  return values.flatMap(([path, value]) =>
    heldElsewhere(kind, what, path, typeof value === 'object' && value !== null && 'file_id' in value ? value.file_id : value, desk),
  );
}

function heldElsewhere(kind: DocumentKindName, what: ComparedCode, path: string, value: unknown, desk: TruthDesk): Finding[] {
  if (typeof value !== 'string') return [];
  const { local } = desk;
  const { taken } = kindOf(kind).key;
  const exactCode = what === 'key' ? local.codeOfReference(kind, value) : null;
  if (exactCode !== null) {
    const finding = ask(path, taken, { code: exactCode, found: 'exact' }, [
      { do: 'open', where: 'onflow', kind, id: exactCode, key: value },
    ]);
    const at = local.asOfCode?.(kind, exactCode);
    // D: an SKU is there once. Whether a reference may be there twice is not known, so that a person decides.
    return [taken === 'skuExists' ? stopIfFresh(finding, at, desk) : asOf(finding, at)];
  }
  const holders = local.holdersOf(kind, what, value);
  const holder = holders.find((each) => isSpelledSo(each, value)) ?? holders[0];
  if (holder === undefined) return [];
  const found = isSpelledSo(holder, value) ? 'exact' : 'alike';
  const open = openOf(kind, holder);
  if (what === 'key' && holder.where === 'onflow') return [ask(path, taken, { code: holder.code ?? '', found, other: holder.key }, open)];
  if (what === 'key') return [ask(path, 'keyHeldHere', { where: holder.where, found, other: holder.value }, open)];
  if (what === 'label') return [ask(path, 'labelUsed', { where: holder.where, key: holder.key }, [{ do: 'choose', path }, ...open])];
  return [
    ask(path, what === 'barcode' ? 'barcodeUsed' : 'codeUsed', { where: holder.where, key: holder.key, found, other: holder.value }, open),
  ];
}

const openOf = (kind: DocumentKindName, { where, id, key }: CodeHolder): Mend[] =>
  id === '' ? [] : [{ do: 'open', where, kind, id, key }];

/** Codes with letters of two scripts, or of a Vietnamese keyboard: they are probably not what is printed. */
function doubtfulCodes(kind: DocumentKindName, body: Body): Finding[] {
  return kindOf(kind)
    .codes.flatMap((path) => valuesAt(body, path.split('.')))
    .flatMap(([path, code]): Finding[] => {
      const doubt = typeof code === 'string' ? doubtOfCode(code) : null;
      return doubt === null ? [] : [ask(path, doubt === 'mixedScripts' ? 'mixedScripts' : 'vietnameseLetters')];
    });
}

/** Words of which the provider's documentation tells a closed list (D: call 17), with what is meant where it is spelled otherwise. */
function unknownWords(kind: DocumentKindName, body: Body): Finding[] {
  return Object.entries(kindOf(kind).knownWords).flatMap(([path, known]) =>
    valuesAt(body, path.split('.')).flatMap(([at, word]): Finding[] => {
      if (typeof word !== 'string' || known.words.includes(word)) return [];
      const plain = word.toLowerCase().replaceAll(/[^a-z]/g, '');
      const meant = known.words.filter((each) => plain !== '' && (plain.includes(each) || each.includes(plain)));
      const mends = (meant.length > 0 ? meant : known.words.length <= 4 ? known.words : []).map((value): Mend => ({
        do: 'set',
        path: at,
        value,
      }));
      return [(known.severity === 'ask' ? ask : tell)(at, known.problem, { word }, mends)];
    }),
  );
}

/** What is mostly there and is not: the label of a parcel, the papers of an order. */
function missing(kind: DocumentKindName, body: Body, local: Pick<LocalCopy, 'wasGivenLast'>): Finding[] {
  return Object.entries(kindOf(kind).missed).flatMap(([field, { problem, isTold }]): Finding[] => {
    const value = (body as Record<string, unknown>)[field];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) return [];
    const parts = [field, problem, {}, [{ do: 'choose', path: field }]] as const;
    return local.wasGivenLast?.(kind, field) === true ? [ask(...parts)] : isTold ? [tell(...parts)] : [];
  });
}

/** What stands at a path in which `*` is every row of a list, each with its own path. */
function valuesAt(value: unknown, [part, ...rest]: readonly string[], at: readonly string[] = []): [string, unknown][] {
  if (part === undefined) return [[at.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [];
  const names = part === '*' ? Object.keys(value) : [part];
  return names.flatMap((name) => valuesAt((value as Record<string, unknown>)[name], rest, [...at, name]));
}

function ofGoods(lines: readonly PlacedGoods[], warehouse: string, desk: DeskNow, takesStock: boolean): Finding[] {
  const { local } = desk;
  const knowsProducts = local.hasProducts();
  const hasAll = once((code) =>
    lines.every(({ oasin }) => oasin === undefined || (local.product(oasin)?.warehouses?.includes(code) ?? true)),
  );
  return lines.flatMap(({ path, oasin, awaited_sku, product_quantity: pieces }, index): Finding[] => {
    const at = `${path}.oasin`;
    const replace: Mend = { do: 'replace', path };
    if (oasin === undefined) {
      const sku = awaited_sku ?? '';
      const { warehouse_codes: assigned, draftId, outboxId } = local.awaited(sku);
      if (assigned === null || assigned.includes(warehouse)) return [];
      const place: Mend[] =
        draftId !== null && outboxId === null
          ? [{ do: 'open', where: 'draft', kind: goodsKind, id: draftId, key: sku }]
          : outboxId === null
            ? []
            : [{ do: 'open', where: 'outbox', kind: goodsKind, id: outboxId, key: sku }];
      return [ask(at, 'willNotBeInWarehouse', { sku, warehouse }, [...changeWarehouse(assigned, hasAll), ...place, replace])];
    }
    const product = local.product(oasin);
    // To have read nothing of it means nothing where nothing was ever read.
    if (product === null) return knowsProducts ? [ask(at, 'unknownProduct', { oasin }, [replace])] : [];
    if (product.status === 'GONE') return [stopIfFresh(ask(at, 'unknownProduct', { oasin }, [replace]), product.asOf, desk)];
    // Before its assignment a product is in no warehouse and can be used in nothing (D); the first fact is enough.
    if (product.status === 'NEW' || product.status === 'INACTIVE') {
      const assign: Mend[] = product.status === 'NEW' ? [{ do: 'assign', oasin, warehouse }] : [];
      return [stopIfFresh(ask(at, 'notActive', { oasin, status: product.status }, [...assign, replace]), product.asOf, desk)];
    }
    if (product.warehouses !== null && !product.warehouses.includes(warehouse)) {
      const elsewhere = product.warehouses.join(', ');
      // A: that its record tells all of its warehouses. So it asks, however fresh it is.
      const finding = ask(at, 'notInWarehouse', { oasin, warehouse, elsewhere: elsewhere === '' ? 'none' : elsewhere }, [
        ...changeWarehouse(product.warehouses, hasAll),
        replace,
      ]);
      return [asOf(finding, product.asOf)];
    }
    const available = takesStock ? local.available(oasin, warehouse) : null;
    if (available === null) return [];
    const above = lines.slice(0, index).reduce((sum, line) => sum + (line.oasin === oasin ? line.product_quantity : 0), 0);
    const waiting = (local.promised?.(oasin, warehouse) ?? 0) + above;
    const left = Math.max(0, available - waiting);
    if (left >= pieces) return [];
    const quantity = `${path}.product_quantity`;
    const less: Mend[] = left > 0 ? [{ do: 'set', path: quantity, value: String(left) }] : [];
    const others = changeWarehouse(local.warehousesWith?.(oasin, pieces) ?? [], hasAll);
    // What the provider does about too many pieces is not documented.
    const short =
      waiting === 0
        ? ask(quantity, 'notEnoughStock', { oasin, warehouse, available }, [...less, ...others])
        : ask(quantity, 'stockPromised', { oasin, warehouse, available, waiting, left }, [...less, ...others]);
    return [asOf(short, local.stockAsOf?.(oasin))];
  });
}

/** To a warehouse of these, one that has all products of the document first; three at most. */
function changeWarehouse(codes: readonly string[], hasAll: (code: string) => boolean): Mend[] {
  return codes
    .toSorted((a, b) => Number(hasAll(b)) - Number(hasAll(a)))
    .slice(0, 3)
    .map((value) => ({ do: 'set', path: 'warehouse_code', value }));
}

/** Goods that are good for a while must be so for a while longer when they arrive (A): the day is told, for the label is not seen here. */
function shelfLife(kind: DocumentKindName, body: Body, local: LocalCopy): Finding[] {
  if (!('estimated_arrival_time' in body)) return [];
  const arrival = body.estimated_arrival_time;
  return (kindOf(kind).goods?.lines(body) ?? []).flatMap(({ path, oasin }): Finding[] => {
    const days = oasin === undefined ? null : local.product(oasin)?.leastDaysInbound;
    if (days === null || days === undefined || days <= 0) return [];
    return [tell(`${path}.oasin`, 'shelfLifeInbound', { days, until: arrival + days * 86_400 })];
  });
}
