/** Orders → shipments: rows of one order are one document, wherever they stand; each package of an order is one of its own. */
import type { Mapping, RowProblem, SheetDocument } from '../../contract/imports.ts';
import { daysOf, numbersOf } from './columns.ts';
import { type Complain, type Gathered, type KeptRow, complaining, doubtsOf, hasBit, reading } from './gather.ts';
import { leftOut, leftOutBecause, sumsIn } from './leftOut.ts';
import { type Goods, linesOf } from './lines.ts';
import { type Parcel, parcelsOf } from './parcels.ts';
import { type Standing, standingOf, untold } from './standing.ts';
import { hasLostDigits, platformOf } from './values.ts';

export interface Given {
  readonly sheet: number;
  readonly mapping: Mapping;
}

/** In the order of the file, each as it is asked for. */
export function* shipmentsOf(gathered: Gathered, { sheet, mapping }: Given): Generator<SheetDocument> {
  const { numbers } = gathered;
  const field = reading(gathered);
  const [orderOf, reference, packageOf, tracking] = [field('order'), field('reference'), field('package'), field('tracking')];
  const [sku, skuFallback, barcode, oasin] = [field('sku'), field('skuFallback'), field('barcode'), field('oasin')];
  const complain = complaining(gathered);
  const [quantity, name, isSum] = [field('quantity'), field('productName'), sumsIn(gathered)];
  const isCounted = (row: KeptRow): boolean => name(row) !== '' || /^\d/u.test(quantity(row));
  // Marketplaces and the desk's own templates say the order in every row.
  const mayJoin = mapping.layout === 'other';
  /** Rows that name no order, and the one above that they stand with. */
  const joined = new Map<KeptRow, KeptRow>();
  const build = builder(gathered, complain, { sheet, mapping, joined });
  const parcels = parcelsOf();
  let above: KeptRow | null = null;
  // An example is only in the desk's own.
  const mayGo = mapping.layout !== 'desk';
  for (const row of numbers.keys()) {
    const key = reference(row) || orderOf(row);
    const isLine = (sku(row) || skuFallback(row) || barcode(row) || oasin(row)) !== '';
    const isGoods = isLine || tracking(row) !== '';
    const why =
      mayGo && isGoods
        ? null
        : leftOutBecause(gathered.beginnings.get(row), {
            key,
            isGoods,
            isCounted: isCounted(row),
            isSum: !isGoods && isSum(row),
            layout: mapping.layout,
          });
    if (why !== null) {
      yield leftOut('shipment', sheet, numbers[row]!, why, gathered.beginnings.get(row)?.first ?? key);
      above = null;
      continue;
    }
    if (key !== '') above = row;
    const own = { key, package: packageOf(row), tracking: tracking(row) };
    // To send the order without it would be to send another order.
    if (mayJoin && above !== null && key === '' && isLine && (own.tracking === '' || own.tracking === tracking(above))) {
      joined.set(row, above);
      const order: KeptRow = above;
      parcels.add(row, {
        key: reference(order) || orderOf(order),
        package: own.package || packageOf(order),
        tracking: own.tracking || tracking(order),
      });
    } else parcels.add(row, own);
  }
  for (const parts of parcels.all()) for (let at = 0; at < parts.length; at += 1) yield build(parts[at]!, at + 1, parts.length);
}

/** What the rows of one parcel all have to say alike. */
const alike = ['order', 'platform', 'warehouse', 'tracking'] as const;

interface Building extends Given {
  readonly joined: ReadonlyMap<KeptRow, KeptRow>;
}

