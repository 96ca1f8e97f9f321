/** Orders → shipments: rows of one order are one document, wherever they stand; each package of an order is one of its own. */
import type { Mapping, RowProblem, SheetDocument, SheetLine } from '../../contract/imports.ts';
import { daysOf, numbersOf } from './columns.ts';
import { type Complain, type Gathered, type KeptRow, complaining, doubtsOf, reading } from './gather.ts';
import { leftOut, leftOutBecause } from './leftOut.ts';
import { type Goods, linesOf } from './lines.ts';
import { type Parcel, parcelsOf } from './parcels.ts';
import { type Standing, standingOf } from './standing.ts';
import { hasLostDigits, platformOf } from './values.ts';

export interface Given {
  readonly sheet: number;
  readonly mapping: Mapping;
}

/** In the order of the file, each as it is asked for. */
export function* shipmentsOf(gathered: Gathered, { sheet, mapping }: Given): Generator<SheetDocument> {
  const field = reading(gathered);
  const [order, reference, packageOf, tracking] = [field('order'), field('reference'), field('package'), field('tracking')];
  const [sku, skuFallback, barcode, oasin] = [field('sku'), field('skuFallback'), field('barcode'), field('oasin')];
  const complain = complaining(gathered);
  const build = builder(gathered, complain, { sheet, mapping });
  const parcels = parcelsOf();
  for (const row of gathered.rows) {
    const key = reference(row) || order(row);
    const isGoods = (sku(row) || skuFallback(row) || barcode(row) || oasin(row) || tracking(row)) !== '';
    const why = leftOutBecause(row, { key, isGoods, layout: mapping.layout });
    if (why !== null) yield leftOut('shipment', sheet, row, why, key);
    else parcels.add(row, { key, package: packageOf(row), tracking: tracking(row) });
  }
  for (const parts of parcels.all()) for (const [at, parcel] of parts.entries()) yield build(parcel, at + 1, parts.length);
}

/** What the rows of one parcel all have to say alike. */
const alike = ['order', 'platform', 'warehouse', 'tracking'] as const;

function builder(gathered: Gathered, complain: Complain, { sheet, mapping }: Given) {
  const { layout, given, onePieceARow } = mapping;
  const field = reading(gathered);
  const of = Object.fromEntries(alike.map((name) => [name, field(name)])) as Record<(typeof alike)[number], (row: KeptRow) => string>;
  const [reference, note] = [field('reference'), field('note')];
  const standing = standingOf(gathered, complain, layout);
  const doubts = doubtsOf(gathered, complain);
  const createdAt = daysOf(gathered, 'createdAt', layout);
  const shippedAt = daysOf(gathered, 'shippedAt', layout);
  const lines = linesOf(goodsIn(gathered, complain, onePieceARow), { complain, isTold: !onePieceARow });
  const areDigitsLost = lossOf(gathered);

  return (parcel: Parcel, at: number, parts: number): SheetDocument => {
    const problems: RowProblem[] = [];
    const stands = parcel.rows.map((row) => standing(row));
    const { rows, aside } = whichGo(parcel.rows, stands, problems, complain);
    const first = rows[0]!;
    for (const row of rows) problems.push(...doubts(row));
    const told = toldBy(rows, of, problems, complain);
    if (parcel.key === '') problems.push(complain(first, reference(first) === '' ? 'order' : 'reference', 'rowWithoutOrder', 'stop'));
    for (const lost of ['order', 'tracking'] as const)
      if (areDigitsLost(lost) && hasLostDigits(told[lost])) problems.push(complain(first, lost, 'cellLongNumber', 'stop'));
    if (parts > 1) {
      problems.push(complain(first, 'package', 'orderParted', 'tell', { at, count: parts }));
      for (const row of parcel.unclear) problems.push(complain(row, 'package', 'packageUnclear', 'ask'));
    }
    const { items, goods } = lines(rows, 'items', problems);
    const key = parcel.key === '' || at === 1 ? parcel.key : `${parcel.key}-${at}`;
    return {
      kind: 'shipment',
      sheet,
      reference: key,
      order: told.order,
      package: parcel.package,
      part: parts > 1 ? { at, of: parts } : null,
      rows: parcel.rows.map(({ row }) => row),
      typed: {
        warehouse_code: told.warehouse || (given['warehouse'] ?? ''),
        platform: platformOf(told.platform || (given['platform'] ?? '')),
        merchant_tracking_code_reference: key,
        partner_tracking_code: told.order,
        courier_tracking_code: parcel.tracking,
        items,
        label: null,
        note: notesOf(rows, note),
      },
      lines: goods,
      aside,
      madeAt: momentIn(rows, createdAt),
      sentAt: momentIn(rows, shippedAt),
      problems: aside === null ? [...problems, ...stands.flatMap(({ problem }) => problem ?? []).slice(0, 1)] : [],
    };
  };
}

