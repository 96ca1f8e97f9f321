/** Rows of goods → purchase orders: rows of one order are one document, and in it rows of one package one package. */
import type { RowProblem, SheetDocument } from '../../contract/imports.ts';
import { daysOf, numbersOf } from './columns.ts';
import { type DateRead, readDate } from './dates.ts';
import { type Complain, type Gathered, type KeptRow, complaining, doubtsOf, reading } from './gather.ts';
import { leftOut, leftOutBecause, sumsIn } from './leftOut.ts';
import { linesOf } from './lines.ts';
import { measuresOf } from './measures.ts';
import type { Given } from './shipments.ts';
import { listIn } from './values.ts';

/** Of the provider's example; where the file names no package there is one. */
const onlyPackage = 'PKG_01';
/** A day without a time: when the warehouses open, as the form's own button has it. */
const opening = 'T09:00';

interface Order {
  readonly key: string;
  readonly packages: Map<string, KeptRow[]>;
  readonly rows: KeptRow[];
}

export function* purchaseOrdersOf(gathered: Gathered, { sheet, mapping }: Given): Generator<SheetDocument> {
  const { given, layout } = mapping;
  const { numbers } = gathered;
  const field = reading(gathered);
  const complain = complaining(gathered);
  const [reference, packageCode, note] = [field('reference'), field('packageCode'), field('note')];
  const [sku, barcode, oasin] = [field('sku'), field('barcode'), field('oasin')];
  const [quantity, name, isSum] = [field('quantity'), field('productName'), sumsIn(gathered)];
  const isCounted = (row: KeptRow): boolean => name(row) !== '' || /^\d/u.test(quantity(row));
  const one = toldOnce(gathered, complain);
  const doubts = doubtsOf(gathered, complain);
  const arrival = arrivalOf(gathered, complain, { layout, given: given['eta'] ?? '' });
  const measured = packageOf(gathered, complain);
  const orders = new Map<string, Order>();
  let nameless = 0;

  for (const row of numbers.keys()) {
    const own = reference(row);
    const isGoods = (sku(row) || barcode(row) || oasin(row)) !== '';
    const told = { key: own, isGoods, isCounted: isCounted(row), isSum: !isGoods && isSum(row), layout };
    const why = leftOutBecause(gathered.beginnings.get(row), told);
    if (why !== null) {
      yield leftOut('purchase-order', sheet, numbers[row]!, why, gathered.beginnings.get(row)?.first ?? own);
      continue;
    }
    const key = own || (given['reference'] ?? '');
    // Without such a column all of it is one order, whose code somebody says; a cell that is empty in one belongs to nobody.
    const place = key === '' && gathered.fields.includes('reference') ? `\n${(nameless += 1)}` : key;
    const order: Order = orders.get(place) ?? { key, packages: new Map(), rows: [] };
    orders.set(place, order);
    const code = packageCode(row) || (gathered.fields.includes('packageCode') ? lastOf(order.packages) : null) || onlyPackage;
    order.packages.set(code, [...(order.packages.get(code) ?? []), row]);
    order.rows.push(row);
  }

  for (const { key, packages, rows } of orders.values()) {
    const problems: RowProblem[] = rows.flatMap((row) => doubts(row));
    if (key === '' && gathered.fields.includes('reference')) problems.push(complain(rows[0]!, 'reference', 'rowWithoutOrder', 'stop'));
    const built = [...packages].map(([code, inside], index) => measured(code, inside, index, problems));
    const services = new Set(rows.flatMap((row) => listIn(field('vas')(row))));
    yield {
      kind: 'purchase-order',
      sheet,
      reference: key,
      order: '',
      package: '',
      part: null,
      rows: rows.map((row) => numbers[row]!),
      typed: {
        warehouse_code: one(rows, 'warehouse', problems) || (given['warehouse'] ?? ''),
        merchant_po_reference: key,
        vas: services.size > 0 ? [...services] : listIn(given['vas'] ?? ''),
        packages: built.map(({ typed }) => typed),
        estimated_arrival_time: arrival(rows, problems),
        po_documents: [],
        note: [...new Set(rows.map((row) => note(row)).filter((text) => text !== ''))].join('\n'),
      },
      asWritten: Object.fromEntries(
        [
          ['estimated_arrival_time', firstOf(rows, field('eta'))],
          ...[...packages.values()].flatMap((inside, index) =>
            sizes.map((size) => [`packages.${index}.${size}`, firstOf(inside, field(size))]),
          ),
        ].filter(([, text]) => text !== ''),
      ),
      lines: built.flatMap(({ goods }) => goods),
      aside: null,
      madeAt: null,
      sentAt: null,
      problems,
    };
  }
}