function builder(gathered: Gathered, complain: Complain, { sheet, mapping, joined }: Building) {
  const { layout, given, onePieceARow } = mapping;
  const field = reading(gathered);
  const toldBy = alikeIn(gathered, complain);
  const [reference, note] = [field('reference'), field('note')];
  const standing = standingOf(gathered, complain, layout);
  const doubts = doubtsOf(gathered, complain);
  const createdAt = daysOf(gathered, 'createdAt', layout);
  const shippedAt = daysOf(gathered, 'shippedAt', layout);
  const lines = linesOf(gathered, goodsIn(gathered, complain, onePieceARow), { complain, isTold: !onePieceARow });
  const areDigitsLost = lossOf(gathered);

  return (parcel: Parcel, at: number, parts: number): SheetDocument => {
    const problems: RowProblem[] = [];
    const stands = parcel.rows.map((row) => {
      const own = standing(row);
      return own === untold ? standing(joined.get(row) ?? row) : own;
    });
    const { rows, aside } = whichGo(parcel.rows, stands, problems, complain);
    const standingProblem = stands.find(({ problem }) => problem !== null)?.problem ?? null;
    const first = rows[0]!;
    if (gathered.doubts.size > 0) for (const row of rows) problems.push(...doubts(row));
    if (joined.size > 0)
      for (const row of rows) if (joined.has(row)) problems.push(complain(row, 'order', 'rowJoined', 'ask', { key: parcel.key }));
    const told = {
      order: toldBy(rows, 'order', problems),
      platform: toldBy(rows, 'platform', problems),
      warehouse: toldBy(rows, 'warehouse', problems),
      tracking: toldBy(rows, 'tracking', problems),
    };
    if (parcel.key === '') problems.push(complain(first, reference(first) === '' ? 'order' : 'reference', 'rowWithoutOrder', 'stop'));
    for (const lost of ['order', 'tracking'] as const)
      if (areDigitsLost(lost) && hasLostDigits(told[lost]) && !isSaid(problems, lost))
        problems.push(complain(first, lost, 'cellLongNumber', 'stop'));
    // Codes that a spreadsheet has made alike are not one order's.
    if (parts > 1 && !isSaid(problems, 'order')) {
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
      rows: parcel.rows.map((row) => gathered.numbers[row]!),
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
      problems: aside !== null ? [] : standingProblem === null ? problems : [...problems, standingProblem],
    };
  };
}

const isSaid = (problems: readonly RowProblem[], field: string): boolean =>
  problems.some((each) => each.field === field && (each.problem === 'cellLongNumber' || each.problem === 'roundedBySheet'));

/** Of some rows the ones that go; where none does, why, and all of them. */
function whichGo(
  all: readonly KeptRow[],
  stands: readonly Standing[],
  problems: RowProblem[],
  complain: Complain,
): { rows: readonly KeptRow[]; aside: SheetDocument['aside'] } {
  if (stands.every(({ aside }) => aside === null)) return { rows: all, aside: null };
  const open = all.filter((_, index) => stands[index]!.aside === null);
  if (open.length === 0) return { rows: all, aside: stands[0]!.aside };
  // A piece that its buyer has cancelled must not be packed with the others, nor go unsaid.
  for (const [index, row] of all.entries()) {
    const { aside } = stands[index]!;
    if (aside !== null) problems.push(complain(row, 'status', 'rowLeftOut', 'ask', { why: aside.why, cell: aside.text }));
  }
  return { rows: open, aside: null };
}

/** One value of a parcel: what is empty in one row stands in another; two that differ are told. */
function alikeIn(gathered: Gathered, complain: Complain) {
  return (rows: readonly KeptRow[], name: (typeof alike)[number], problems: RowProblem[]): string => {
    const column = gathered.texts[gathered.fields.indexOf(name)];
    if (column === undefined) return '';
    let value = '';
    for (const row of rows) {
      const here = column[row]!;
      if (here === '' || here === value) continue;
      if (value !== '') {
        problems.push(complain(row, name, 'differsInOrder', 'stop', { other: value }));
        return value;
      }
      value = here;
    }
    return value;
  };
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
    for (const text of gathered.texts[index] ?? []) {
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
    const back = returned(row, []);
    if (back !== '' && back !== '0' && Number(back) > 0) problems.push(complain(row, 'returnedQuantity', 'partlyReturned', 'ask'));
    if (!onePieceARow && merged !== -1 && hasBit(gathered.merged, row, merged))
      problems.push(complain(row, 'quantity', 'quantityMerged', 'stop'));
    return {
      sku: sku(row),
      skuFallback: skuFallback(row),
      barcode: barcode(row),
      oasin: oasin(row),
      name: namedAs(name(row), variation(row)),
      piece: piece(row),
      quantity: onePieceARow ? '1' : quantity(row, problems),
    };
  };
}

const namedAs = (name: string, variation: string): string =>
  variation === '' || variation === name ? name : name === '' ? variation : `${name} · ${variation}`;