/** Of some rows the ones that go; where none does, why, and all of them. */
function whichGo(
  all: readonly KeptRow[],
  stands: readonly Standing[],
  problems: RowProblem[],
  complain: Complain,
): { rows: readonly KeptRow[]; aside: SheetDocument['aside'] } {
  const open = all.filter((_, index) => stands[index]!.aside === null);
  if (open.length === all.length) return { rows: all, aside: null };
  if (open.length === 0) return { rows: all, aside: stands[0]!.aside };
  // A piece that its buyer has cancelled must not be packed with the others, nor go unsaid.
  for (const [index, row] of all.entries()) {
    const { aside } = stands[index]!;
    if (aside !== null) problems.push(complain(row, 'status', 'rowLeftOut', 'ask', { why: aside.why, cell: aside.text }));
  }
  return { rows: open, aside: null };
}

/** One value each: what is empty in one row stands in another; two that differ are told. */
function toldBy<Name extends string>(
  rows: readonly KeptRow[],
  of: Readonly<Record<Name, (row: KeptRow) => string>>,
  problems: RowProblem[],
  complain: Complain,
): Record<Name, string> {
  const told = {} as Record<Name, string>;
  for (const name of Object.keys(of) as Name[]) {
    let value = '';
    for (const row of rows) {
      const here = of[name](row);
      if (here === '' || here === value) continue;
      if (value === '') value = here;
      else {
        problems.push(complain(row, name, 'differsInOrder', 'stop', { other: value }));
        break;
      }
    }
    told[name] = value;
  }
  return told;
}

const notesOf = (rows: readonly KeptRow[], note: (row: KeptRow) => string): string =>
  rows.length === 1 ? note(rows[0]!) : [...new Set(rows.map((row) => note(row)).filter((text) => text !== ''))].join('\n');

function momentIn(rows: readonly KeptRow[], read: ReturnType<typeof daysOf>): number | null {
  for (const row of rows) {
    const day = read(row);
    if (day !== null && day !== 'unclear') return day.at;
  }
  return null;
}

/** Whether most long codes of a column end with zeros: then a spreadsheet has made them so. One alone may be as it is. */
function lossOf(gathered: Gathered): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const index = gathered.fields.indexOf(name);
    let long = 0;
    let lost = 0;
    if (index !== -1)
      for (const { texts } of gathered.rows) {
        const text = texts[index]!;
        if (text.length < 17) continue;
        long += 1;
        if (hasLostDigits(text)) lost += 1;
      }
    known.set(name, lost * 2 > long);
    return lost * 2 > long;
  };
}

/** A line's goods, as a row of an order has them. */
function goodsIn(gathered: Gathered, complain: Complain, onePieceARow: boolean): (row: KeptRow, problems: RowProblem[]) => Goods {
  const field = reading(gathered);
  const [sku, skuFallback, barcode, oasin] = [field('sku'), field('skuFallback'), field('barcode'), field('oasin')];
  const [name, variation, piece] = [field('productName'), field('variation'), field('item')];
  const quantity = numbersOf(gathered, 'quantity', complain);
  const returned = numbersOf(gathered, 'returnedQuantity', complain);
  const merged = gathered.fields.indexOf('quantity');
  return (row, problems) => {
    const codes: Pick<SheetLine, 'sku' | 'skuFallback' | 'barcode' | 'oasin'> = {
      sku: sku(row),
      skuFallback: skuFallback(row),
      barcode: barcode(row),
      oasin: oasin(row),
    };
    const back = returned(row, []);
    if (back !== '' && Number(back) > 0) problems.push(complain(row, 'returnedQuantity', 'partlyReturned', 'ask'));
    if (!onePieceARow && merged !== -1 && (row.merged & (1 << merged)) !== 0)
      problems.push(complain(row, 'quantity', 'quantityMerged', 'stop'));
    return {
      ...codes,
      name: namedAs(name(row), variation(row)),
      piece: piece(row),
      quantity: onePieceARow ? '1' : quantity(row, problems),
    };
  };
}

const namedAs = (name: string, variation: string): string =>
  variation === '' || variation === name ? name : name === '' ? variation : `${name} · ${variation}`;
