/**
 * The claim sheet of a purchase order: planned against received by package, product, level and lot, what differs first. Nothing is made
 * up: what was not told is "–", and stands in no total.
 */
import type { Language } from '../../contract/language.ts';
import { type ClaimCell, type ClaimSheet, notTold } from '../../contract/claim.ts';
import { type InspectedProduct, inspectedProducts, isClaimed } from '../../contract/kinds/inspectedProducts.ts';
import { InspectionRow, type PurchaseOrderRecord } from '../../contract/kinds/purchaseOrder.ts';
import { Warehouse } from '../../contract/records.ts';
import { inVietnam } from '../../contract/vietnamTime.ts';
import type { Catalogue } from '../store/catalogue.ts';
import { type ClaimWords, claimWords } from './claimWords.ts';

type Copy = Pick<Catalogue, 'get' | 'getList'>;

interface About {
  readonly language: Language;
  /** The connection's name: the provider tells no other name of the account. */
  readonly merchant: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/** The columns that hold numbers, in their order. */
const quantities = ['planned', 'good', 'damaged', 'lost', 'other', 'missing', 'excess'] as const;
type Quantity = (typeof quantities)[number];
/** `null`: not told. Left out: it belongs to another line of the same product. */
type Quantities = { readonly [Q in Quantity]?: number | null };

interface Line extends Quantities {
  readonly package: string | null;
  readonly oasin: string;
  readonly sku: string | null;
  readonly name: string | null;
  readonly level: string | null;
  readonly lot: string | null;
  readonly expiry: number | null;
  readonly isDifferent: boolean;
}

/** `null` where the order is not known. */
export function claimSheet(copy: Copy, code: string, { language, merchant, now }: About): ClaimSheet | null {
  const row = copy.get('purchase-order', code)?.row;
  if (row?.kind !== 'purchase-order') return null;
  const { record } = row;
  const told = copy.getList('inspection', code, InspectionRow);
  const groups = inspectedProducts(told?.rows ?? []);
  const lines = [
    ...groups.filter(({ group }) => isClaimed(group)).flatMap((each) => linesOf(each, record)),
    ...plannedAlone(record, groups),
    ...groups.filter(({ group }) => !isClaimed(group)).flatMap((each) => linesOf(each, record)),
  ];
  const t = claimWords[language];
  const shown = quantities.filter((each) => each !== 'other' || lines.some(({ other }) => other !== undefined));
  const warehouse = copy.getList('warehouses', '', Warehouse)?.rows.find(({ warehouse_code }) => warehouse_code === record.warehouse_code);
  return {
    kind: 'claim',
    title: t.title,
    facts: [
      { term: t.order, value: code },
      { term: t.reference, value: record.merchant_po_reference ?? notTold },
      { term: t.warehouse, value: [warehouse?.warehouse_name, record.warehouse_code].filter(Boolean).join(' · ') || notTold },
      { term: t.merchant, value: merchant },
      { term: t.created, value: time(record.created_time) },
      { term: t.eta, value: time(record.estimated_arrival_time) },
      { term: t.updated, value: time(record.updated_time) },
      { term: t.inspected, value: time(told === null ? null : told.asOf / 1_000) },
      { term: t.made, value: time(now / 1_000) },
    ],
    columns: [
      ...[t.package, 'SKU', t.barcode, t.product, t.level, t.lot, t.expiry].map((title) => ({ title, type: 'text' as const })),
      ...shown.map((each) => ({ title: t[each], type: 'number' as const })),
    ],
    lines: lines.map((line) => ({
      isDifferent: line.isDifferent,
      cells: [...namesIn(copy, line), ...shown.map((each) => cell(line[each]))],
    })),
    totals: [t.total, '', '', '', '', '', '', ...shown.map((each) => cell(sum(lines.map((line) => line[each]))))],
    notes: notesOf(t, groups.length === 0),
    signatures: [t.owner, t.keeper].map((who) => ({ who, how: t.sign })),
    page: t.page,
  };
}

const notesOf = (t: ClaimWords, isEmpty: boolean): string[] => [...(isEmpty ? [t.none] : []), t.levels, t.unknown];

const cell = (value: number | null | undefined): ClaimCell => (value === undefined ? '' : (value ?? notTold));

/** Of what is known; `null` where nothing is. */
function sum(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value): value is number => typeof value === 'number');
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

