/**
 * What a connection's database says to a check of hundreds of orders: read by a thread, once, into maps; what most orders ask for is then
 * known without asking the database. The few that are met there already are looked up one by one.
 */
import { foldCode } from '../../contract/codes.ts';
import { fold } from '../../contract/fold.ts';
import { Brand, Warehouse } from '../../contract/directory.ts';
import type { ComparedCode } from '../../contract/documents/comparedCodes.ts';
import type { DocumentKindName } from '../../contract/documents/index.ts';
import { goodsKind } from '../../contract/kinds/goodsKind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { StockRow, goodIn, leaving } from '../../contract/kinds/product.ts';
import type { DraftId } from '../../contract/outbox.ts';
import type { KnownProduct, LocalCopy } from '../documents/localCopy.ts';
import { standingOf } from '../outbox/products.ts';
import { codeHoldersOn } from '../store/codeHolders.ts';
import { draftStandingOn } from '../store/drafts.ts';
import { goneStatus } from '../store/listedRecords.ts';
import { rowsOfKey } from '../store/outboxRows.ts';
import { promisedInAll } from '../store/promisedGoods.ts';
import type { Reading } from '../store/reader.ts';
import { type SkuAlias, skuAliasesIn } from '../store/skuAliases.ts';
import { GoodsIndex, type IndexedProduct } from './goodsIndex.ts';
import type { Knowledge } from './knowledge.ts';
import { thereOn } from './there.ts';

const none = '' as DraftId;

/** `links`: what a person has said of this intake alone, before what is remembered. All that is read is of one moment (`Reader.atOnce`). */
export function deskKnowledge(reading: Reading, links: readonly SkuAlias[] = []): Knowledge {
  const { products, known } = productsIn(reading);
  const index = new GoodsIndex(products, [...skuAliasesIn(reading), ...links]);
  const warehouses = listIn(reading, 'warehouses', '', Warehouse) ?? [];
  const codes = new Set(warehouses.map(({ warehouse_code: code }) => code));
  const named = new Map(
    warehouses.flatMap(({ warehouse_code: code, warehouse_name: name }) => [
      [fold(code), code] as const,
      ...(name === null ? [] : [[fold(name), code] as const]),
    ]),
  );
  const brands = new Map<string, number | null>();
  for (const { id, name } of listIn(reading, 'brands', '', Brand) ?? []) brands.set(fold(name), brands.has(fold(name)) ? null : id);
  const isHeld = heldIn(reading);
  const holders = codeHoldersOn(reading);
  const drafts = draftStandingOn(reading);
  const hasProducts = reading.get('SELECT as_of FROM record_lists WHERE kind = ?', goodsKind)?.['as_of'] != null;
  const stock = remembered((oasin) => {
    const answer = reading.get("SELECT as_of FROM lists WHERE topic = 'stock' AND key = ?", oasin);
    return answer === undefined ? null : { rows: goodIn(listIn(reading, 'stock', oasin, StockRow)), asOf: Number(answer['as_of']) };
  });
  let promised: ReturnType<typeof promisedInAll> | null = null;
  const promisedOf = (oasin: string, warehouse: string): number =>
    (promised ??= promisedInAll(reading))(oasin, warehouse, stock(oasin)?.asOf ?? 0);
  const codeOfReference = (kind: string, reference: string): string | null => {
    const code = reading.get(
      'SELECT code FROM records WHERE kind = ? AND reference = ? ORDER BY created_time DESC, code DESC LIMIT 1',
      kind,
      reference,
    )?.['code'];
    return typeof code === 'string' ? code : null;
  };
  const availableIn = (oasin: string, warehouse: string): number | null => {
    const rows = stock(oasin)?.rows ?? null;
    if (rows === null) return null;
    return rows.some((each) => each.warehouse === warehouse) ? leaving(rows, [warehouse]) : 0;
  };

  const local: LocalCopy = {
    hasProducts: () => hasProducts,
    product: (oasin) => known.get(oasin) ?? null,
    knowsWarehouse: (code) => (codes.size === 0 ? null : codes.has(code)),
    asOfCode: (kind, code) =>
      Number(reading.get('SELECT as_of FROM records WHERE kind = ? AND code = ?', kind, code)?.['as_of'] ?? 0) || null,
    stockAsOf: (oasin) => stock(oasin)?.asOf ?? null,
    warehousesWith: (oasin, pieces) =>
      (stock(oasin)?.rows ?? []).flatMap(({ warehouse }) =>
        (availableIn(oasin, warehouse) ?? 0) - promisedOf(oasin, warehouse) >= pieces ? [warehouse] : [],
      ),
    // Nearly all codes of a file are new: that is known without a question.
    codeOfReference: (kind, reference) => (isHeld(kind, 'key', reference) ? codeOfReference(kind, reference) : null),
    holdersOf: (kind, what, value) =>
      (what === 'label' || isHeld(kind, what, value) ? holders.of(kind, what, value, none) : []).filter(
        // What was refused is nobody's any more: mended, it comes again.
        ({ where, id }) => where !== 'outbox' || reading.get('SELECT state FROM outbox WHERE id = ?', id)?.['state'] !== 'rejected',
      ),
    available: availableIn,
    promised: promisedOf,
    awaited: remembered((sku) =>
      standingOf(
        sku,
        rowsOfKey(reading, goodsKind, sku).map((row) => ({
          row,
          isBeingMended: row.draftId !== null && drafts.isBeingMended(row.draftId, row.naturalKey),
          isDiscarded: row.draftId !== null && drafts.isDiscarded(row.draftId),
        })),
        oasinOf(reading, sku),
      ),
    ),
  };
  const before = thereOn(reading);
  return {
    resolve: (line) => index.resolve(line),
    skuOf: (oasin) => index.skuOf(oasin),
    there: (kind, reference, order) =>
      isHeld(kind, 'key', reference) || (order !== '' && isHeld(kind, 'partner', order)) ? before.there(kind, reference, order) : null,
    anew: (kind, reference) => (isHeld(kind, 'key', reference) ? before.anew(kind, reference) : null),
    local,
    brand: (name) => brands.get(fold(name)) ?? null,
    warehouse: (text) => (codes.has(text) ? text : (named.get(fold(text)) ?? null)),
  };
}

