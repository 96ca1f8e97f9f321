/** What a check makes of documents of files. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SheetDocument } from '../../../contract/imports.ts';
import { createCheck } from '../../../main/intake/check.ts';
import { GoodsIndex } from '../../../main/intake/goodsIndex.ts';
import type { Knowledge, There } from '../../../main/intake/knowledge.ts';
import { problemText } from '../../../main/wording/problemText.ts';
import { lineOf, listed, place, products, shipmentOf, wall } from './made.ts';

function checked(documents: readonly SheetDocument[], knowledge: Knowledge = listed()) {
  const check = createCheck(knowledge, { wall });
  for (const each of documents) check.expect(each);
  return { results: documents.map((each) => check.check(each, place)), check };
}
const only = (document: SheetDocument, knowledge?: Knowledge) => {
  const [result] = checked([document], knowledge).results;
  if (result === undefined) throw new Error('nothing was checked');
  return result;
};
const items = (...lines: readonly (readonly [string, number])[]) => lines.map(([oasin, count]) => ({ oasin, product_quantity: count }));

describe('products of lines', () => {
  test.each([
    ['its SKU', lineOf('AO-M', '2'), 'sku', 'OASIN1'],
    ['its barcode in a column of its own', lineOf('', '2', { barcode: '8934567890123' }), 'barcode', 'OASIN1'],
    ['its barcode in the column of SKUs', lineOf('8934567890123', '2'), 'barcode', 'OASIN1'],
    ['its barcode as a GTIN-14 with zeros in front', lineOf('', '2', { barcode: '00012345678905' }), 'barcode', 'OASIN2'],
    ['its OASIN', lineOf('', '2', { oasin: 'OASIN3' }), 'oasin', 'OASIN3'],
    ['the SKU of the article, where the variation has none', lineOf('', '2', { skuFallback: 'QUAN' }), 'sku', 'OASIN3'],
  ])('by %s', (_what, line, how, oasin) => {
    const result = only({ ...shipmentOf('DH1', [['x', '2']]), lines: [line] });
    expect(result).toMatchObject({ state: 'new', lines: [{ how }], body: { items: items([oasin, 2]) } });
  });

  test('spelled otherwise it asks, and sends nothing', () => {
    const result = only(shipmentOf('DH1', [['ao m', '2']]));
    expect(result).toMatchObject({ state: 'ask', body: null, problems: [{ problem: 'skuAlike', found: 'ao m', row: 2, severity: 'ask' }] });
    expect(result.problems[0]?.column).toBe('SKU phân loại hàng');
  });

  test('an order of which one line is not known is sent neither whole nor in part', () => {
    expect(
      only(
        shipmentOf('DH1', [
          ['AO-M', '1'],
          ['quan.', '1'],
        ]),
      ),
    ).toMatchObject({ state: 'ask', body: null, withoutLacking: null });
  });

  test('an unknown one is an error where it stands, and listed once for all its rows', () => {
    const { results, check } = checked([
      shipmentOf('DH1', [
        ['LẠ-1', '1'],
        ['AO-M', '1'],
      ]),
      shipmentOf('DH2', [['LẠ-1', '2']], { row: 5 }),
    ]);
    expect(results.map(({ state, body }) => [state, body])).toEqual([
      ['error', null],
      ['error', null],
    ]);
    expect(check.unknownSkus()).toMatchObject([{ text: 'LẠ-1', documents: 2, rows: [{ row: 2 }, { row: 5 }] }]);
    expect(results[0]?.problems).toHaveLength(1);
  });

  test('a bundle is its products times its pieces, and one product stands once', () => {
    const index = new GoodsIndex(
      products.map(({ barcode, ...each }) => ({ ...each, barcodes: barcode })),
      [
        {
          platform: 'shopee',
          text: 'COMBO Áo',
          parts: [
            { oasin: 'OASIN1', pieces: 2 },
            { oasin: 'OASIN3', pieces: 1 },
          ],
        },
      ],
    );
    const knowledge = { ...listed(), resolve: (line: Parameters<Knowledge['resolve']>[0]) => index.resolve(line) };
    const result = only(
      shipmentOf('DH1', [
        ['combo  áo', '3'],
        ['AO-M', '1'],
      ]),
      knowledge,
    );
    expect(result).toMatchObject({
      state: 'new',
      body: { items: items(['OASIN1', 7], ['OASIN3', 3]) },
      lines: [{ how: 'alias' }, { how: 'sku' }],
    });
    // Of another marketplace it is another name.
    expect(only(shipmentOf('DH1', [['combo áo', '3']], { typed: { platform: 'lazada' } }), knowledge).state).toBe('error');
  });

  test('a bundle is found behind the exact SKU and the barcode', () => {
    const index = new GoodsIndex(
      products.map(({ barcode, ...each }) => ({ ...each, barcodes: barcode })),
      [{ platform: '', text: 'AO-M', parts: [{ oasin: 'OASIN3', pieces: 1 }] }],
    );
    expect(index.resolve({ sku: 'AO-M', skuFallback: '', barcode: '', oasin: '', platform: '' })).toMatchObject({
      how: 'sku',
      parts: [{ oasin: 'OASIN1' }],
    });
  });
});

describe('the same schema as the form', () => {
  test.each([
    ['a quantity in words', shipmentOf('DH1', [['AO-M', 'hai']]), 'notANumber', 'Số lượng', 'hai'],
    ['no piece', shipmentOf('DH1', [['AO-M', '0']]), 'tooSmall', 'Số lượng', '0'],
    ['a point that may mean thousands', shipmentOf('DH1', [['AO-M', '1.000']]), 'thousandsMark', 'Số lượng', '1.000'],
    ['a code rounded by a sheet', shipmentOf('8,93E+12', [['AO-M', '1']]), 'roundedBySheet', 'Mã đơn hàng', '8,93E+12'],
  ])('%s: row, column and what was found are named', (_what, document, problem, column, found) => {
    const result = only(document);
    expect(result.state).toBe('error');
    expect(result.body).toBeNull();
    expect(result.problems[0]).toMatchObject({ problem, column, found, row: 2, severity: 'stop' });
    for (const language of ['vi', 'en'] as const) expect(problemText(language, result.problems[0]!)).not.toMatch(/[{}]|không hợp lệ/);
  });

  test('what the whole sheet lacks is asked of the sheet, and no row is blamed', () => {
    const result = only(shipmentOf('DH1', [['AO-M', '1']], { typed: { warehouse_code: '' } }));
    expect(result).toMatchObject({ state: 'new', lacks: ['warehouse'], body: null, problems: [] });
    expect(result.withoutLacking).toEqual({
      platform: 'shopee',
      merchant_tracking_code_reference: 'DH1',
      partner_tracking_code: 'DH1',
      items: items(['OASIN1', 1]),
    });
  });

  test('what is wrong with a cell that fills two fields is told once', () => {
    const { problems } = only(shipmentOf('DH 1', [['AO-M', '1']]));
    expect(problems).toMatchObject([{ problem: 'noSpaces', column: 'Mã đơn hàng', found: 'DH 1' }]);
  });

  test('set aside is no error', () => {
    const result = only(shipmentOf('DH1', [['LẠ', 'x']], { aside: { why: 'cancelled', text: 'Đã hủy' } }));
    expect(result).toMatchObject({ state: 'aside', body: null, problems: [] });
  });
});

describe('twice', () => {
  const tracked = (code: string, more: Parameters<typeof shipmentOf>[2] = {}) =>
    shipmentOf('DH1', [['AO-M', '1']], { ...more, typed: { courier_tracking_code: code } });
  test('the same order with the same contents in two sheets goes once', () => {
    const { results } = checked([tracked('SPX1'), tracked('SPX1', { sheet: 1, row: 9 })]);
    expect(results.map(({ state }) => state)).toEqual(['new', 'there']);
    expect(results[1]?.problems[0]).toMatchObject({ problem: 'alreadyThere', params: { where: 'here', row: 2 } });
    expect(new Set(results.map(({ id }) => id)).size).toBe(2);
  });
  test('with another tracking code, or other goods, it is changed', () => {
    const { results } = checked([tracked('SPX1'), tracked('SPX2', { sheet: 1 }), shipmentOf('DH1', [['AO-M', '3']], { sheet: 2 })]);
    expect(results.map(({ state }) => state)).toEqual(['new', 'changed', 'changed']);
    expect(results.map(({ problems }) => problems[0]?.params?.['what'])).toEqual([undefined, 'tracking', 'lines']);
  });
  test('two orders with one courier code ask', () => {
    const { results } = checked([
      tracked('SPX1'),
      shipmentOf('DH2', [['AO-M', '1']], { typed: { courier_tracking_code: 'spx1' }, row: 7 }),
    ]);
    expect(results.map(({ state }) => state)).toEqual(['new', 'ask']);
    expect(results[1]?.problems[0]).toMatchObject({ problem: 'codeTwiceHere', column: 'Mã vận đơn', params: { key: 'DH1', row: 2 } });
  });
  const there: There = {
    where: 'onflow',
    id: 'OA1',
    stands: 'there',
    code: 'OA1',
    tracking: 'SPX1',
    warehouse: 'HCM-01',
    name: '',
    pieces: new Map([['OASIN1', 1]]),
    isHandedOver: false,
  };
  test.each([
    ['the same', tracked('SPX1'), there, 'there'],
    ['without a code yet, in an older file', shipmentOf('DH1', [['AO-M', '1']]), there, 'there'],
    ['with a newer tracking code', tracked('SPX2'), there, 'changed'],
    ['with its first tracking code', tracked('SPX2'), { ...there, tracking: '' }, 'changed'],
    ['with other pieces', shipmentOf('DH1', [['AO-M', '2']]), there, 'changed'],
    ['where the provider’s list does not tell the goods', shipmentOf('DH1', [['AO-M', '2']]), { ...there, pieces: null }, 'there'],
  ])('at the provider already, %s', (_what, document, known, state) => {
    const result = only(document, { ...listed(), there: (_kind, reference) => (reference === 'DH1' ? known : null) });
    expect(result.state).toBe(state);
    expect(problemText('vi', result.problems[0]!)).not.toMatch(/[{}]/);
  });
});

describe('stock', () => {
  const withStock = (available: number, promised = 0): Knowledge => {
    const knowledge = listed();
    return {
      ...knowledge,
      local: {
        ...knowledge.local,
        product: () => ({ status: 'ACTIVE', warehouses: ['HCM-01'] }),
        available: () => available,
        promised: () => promised,
      },
    };
  };
  test('is counted down over the orders: the 31st of 30 pieces is short, and says so', () => {
    const orders = Array.from({ length: 33 }, (_, index) => shipmentOf(`DH${index}`, [['AO-M', '1']]));
    const { results } = checked(orders, withStock(30));
    expect(results.map(({ state }) => state)).toEqual([...Array.from({ length: 30 }, () => 'new'), 'ask', 'ask', 'ask']);
    expect(results[30]?.problems[0]).toMatchObject({ problem: 'stockTakenAbove', params: { available: 30, waiting: 30, left: 0 } });
    expect(problemText('vi', results[30]!.problems[0]!)).toContain('30');
  });
  test('what is set aside, refused or there takes none', () => {
    const { results } = checked(
      [
        shipmentOf('DH1', [['AO-M', '1']], { aside: { why: 'cancelled', text: '' } }),
        shipmentOf('DH2', [['AO-M', 'x']]),
        shipmentOf('DH3', [['AO-M', '1']]),
      ],
      withStock(1),
    );
    expect(results.map(({ state }) => state)).toEqual(['aside', 'error', 'new']);
  });
  test('what is short itself takes none: a digit too many in one order does not make those below it ask', () => {
    const orders = [shipmentOf('DH1', [['AO-M', '5000']]), shipmentOf('DH2', [['AO-M', '2']]), shipmentOf('DH3', [['AO-M', '1']])];
    const { results } = checked(orders, withStock(2));
    expect(results.map(({ problems }) => problems.map(({ problem }) => problem))).toEqual([['notEnoughStock'], [], ['stockTakenAbove']]);
  });
  test('what only the outbox has promised is said so', () => {
    expect(checked([shipmentOf('DH1', [['AO-M', '1']])], withStock(5, 5)).results[0]?.problems[0]?.problem).toBe('stockPromised');
  });
});

describe('products on their way', () => {
  const product = (sku: string): SheetDocument => ({
    ...shipmentOf(sku, []),
    kind: 'product',
    rows: [9],
    typed: { sku, name: 'Mới', warehouse_codes: ['HCM-01'] },
  });
  const order = (sku: string): SheetDocument => ({
    ...shipmentOf('PO1', []),
    kind: 'purchase-order',
    rows: [3],
    typed: {
      warehouse_code: 'HCM-01',
      merchant_po_reference: 'PO1',
      estimated_arrival_time: '2026-12-30T09:00',
      packages: [{ package_code: 'K1' }],
    },
    lines: [lineOf(sku, '5', { path: 'packages.0.items.0', row: 3 })],
  });
  test('an order awaits those that stand behind it in the drop', () => {
    const { results } = checked([order('MOI-1'), product('MOI-1')]);
    expect(results[0]).toMatchObject({
      state: 'new',
      body: { packages: [{ package_code: 'K1', items: [{ awaited_sku: 'MOI-1', product_quantity: 5 }] }] },
    });
    expect(results[1]).toMatchObject({ state: 'new', body: { sku: 'MOI-1' } });
  });
  test('a shipment of one asks: the provider does not have it yet', () => {
    const { results } = checked([product('MOI-1'), shipmentOf('DH1', [['MOI-1', '1']])]);
    expect(results[1]).toMatchObject({ state: 'ask', problems: [{ problem: 'skuInIntake' }] });
  });
});

test('a file of long ago is called so, once', () => {
  const old = { madeAt: wall - 40 * 86_400_000 };
  const { results, check } = checked(['1', '2', '3'].map((each) => shipmentOf(each, [['AO-M', '1']], old)));
  expect(results.map(({ state }) => state)).toEqual(['new', 'new', 'new']);
  expect(check.oldFile(0)).toMatchObject({ problem: 'oldFile', params: { count: 3, of: 3 } });
  const fresh = checked([...['1', '2'].map((each) => shipmentOf(each, [['AO-M', '1']], old)), shipmentOf('3', [['AO-M', '1']])]);
  expect(fresh.check.oldFile(0)).toBeNull();
});

test('nothing is lost: each document comes back with all its rows, what can be sent has its goods, and what cannot says why', () => {
  const sku = fc.constantFrom('AO-M', 'AO-L', 'QUAN', 'ao-m', 'LẠ', '', '8934567890123');
  const quantity = fc.constantFrom('1', '2', '0', 'x', '', '1.000', '1000001', '３');
  const document = fc
    .record({
      reference: fc.constantFrom('DH1', 'DH2', 'DH3', '', 'A B'),
      lines: fc.array(fc.tuple(sku, quantity), { minLength: 1, maxLength: 4 }),
      typed: fc.record({
        warehouse_code: fc.constantFrom('HCM-01', '', 'Kho Hà Nội'),
        platform: fc.constantFrom('shopee', '', 'sendo'),
        courier_tracking_code: fc.constantFrom('SPX1', '', 'SPX2'),
      }),
      aside: fc.constantFrom(null, null, { why: 'cancelled' as const, text: 'Đã hủy' }),
    })
    .map(({ reference, lines, typed, aside }) => shipmentOf(reference, lines, { typed, aside }));
  fc.assert(
    fc.property(fc.array(document, { maxLength: 8 }), (documents) => {
      const { results } = checked(documents);
      expect(results.map(({ rows }) => rows)).toEqual(documents.map(({ rows }) => rows));
      expect(new Set(results.map(({ id }) => id)).size).toBe(documents.length);
      for (const [at, result] of results.entries()) {
        const made = documents[at]!;
        if (result.state === 'error' || result.state === 'ask' || result.state === 'changed')
          expect(result.problems.length).toBeGreaterThan(0);
        if (result.state !== 'new') continue;
        const sum = (lines: readonly { readonly product_quantity?: unknown; readonly quantity?: string }[]) =>
          lines.reduce((all, each) => all + Number(String(each.quantity ?? each.product_quantity).normalize('NFKC')), 0);
        expect(sum(result.withoutLacking?.['items'] as { product_quantity: number }[])).toBe(sum(made.lines));
        expect(result.lacks.length > 0).toBe(result.body === null);
      }
    }),
    { numRuns: 400 },
  );
});

test('a brand that a file calls by its name is sent by its number; one that nobody knows is asked about', () => {
  const named: SheetDocument = {
    ...shipmentOf('AO-XL', []),
    kind: 'product',
    typed: { sku: 'AO-XL', name: 'Áo thun XL', brand_id: '', brand_typed: 'onflow' },
  };
  expect(only(named, { ...listed(), brand: (name) => (name === 'onflow' ? 7 : null) })).toMatchObject({
    state: 'new',
    body: { brand_id: 7 },
  });
  expect(only(named, { ...listed(), brand: () => null })).toMatchObject({
    state: 'ask',
    problems: [{ problem: 'unknownBrand', field: 'brand', found: 'onflow' }],
  });
});

describe('what a list of products alone tells', () => {
  const product = (sku: string, name: string, barcodes: string[] = []): SheetDocument => ({
    ...shipmentOf(sku, []),
    kind: 'product',
    typed: { sku, name, brand_id: '', brand_typed: '', product_barcodes: barcodes },
  });
  test('a product of it is there; under another name it is changed, and said so', () => {
    expect(only(product('AO-M', 'Áo thun M'))).toMatchObject({
      state: 'there',
      problems: [{ params: { where: 'onflow', code: 'OASIN1' } }],
    });
    const other = only(product('AO-M', 'Áo khác'));
    expect(other.state).toBe('changed');
    expect(problemText('vi', other.problems[0]!)).toContain('sản phẩm này tên là “Áo thun M”, ở đây là “Áo khác”');
    expect(only(product('AO-S', 'Áo thun S')).state).toBe('new');
  });
  test('a barcode of another product is asked about', () => {
    const found = only(product('AO-S', 'Áo thun S', ['8934567890123']));
    expect(found).toMatchObject({ state: 'ask', problems: [{ problem: 'barcodeUsed', params: { key: 'AO-M' } }] });
  });
  test('of brands it says that nobody looked, and not that there is none', () => {
    const named = product('AO-S', 'Áo thun S');
    const found = only({ ...named, typed: { ...named.typed, brand_typed: 'Onflow' } });
    expect(found).toMatchObject({ state: 'new', problems: [{ problem: 'brandsNotRead', found: 'Onflow', severity: 'tell' }] });
  });
});

test('a code that a spreadsheet has damaged is not listed as an unknown product', () => {
  const document = shipmentOf('DH1', [['1729384756012350000', '1']]);
  const lost: SheetDocument['problems'][number] = {
    row: 2,
    column: 'SKU phân loại hàng',
    field: 'sku',
    found: '1729384756012350000',
    problem: 'cellLongNumber',
    severity: 'stop',
  };
  const { results, check } = checked([{ ...document, problems: [lost] }]);
  expect(results[0]).toMatchObject({ state: 'error', problems: [{ problem: 'cellLongNumber' }] });
  expect(results[0]?.problems).toHaveLength(1);
  expect(check.unknownSkus()).toEqual([]);
});

test('a purchase order without a code and an arrival lacks them, and is not wrong', () => {
  const document: SheetDocument = {
    ...shipmentOf('', []),
    kind: 'purchase-order',
    lines: [lineOf('AO-M', '2', { path: 'packages.0.items.0' })],
    rows: [2],
    typed: {
      warehouse_code: 'HCM-01',
      merchant_po_reference: '',
      estimated_arrival_time: '',
      vas: [],
      po_documents: [],
      note: '',
      packages: [{ package_code: '1', items: [{ oasin: '', product_quantity: '2', awaited_sku: '' }] }],
    },
  };
  const found = only(document);
  expect(found).toMatchObject({ state: 'new', body: null, lacks: ['reference', 'eta'], problems: [] });
  expect(Object.keys(found.withoutLacking ?? {})).not.toContain('merchant_po_reference');
  expect(found.withoutLacking).not.toHaveProperty('estimated_arrival_time');
});

test.each([
  ['dh-1', 'DH-1'],
  ['DH-1', 'dh-1'],
  ['Dh-1', 'dH-1'],
])('%s and then %s are one order most likely, and asked about', (first, second) => {
  const { results } = checked([shipmentOf(first, [['AO-M', '1']]), shipmentOf(second, [['AO-M', '1']], { row: 5 })]);
  expect(results.map(({ state }) => state)).toEqual(['new', 'ask']);
  expect(results[1]?.problems).toMatchObject([
    { problem: 'keyAlikeHere', row: 5, column: 'Mã đơn hàng', found: second, params: { key: first, row: 2 } },
  ]);
});