/** The names of one line: package, SKU, barcodes, product, level, lot, expiry. */
function namesIn(copy: Copy, { package: packed, oasin, sku, name, level, lot, expiry }: Line): string[] {
  const row = copy.get('product', oasin)?.row;
  const product = row?.kind === 'product' ? row.record : null;
  const told = (text: string | null | undefined): string => (text === null || text === undefined || text === '' ? notTold : text);
  return [
    told(packed),
    told(sku ?? product?.sku ?? oasin),
    told(product?.barcodes.join(', ')),
    told(product?.name ?? name),
    told(level),
    told(lot),
    expiry === null ? notTold : day(expiry),
  ];
}

/** One line a level and lot; what concerns the product as a whole stands on the first. */
function linesOf({ rows, group }: InspectedProduct<InspectionRow>, order: PurchaseOrderRecord): Line[] {
  const [first] = rows;
  if (first === undefined) return [];
  const planned = sum(rows.map(({ product_quantity }) => product_quantity)) ?? plannedIn(order, first);
  // What of it came is known where all of its lines say so.
  const inbound = rows.every(({ inbound_quantity }) => inbound_quantity !== null) ? group.inbound : null;
  const missing = planned === null || inbound === null ? null : planned - inbound;
  const whole: Quantities = {
    planned,
    missing: missing === null ? null : Math.max(0, missing),
    excess: missing === null ? null : Math.max(0, -missing),
  };
  return rows.map((row, index) => ({
    package: row.package_code,
    oasin: row.oasin,
    sku: row.sku,
    name: null,
    level: row.stock_level,
    lot: row.batch_lot_code ?? null,
    expiry: row.expiry_date,
    isDifferent: isClaimed(group),
    ...(index === 0 ? whole : {}),
    [levelColumn(row.stock_level)]: row.inbound_quantity,
  }));
}

/** X: A good, D… damaged, L lost. Another level is named, and counted to none of them. */
const levelColumn = (level: string | null): Quantity =>
  level === 'A' ? 'good' : level === 'L' ? 'lost' : level?.startsWith('D') === true ? 'damaged' : 'other';

function plannedIn({ packages }: PurchaseOrderRecord, { package_code, oasin }: InspectionRow): number | null {
  const inside = (packages ?? []).filter((each) => each.package_code === package_code);
  return sum(inside.flatMap(({ items }) => items.filter((item) => item.oasin === oasin).map((item) => item.product_quantity)));
}

/** What was announced and is in no line of the inspection: nobody has told what became of it. */
function plannedAlone({ packages }: PurchaseOrderRecord, groups: readonly InspectedProduct<InspectionRow>[]): Line[] {
  const rows = groups.flatMap((group) => group.rows);
  const inspected = new Set(rows.map(({ package_code, oasin }) => `${package_code ?? ''}\n${oasin}`));
  const products = new Set(rows.map(({ oasin }) => oasin));
  const isByPackage = (packages ?? []).some(({ package_code }) => rows.some((row) => row.package_code === package_code));
  return (packages ?? []).flatMap(({ package_code, items }) =>
    items
      // Where the inspection calls the packages otherwise, a product that it names is one of its own.
      .filter(({ oasin }) => (isByPackage ? !inspected.has(`${package_code ?? ''}\n${oasin}`) : !products.has(oasin)))
      .map((item): Line => ({
        package: package_code,
        oasin: item.oasin,
        sku: item.sku ?? null,
        name: item.name ?? null,
        level: null,
        lot: null,
        expiry: null,
        isDifferent: false,
        planned: item.product_quantity,
        good: null,
        damaged: null,
        lost: null,
        missing: null,
        excess: null,
      })),
  );
}

const two = (number: number): string => String(number).padStart(2, '0');
/** By the warehouse's clock, whatever the language: the sheet is read there. */
function day(seconds: number): string {
  const { year, month, day: date } = inVietnam(seconds * 1_000);
  return `${two(date)}/${two(month)}/${year}`;
}
function time(seconds: number | null): string {
  if (seconds === null) return notTold;
  const { hour, minute } = inVietnam(seconds * 1_000);
  return `${day(seconds)} ${two(hour)}:${two(minute)}`;
}