/** The OASIN of the newest product with this SKU that the provider still has. */
function oasinOf(reading: Reading, sku: string): string | null {
  const code = reading.get(
    'SELECT code FROM records WHERE kind = ? AND reference = ? AND status <> ? ORDER BY created_time DESC, code DESC LIMIT 1',
    goodsKind,
    sku,
    goneStatus,
  )?.['code'];
  return typeof code === 'string' ? code : null;
}

/** The same answer to the same question: a check is of one moment. */
function remembered<T>(ask: (key: string) => T): (key: string) => T {
  const answers = new Map<string, { readonly answer: T }>();
  return (key) => {
    let known = answers.get(key);
    if (known === undefined) answers.set(key, (known = { answer: ask(key) }));
    return known.answer;
  };
}

function listIn<T>(
  reading: Reading,
  topic: string,
  key: string,
  shape: { safeParse(value: unknown): { success: boolean; data?: T } },
): T[] | null {
  const rows = reading.get('SELECT rows FROM lists WHERE topic = ? AND key = ?', topic, key)?.['rows'];
  if (typeof rows !== 'string') return null;
  return (JSON.parse(rows) as unknown[]).flatMap((row) => {
    const parsed = shape.safeParse(row);
    return parsed.success ? [parsed.data as T] : [];
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

/** All products; by SKU the newest first, and what is gone not at all: an SKU that was given anew means the new one. */
function productsIn(reading: Reading): { products: IndexedProduct[]; known: Map<string, KnownProduct> } {
  const products: IndexedProduct[] = [];
  const known = new Map<string, KnownProduct>();
  const rows = reading.all('SELECT code, reference, status, as_of, body FROM records WHERE kind = ? ORDER BY id', goodsKind);
  for (const { code, reference, status, as_of: asOf, body } of rows) {
    const record = JSON.parse(String(body)) as Record<string, unknown>;
    const oasin = String(code);
    const isGone = status === goneStatus;
    const { warehouses } = record;
    known.set(oasin, {
      status: isGone ? goneStatus : textOf(record['status']) || null,
      warehouses: Array.isArray(warehouses)
        ? warehouses.flatMap((each: { readonly warehouse_code?: unknown } | null) => textOf(each?.warehouse_code) || [])
        : null,
      asOf: Number(asOf),
      leastDaysInbound: typeof record['min_shelf_life_inbound'] === 'number' ? record['min_shelf_life_inbound'] : null,
    });
    if (!isGone) products.push({ oasin, sku: String(reference), name: textOf(record['name']), barcodes: textsOf(record['barcodes']) });
  }
  return { products, known };
}

/** Whether anybody may have this code, spelled so or alike. Asked of maps that are read at the first question about its kind. */
function heldIn(reading: Reading): (kind: DocumentKindName, what: ComparedCode, value: string) => boolean {
  const columns = {
    key: ['reference_folded', 'key_folded'],
    courier: ['courier_folded', 'courier_folded'],
    partner: ['partner_folded', 'partner_folded'],
  } as const;
  const sets = new Map<string, Set<string>>();
  const setOf = (kind: DocumentKindName, what: keyof typeof columns): Set<string> => {
    const known = sets.get(`${kind} ${what}`);
    if (known !== undefined) return known;
    const [ofRecord, ofRow] = columns[what];
    const field: string = what === 'key' ? kindOf(kind).key.form : (kindOf(kind).compared[what] ?? '');
    const found = new Set<string>();
    for (const row of reading.all(`SELECT ${ofRecord} AS code FROM records WHERE kind = ? AND ${ofRecord} <> ''`, kind))
      found.add(String(row['code']));
    for (const row of reading.all(`SELECT ${ofRow} AS code FROM outbox WHERE kind = ? AND ${ofRow} <> '' AND state <> 'withdrawn'`, kind))
      found.add(String(row['code']));
    if (field !== '')
      for (const row of reading.all("SELECT body->>? AS code FROM drafts WHERE kind = ? AND state = 'open'", `$.${field}`, kind))
        found.add(foldCode(textOf(row['code'])));
    found.delete('');
    sets.set(`${kind} ${what}`, found);
    return found;
  };
  return (kind, what, value) => {
    if (what === 'barcode' || what === 'label') return true;
    const held = setOf(kind, what);
    // Of 100,000 codes none is folded where nobody has any.
    return held.size > 0 && held.has(foldCode(value));
  };
}
