/** Rows of a catalogue → products: one each. */
import type { RowProblem, SheetDocument } from '../../contract/imports.ts';
import { partCodes } from '../../contract/codes.ts';
import { numbersOf } from './columns.ts';
import { type Gathered, complaining, doubtsOf, reading } from './gather.ts';
import { leftOut, leftOutBecause } from './leftOut.ts';
import type { Given } from './shipments.ts';
import { measuresOf } from './measures.ts';
import { hasLostLetters, listIn } from './values.ts';

/** Plain texts of the form. */
const texts = [
  'name',
  'product_type',
  'product_unit',
  'product_size',
  'product_color',
  'product_price',
  'storage_method',
  'inventory_tracking_type',
  'outbound_strategy',
] as const;
const measures = ['weight', 'length', 'width', 'height'] as const;
const figures = ['min_stock_warning', 'shelf_life', 'min_shelf_life_inbound', 'min_shelf_life_outbound'] as const;
/** What a new form starts with; an empty cell is no wish for something else. */
const usual: Readonly<Partial<Record<string, string>>> = {
  product_type: 'PHYSICAL',
  product_unit: 'PACKAGE',
  storage_method: 'NORMAL',
  inventory_tracking_type: 'NONE',
  outbound_strategy: 'FIFO',
};

export function* productsOf(gathered: Gathered, { sheet, mapping }: Given): Generator<SheetDocument> {
  const { given, layout } = mapping;
  const { numbers } = gathered;
  const field = reading(gathered);
  const complain = complaining(gathered);
  const doubts = doubtsOf(gathered, complain);
  const [sku, name, brand, barcodes] = [field('sku'), field('name'), field('brand'), field('product_barcodes')];
  const [characteristics, warehouses] = [field('product_characteristics'), field('warehouse_codes')];
  const plain = texts.map((each) => [each, field(each)] as const);
  const numeric = [
    ...measures.map((each) => [each, measuresOf(gathered, each, complain), field(each)] as const),
    ...figures.map((each) => [each, numbersOf(gathered, each, complain), field(each)] as const),
  ];
  const before = new Map<string, number>();

  for (const row of numbers.keys()) {
    const key = sku(row);
    const isNamed = name(row) !== '';
    const told = { key, isGoods: key !== '' && isNamed, isCounted: isNamed, isSum: false, layout };
    const why = leftOutBecause(gathered.beginnings.get(row), told);
    if (why !== null) {
      yield leftOut('product', sheet, numbers[row]!, why, gathered.beginnings.get(row)?.first ?? key);
      continue;
    }
    const problems: RowProblem[] = [...doubts(row)];
    const typed: SheetDocument['typed'] = { sku: key };
    for (const [each, read] of plain) {
      typed[each] = read(row) || (given[each] ?? '') || (usual[each] ?? '');
      if (hasLostLetters(read(row))) problems.push(complain(row, each, 'cellLettersLost', 'ask'));
    }
    const asWritten: Record<string, string> = {};
    for (const [each, read, written] of numeric) {
      const value = read(row, problems);
      typed[each] = value || (given[each] ?? '');
      if (value !== written(row)) asWritten[each] = written(row);
    }
    const maker = brand(row) || (given['brand'] ?? '');
    const earlier = before.get(key);
    if (key !== '' && earlier !== undefined) problems.push(complain(row, 'sku', 'skuTwiceInSheet', 'stop', { row: String(earlier) }));
    else before.set(key, numbers[row]!);
    yield {
      kind: 'product',
      sheet,
      reference: key,
      order: '',
      package: '',
      part: null,
      rows: [numbers[row]!],
      typed: {
        ...typed,
        brand_id: /^\d+$/u.test(maker) ? maker : '',
        // Whose number nobody has looked for yet.
        brand_typed: /^\d+$/u.test(maker) ? '' : maker,
        product_barcodes: partCodes(barcodes(row)),
        image_main: null,
        image_secondary: null,
        product_characteristics: listIn(characteristics(row)),
        warehouse_codes: listIn(warehouses(row) || (given['warehouse_codes'] ?? '')),
      },
      asWritten,
      lines: [],
      aside: null,
      madeAt: null,
      sentAt: null,
      problems,
    };
  }
}
