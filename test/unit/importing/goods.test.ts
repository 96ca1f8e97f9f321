/** Products and purchase orders of rows, as their forms hold them. */
import { describe, expect, test } from 'vitest';
import { sendableSchemas } from '../../../contract/documents/index.ts';
import type { SheetDocument } from '../../../contract/imports.ts';
import { recognise } from '../../../main/importing/index.ts';
import { documentsIn, problemsOf, rowsOf } from './sheet.ts';

const productHeader = ['Mã SKU', 'Tên sản phẩm', 'Thương hiệu', 'Mã vạch', 'Đơn vị tính', 'Cân nặng (g)', 'Giá bán', 'Kho'];

test('a row of a catalogue is a product as its form holds it', async () => {
  const rows = rowsOf(productHeader, [
    'AT-DO-M',
    'Áo thun đỏ M',
    'Onflow',
    '8934567890123; 8934567890130',
    '',
    '250,5',
    '159.000',
    'HCM_01; HN_01',
  ]);
  expect(recognise(rows)).toMatchObject({ sure: 'guessed', missing: [], mapping: { table: 'product' } });
  const [document] = await documentsIn(rows);
  expect(document).toMatchObject({
    kind: 'product',
    reference: 'AT-DO-M',
    problems: [],
    typed: {
      sku: 'AT-DO-M',
      name: 'Áo thun đỏ M',
      brand_id: '',
      brand_typed: 'Onflow',
      product_barcodes: ['8934567890123', '8934567890130'],
      product_unit: 'PACKAGE',
      outbound_strategy: 'FIFO',
      weight: '250.5',
      product_price: '159.000',
      warehouse_codes: ['HCM_01', 'HN_01'],
    },
  });
  expect(sendableSchemas.product.parse(document!.typed)).toMatchObject({ sku: 'AT-DO-M', weight: 250.5, product_price: 159_000 });
});

test('a SKU in two rows is said at the second', async () => {
  const documents = await documentsIn(rowsOf(productHeader, ['A', 'Một'], ['B', 'Hai'], ['A', 'Ba']));
  expect(documents.map(problemsOf)).toEqual([[], [], ['skuTwiceInSheet']]);
});

const orderHeader = ['Mã đơn nhập', 'Kho', 'Ngày dự kiến đến', 'Kiện', 'Khối lượng', 'SKU', 'Tên hàng', 'SL', 'Ghi chú'];

test('rows of a packing list are a purchase order with its packages', async () => {
  const rows = rowsOf(
    ['PHIẾU GIAO HÀNG'],
    orderHeader,
    ['PO-1', 'HCM_01', '28/11/2030', 'T1', '12000', 'A', 'Một', '10', 'gấp'],
    ['PO-1', 'HCM_01', '28/11/2030', 'T1', '', 'B', 'Hai', '5', ''],
    ['PO-1', 'HCM_01', '28/11/2030', 'T2', '800', 'A', 'Một', '3', ''],
    ['PO-1', 'HCM_01', '28/11/2030', 'T2', '800', 'A', 'Một', '4', ''],
    ['Tổng', '', '', '', '', '', '', '22', ''],
  );
  expect(recognise(rows)).toMatchObject({ mapping: { table: 'purchase-order', headerRow: 2 }, missing: [] });
  const [total, document] = await documentsIn(rows);
  expect(total).toMatchObject({ aside: { why: 'total' }, rows: [7] });
  expect(document).toMatchObject({
    reference: 'PO-1',
    rows: [3, 4, 5, 6],
    typed: {
      warehouse_code: 'HCM_01',
      estimated_arrival_time: '2030-11-28T09:00',
      note: 'gấp',
      packages: [
        { package_code: 'T1', weight: '12000', items: [{ product_quantity: '10' }, { product_quantity: '5' }] },
        { package_code: 'T2', weight: '800', items: [{ product_quantity: '7' }] },
      ],
    },
  });
  expect(document!.lines.map(({ path, sku }) => `${path} ${sku}`)).toEqual([
    'packages.0.items.0 A',
    'packages.0.items.1 B',
    'packages.1.items.0 A',
  ]);
  // A time that the file does not tell is taken, and told.
  expect(problemsOf(document)).toEqual(['linesTogether', 'timeAssumed']);
});

const arrivalIn = ({ typed: { estimated_arrival_time: arrival } }: SheetDocument): string => (typeof arrival === 'string' ? arrival : '?');