const firstOf = (rows: readonly KeptRow[], read: (row: KeptRow) => string): string =>
  read(rows.find((row) => read(row) !== '') ?? rows[0]!);

/** A row that names no package stands with the ones above it. */
const lastOf = (packages: ReadonlyMap<string, unknown>): string | null => [...packages.keys()].at(-1) ?? null;

/** What all rows say alike, or some of them; two that differ are told. */
function toldOnce(gathered: Gathered, complain: Complain): (rows: readonly KeptRow[], name: string, problems: RowProblem[]) => string {
  const field = reading(gathered);
  return (rows, name, problems) => {
    const read = field(name);
    const first = rows.find((row) => read(row) !== '');
    if (first === undefined) return '';
    const other = rows.find((row) => read(row) !== '' && read(row) !== read(first));
    if (other !== undefined) problems.push(complain(other, name, 'differsInOrder', 'stop', { other: read(first) }));
    return read(first);
  };
}

function arrivalOf(
  gathered: Gathered,
  complain: Complain,
  { layout, given }: { readonly layout: Given['mapping']['layout']; readonly given: string },
) {
  const eta = reading(gathered)('eta');
  const dayOf = daysOf(gathered, 'eta', layout);
  return (rows: readonly KeptRow[], problems: RowProblem[]): string => {
    const first = rows.find((row) => eta(row) !== '');
    if (first === undefined) {
      const said = readDate(given, 'unclear', 'day');
      return said === null || said === 'unclear' ? given : whenOf(said);
    }
    const day = dayOf(first);
    const other = rows.find((row) => eta(row) !== '' && eta(row) !== eta(first));
    if (other !== undefined) problems.push(complain(other, 'eta', 'differsInOrder', 'stop', { other: eta(first) }));
    if (day === null || day === 'unclear') {
      problems.push(complain(first, 'eta', day === null ? 'notADate' : 'dateUnclear', 'stop'));
      return '';
    }
    const [date = ''] = day.text.split('T');
    const spoken = date.split('-').toReversed().join('/');
    if (day.isAssumed) problems.push(complain(first, 'eta', 'dayAssumed', 'ask', { value: spoken }));
    if (!day.hasTime) problems.push(complain(first, 'eta', 'timeAssumed', 'tell', { value: spoken }));
    else if (/^\d+(?:[.,]\d+)?$/u.test(eta(first)))
      problems.push(complain(first, 'eta', 'readAsDay', 'tell', { value: `${spoken} ${day.text.slice(11, 16)}` }));
    return whenOf(day);
  };
}

const whenOf = ({ text, hasTime }: DateRead): string => (hasTime ? text : `${text.slice(0, 10)}${opening}`);

const sizes = ['weight', 'length', 'width', 'height'] as const;

interface Built {
  readonly typed: Record<string, string | { oasin: string; product_quantity: string }[]>;
  readonly goods: SheetDocument['lines'];
}

function packageOf(gathered: Gathered, complain: Complain) {
  const field = reading(gathered);
  const one = toldOnce(gathered, complain);
  const [sku, barcode, oasin, name] = [field('sku'), field('barcode'), field('oasin'), field('productName')];
  const quantity = numbersOf(gathered, 'quantity', complain);
  const numbers = sizes.map((each) => [each, measuresOf(gathered, each, complain)] as const);
  const lines = linesOf(
    gathered,
    (row, problems) => ({
      sku: sku(row),
      skuFallback: '',
      barcode: barcode(row),
      oasin: oasin(row),
      name: name(row),
      quantity: quantity(row, problems),
    }),
    { complain, isTold: true },
  );
  return (code: string, rows: readonly KeptRow[], index: number, problems: RowProblem[]): Built => {
    const measures: Record<string, string> = {};
    for (const [each, read] of numbers) {
      const told = one(rows, each, problems);
      const first = rows.find((row) => field(each)(row) !== '');
      measures[each] = told === '' || first === undefined ? '' : read(first, problems);
    }
    const { items, goods } = lines(rows, `packages.${index}.items`, problems);
    return {
      typed: {
        package_code: code,
        ...measures,
        items: items.map((item) => ({ ...item, awaited_sku: '' })),
        package_note: one(rows, 'packageNote', problems),
      },
      goods,
    };
  };
}