describe('days of arrival', () => {
  const arrivals = async (...days: readonly string[]) => {
    const documents = await documentsIn(
      rowsOf(orderHeader, ...days.map((day, index) => [`PO-${index}`, 'HCM_01', day, 'T1', '', 'A', 'Một', '1'])),
    );
    return documents.map((each) => [arrivalIn(each), ...problemsOf(each).filter((problem) => problem !== 'timeAssumed')].join(' '));
  };
  test.each<readonly [readonly string[], readonly string[]]>([
    [
      ['05/11/2030', '25/11/2030'],
      ['2030-11-05T09:00', '2030-11-25T09:00'],
    ],
    [
      ['05/11/2030', '11/25/2030'],
      ['2030-05-11T09:00', '2030-11-25T09:00'],
    ],
    // Nothing tells: as in Vietnam, and it is asked.
    [['05/11/2030 08:30'], ['2030-11-05T08:30 dayAssumed']],
    // It says both: only what can be one day alone is one.
    [
      ['05/11/2030', '25/11/2030', '11/25/2030'],
      [' dateUnclear', '2030-11-25T09:00', '2030-11-25T09:00'],
    ],
    [
      ['2030-11-05 08:30', '5 thg 11, 2030', '05 Nov 2030 17:00', '08:15 25/11/2030'],
      ['2030-11-05T08:30', '2030-11-05T09:00', '2030-11-05T17:00', '2030-11-25T08:15'],
    ],
    [
      ['31/02/2030', 'tuần sau'],
      [' notADate', ' notADate'],
    ],
  ])('%j are %j', async (written, read) => {
    expect(await arrivals(...written)).toEqual(read);
  });
});

describe('traps of headers', () => {
  test.each<readonly [string, readonly string[], readonly (readonly string[])[], Readonly<Record<string, string | undefined>>]>([
    [
      '“SKU sản phẩm” is no product’s name',
      ['Mã đơn hàng', 'SKU sản phẩm', 'Số lượng', 'Mã vận đơn'],
      [['A1', 'S', '1', 'X1234567']],
      { productName: undefined, skuFallback: 'SKU sản phẩm' },
    ],
    [
      '“Nhận xét từ Người mua” is no note',
      ['Mã đơn', 'SKU', 'SL', 'Nhận xét từ Người mua'],
      [['A1', 'S', '1', 'giao sớm']],
      { note: undefined },
    ],
    [
      'a package’s code is no tracking code',
      ['Mã đơn', 'Mã kiện hàng', 'SKU', 'SL', 'Sàn'],
      [['A1', '6000000000000000001', 'S', '1', 'shopee']],
      { tracking: undefined, package: 'Mã kiện hàng' },
    ],
    [
      'of two columns of one name the filled one',
      ['Mã đơn', 'SKU', 'Mã SKU', 'SL', 'Mã vận đơn'],
      [
        ['A1', '', 'S', '1', 'X1234567'],
        ['A2', '', 'T', '2', 'X1234568'],
      ],
      { sku: 'Mã SKU' },
    ],
    [
      'a column of words is no quantity',
      ['Mã đơn', 'SKU', 'Số lượng', 'SL', 'Mã vận đơn'],
      [['A1', 'S', 'nhiều', '1', 'X1234567']],
      { quantity: 'SL' },
    ],
    [
      'an order code without a known header, by its shape',
      ['Khách', 'SKU', 'SL', 'Cột 4'],
      [
        ['Lan', 'S', '1', '260806ABCDE123'],
        ['Mai', 'T', '2', '260807ABCDE124'],
      ],
      { order: 'Cột 4' },
    ],
  ])('%s', (_what, headers, rows, expected) => {
    const { mapping } = recognise(rowsOf(headers, ...rows));
    const found = Object.fromEntries(Object.keys(expected).map((field) => [field, headers[mapping!.columns[field] ?? -1]]));
    expect(found).toEqual(expected);
  });

  test('rows that say nothing to anybody are left to a person, with what they might be', () => {
    const known = recognise(rowsOf(['Alpha', 'Beta'], ['x', 'y'], ['z', 'w']));
    expect(known).toMatchObject({ sure: 'unknown', mapping: null, headers: ['Alpha', 'Beta'] });
    expect(known.missing).not.toEqual([]);
  });
});
