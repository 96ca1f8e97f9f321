import { describe, expect, test } from 'vitest';
import { documentsIn, problemsOf, rowsOf, type Written } from './sheet.ts';

const shopeeHeader = [
  'Mã đơn hàng',
  'Mã Kiện Hàng',
  'Ngày đặt hàng',
  'Trạng Thái Đơn Hàng',
  'Lý do hủy',
  'Mã vận đơn',
  'Ngày gửi hàng',
  'SKU sản phẩm',
  'Tên sản phẩm',
  'SKU phân loại hàng',
  'Tên phân loại hàng',
  'Số lượng',
  'Số lượng sản phẩm được hoàn trả',
  'Ghi chú',
];
const usual: Readonly<Record<string, Written>> = {
  'Mã đơn hàng': '260806ABCDE123',
  'Mã Kiện Hàng': '6000000000000000001',
  'Ngày đặt hàng': '2026-05-01 00:01',
  'Trạng Thái Đơn Hàng': 'Chờ lấy hàng',
  'Mã vận đơn': 'SPXVN012345678901',
  'SKU sản phẩm': 'AT',
  'Tên sản phẩm': 'Áo thun',
  'SKU phân loại hàng': 'AT-DO-M',
  'Tên phân loại hàng': 'Đỏ, M',
  'Số lượng': '2',
  'Số lượng sản phẩm được hoàn trả': '0',
};
const shopee = (...rows: readonly Readonly<Record<string, Written>>[]) =>
  rowsOf(shopeeHeader, ...rows.map((over) => shopeeHeader.map((name) => over[name] ?? usual[name] ?? '')));

test('an order is a shipment as its form holds it', async () => {
  const [document, ...others] = await documentsIn(shopee({}), { given: { warehouse: 'HCM_01' } });
  expect(others).toEqual([]);
  expect(document).toEqual({
    kind: 'shipment',
    sheet: 0,
    reference: '260806ABCDE123',
    order: '260806ABCDE123',
    package: '6000000000000000001',
    part: null,
    rows: [2],
    typed: {
      warehouse_code: 'HCM_01',
      platform: 'shopee',
      merchant_tracking_code_reference: '260806ABCDE123',
      partner_tracking_code: '260806ABCDE123',
      courier_tracking_code: 'SPXVN012345678901',
      items: [{ oasin: '', product_quantity: '2' }],
      label: null,
      note: '',
    },
    lines: [{ path: 'items.0', row: 2, sku: 'AT-DO-M', skuFallback: 'AT', barcode: '', oasin: '', name: 'Áo thun · Đỏ, M', quantity: '2' }],
    aside: null,
    madeAt: Date.parse('2026-05-01T00:01:00+07:00'),
    sentAt: null,
    problems: [],
  });
});

test('rows of one order are one shipment, also where they lie apart', async () => {
  const documents = await documentsIn(
    shopee(
      {},
      { 'Mã đơn hàng': '260806ZZZZZ999', 'Mã vận đơn': 'SPXVN012345678902', 'Mã Kiện Hàng': '6000000000000000002' },
      { 'SKU phân loại hàng': 'QJ-30' },
    ),
  );
  expect(documents.map(({ reference, rows }) => [reference, rows])).toEqual([
    ['260806ABCDE123', [2, 4]],
    ['260806ZZZZZ999', [3]],
  ]);
  expect(documents[0]!.lines.map(({ sku, row, path }) => [sku, row, path])).toEqual([
    ['AT-DO-M', 2, 'items.0'],
    ['QJ-30', 4, 'items.1'],
  ]);
});

test('the same article in two rows is one line with all pieces, and that is told', async () => {
  const [document] = await documentsIn(shopee({}, { 'Số lượng': '3' }));
  expect(document!.typed['items']).toEqual([{ oasin: '', product_quantity: '5' }]);
  expect(document!.rows).toEqual([2, 3]);
  expect(document!.problems).toEqual([expect.objectContaining({ problem: 'linesTogether', severity: 'tell', row: 3 })]);
});

test('two packages of one order are two shipments, each with a reference of its own', async () => {
  const rows = [
    { 'Mã Kiện Hàng': '6000000000000000002', 'Mã vận đơn': 'SPXVN012345678902', 'SKU phân loại hàng': 'QJ-30' },
    { 'Mã Kiện Hàng': '6000000000000000001', 'Mã vận đơn': 'SPXVN012345678901' },
  ];
  for (const order of [rows, rows.toReversed()]) {
    const documents = await documentsIn(shopee(...order));
    expect(
      documents.map((each) => [
        each.reference,
        each.package,
        each.part,
        each.typed['courier_tracking_code'],
        each.typed['partner_tracking_code'],
      ]),
    ).toEqual([
      ['260806ABCDE123', '6000000000000000001', { at: 1, of: 2 }, 'SPXVN012345678901', '260806ABCDE123'],
      ['260806ABCDE123-2', '6000000000000000002', { at: 2, of: 2 }, 'SPXVN012345678902', '260806ABCDE123'],
    ]);
    expect(documents.map(problemsOf)).toEqual([['orderParted'], ['orderParted']]);
  }
});

test('one package cannot have two courier codes', async () => {
  const [document] = await documentsIn(shopee({}, { 'Mã vận đơn': 'SPXVN012345678909', 'SKU phân loại hàng': 'QJ-30' }));
  expect(document!.problems).toEqual([
    {
      row: 3,
      column: 'Mã vận đơn',
      field: 'tracking',
      found: 'SPXVN012345678909',
      problem: 'differsInOrder',
      severity: 'stop',
      params: { cell: 'SPXVN012345678909', other: 'SPXVN012345678901' },
    },
  ]);
});

test('a code that one row lacks is taken from another of its order', async () => {
  const [document] = await documentsIn(shopee({ 'Mã vận đơn': 'None' }, { 'SKU phân loại hàng': 'QJ-30' }));
  expect(document!.typed['courier_tracking_code']).toBe('SPXVN012345678901');
  expect(document!.problems).toEqual([]);
});

test('a row without an order code is a document of its own that says so', async () => {
  const documents = await documentsIn(shopee({}, { 'Mã đơn hàng': '' }, { 'Mã đơn hàng': 'None' }));
  expect(documents.map((each) => [each.reference, problemsOf(each)])).toEqual([
    ['260806ABCDE123', []],
    ['', ['rowWithoutOrder']],
    ['', ['rowWithoutOrder']],
  ]);
});

describe('codes', () => {
  test.each([
    ['\tSPXVN012345678901\t', 'SPXVN012345678901'],
    ['="SPXVN012345678901"', 'SPXVN012345678901'],
    ['"SPXVN012345678901"', 'SPXVN012345678901'],
    ["'SPXVN012345678901", 'SPXVN012345678901'],
    ['SPXVN01234567890C', 'SPXVN01234567890C'],
    ['\u200BSPXVN012345678901\u00A0', 'SPXVN012345678901'],
    ['None', ''],
    ['null', ''],
    ['N/A', ''],
    ['-', ''],
    ['0', ''],
    ['0012345', '0012345'],
    ['6000000000000000001', '6000000000000000001'],
  ])('%j is %j', async (written, read) => {
    const [document] = await documentsIn(shopee({ 'Mã vận đơn': written }));
    expect(document!.typed['courier_tracking_code']).toBe(read);
  });

  test('what a spreadsheet has shortened or changed is said, and stops', async () => {
    const [document] = await documentsIn(
      shopee({
        'Mã vận đơn': { text: '8.93E+12', doubts: ['scientific'] },
        'Mã Kiện Hàng': { text: '6000000000000000000', kind: 'number', doubts: ['longNumber'] },
      }),
    );
    expect(document!.problems.map(({ problem, severity, column }) => [problem, severity, column])).toEqual([
      ['cellLongNumber', 'stop', 'Mã Kiện Hàng'],
      ['roundedBySheet', 'stop', 'Mã vận đơn'],
    ]);
  });
});

describe('quantities', () => {
  const quantities = async (...texts: readonly Written[]) => {
    const rows = texts.map((text, index) => ({
      'Mã đơn hàng': `260806ABCDE12${index}`,
      'Mã Kiện Hàng': '',
      'Mã vận đơn': '',
      'Số lượng': text,
    }));
    const documents = await documentsIn(shopee(...rows));
    return documents.map((each) => [each.lines[0]!.quantity, ...problemsOf(each)].join(' '));
  };
  test.each<readonly [readonly Written[], readonly string[]]>([
    [
      ['2', '１２', '2,0', '3.00'],
      ['2', '12', '2', '3'],
    ],
    // Nothing else in the column tells what the mark means.
    [
      ['1.000', '2'],
      ['1.000 thousandsMark', '2'],
    ],
    [
      ['1.000', '1.234.567'],
      ['1000 readAsNumber', '1234567'],
    ],
    [
      ['1.000', '2,5'],
      ['1000 readAsNumber', '2.5'],
    ],
    [
      ['1.000', '2.5'],
      ['1 readAsNumber', '2.5'],
    ],
    // It says both: then nothing is decided.
    [
      ['1.000', '2.5', '2,5'],
      ['1.000 thousandsMark', '2.5', '2.5'],
    ],
    [
      [
        { text: '1000', kind: 'number' },
        { text: '0.125', kind: 'number' },
      ],
      ['1000', '0.125'],
    ],
    [['1 000'], ['1000']],
    [['hai'], ['hai']],
    [[{ text: '3', isMerged: true }], ['3 quantityMerged']],
  ])('%j is %j', async (written, read) => {
    expect(await quantities(...written)).toEqual(read);
  });
});

describe('statuses', () => {
  test.each([
    ['Chờ lấy hàng', null],
    ['Đã hủy', 'cancelled'],
    ['Đã huỷ', 'cancelled'],
    ['Đã giao', 'delivered'],
    ['Hoàn thành', 'delivered'],
    ['Đã nhận được hàng', 'delivered'],
    ['Đang giao', 'sent'],
    ['Chưa thanh toán', 'unpaid'],
    ['Đã trả hàng', 'returned'],
    ['Chờ giao hàng', null],
    ['Perlu dikirim', null],
    ['Selesai', 'delivered'],
    [
      'Người mua xác nhận đã nhận được hàng, tuy nhiên Người mua vẫn có thể gửi yêu cầu Trả hàng/Hoàn tiền tới ngày 2026-09-10.',
      'delivered',
    ],
  ])('%s', async (status, why) => {
    const [document] = await documentsIn(shopee({ 'Trạng Thái Đơn Hàng': status }));
    expect(document!.aside).toEqual(why === null ? null : { why, text: status });
    expect(document!.problems).toEqual([]);
  });

  test('“Chờ giao hàng” has left where a time of leaving is told', async () => {
    const [document] = await documentsIn(shopee({ 'Trạng Thái Đơn Hàng': 'Chờ giao hàng', 'Ngày gửi hàng': '2026-05-02 09:00' }));
    expect(document).toMatchObject({ aside: { why: 'sent' }, sentAt: Date.parse('2026-05-02T09:00:00+07:00') });
  });

  test('words that nobody has met are told, and the order is not set aside', async () => {
    const [document] = await documentsIn(shopee({ 'Trạng Thái Đơn Hàng': 'Đang chờ phép màu' }));
    expect(document!.aside).toBeNull();
    expect(document!.problems).toEqual([
      expect.objectContaining({ problem: 'unknownStatus', severity: 'tell', found: 'Đang chờ phép màu' }),
    ]);
  });

  test('a piece that is cancelled is not packed with the others, and it is asked', async () => {
    const [document] = await documentsIn(shopee({}, { 'SKU phân loại hàng': 'QJ-30', 'Trạng Thái Đơn Hàng': 'Đã hủy' }));
    expect(document!.lines.map(({ sku }) => sku)).toEqual(['AT-DO-M']);
    expect(document!.rows).toEqual([2, 3]);
    expect(document!.problems).toEqual([expect.objectContaining({ problem: 'rowLeftOut', severity: 'ask', row: 3 })]);
  });

  test('a cancellation or a return that is noted on an open order is asked about', async () => {
    expect(problemsOf((await documentsIn(shopee({ 'Lý do hủy': 'Đổi ý' })))[0])).toEqual(['cancelNoted']);
    // Handed over or not: the marketplace's word for it is of either.
    const [document] = await documentsIn(shopee({ 'Lý do hủy': 'Đổi ý', 'Trạng Thái Đơn Hàng': 'Chờ giao hàng' }));
    expect(problemsOf(document)).toEqual(['cancelNoted']);
    expect(problemsOf((await documentsIn(shopee({ 'Số lượng sản phẩm được hoàn trả': '1' })))[0])).toEqual(['partlyReturned']);
  });
});

test('Lazada’s rows are pieces, and are counted', async () => {
  const header = [
    'orderItemId',
    'sellerSku',
    'lazadaSku',
    'createTime',
    'orderNumber',
    'itemName',
    'trackingCode',
    'trackingCodeFM',
    'status',
    'status',
  ];
  const row = (item: string, over: Readonly<Record<string, string>> = {}) =>
    header.map((name, index) =>
      index === 9
        ? 'của tôi'
        : (over[name] ??
          {
            orderItemId: item,
            sellerSku: 'AT-DO-M',
            createTime: '01 Mar 2026 14:05',
            orderNumber: '400000000000001',
            itemName: 'Áo',
            trackingCode: 'LEXVN0001',
            trackingCodeFM: 'FM0001',
            status: 'ready_to_ship',
          }[name] ??
          ''),
    );
  const [document, ...others] = await documentsIn(
    rowsOf(header, row('1'), row('2'), row('3', { sellerSku: 'QJ-30' }), row('4', { status: 'canceled' })),
  );
  expect(others).toEqual([]);
  expect(document!.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
    ['AT-DO-M', '2'],
    ['QJ-30', '1'],
  ]);
  expect(document).toMatchObject({
    madeAt: Date.parse('2026-03-01T14:05:00+07:00'),
    typed: { platform: 'lazada', courier_tracking_code: 'LEXVN0001' },
  });
  expect(problemsOf(document)).toEqual(['rowLeftOut']);
});

const tiktokHeader = [
  'Order ID',
  'Order Status',
  'Order Substatus',
  'Seller SKU',
  'Product Name',
  'Quantity',
  'Created Time',
  'Tracking ID',
  'Package ID',
];
const tiktokRow = [
  '580000000000000001',
  'To ship',
  'Awaiting collection',
  'AT-DO-M',
  'Áo',
  '1',
  '05/06/2026 17:31:07',
  'VNGH80000000001',
  '1160000000000000001',
];

test('TikTok’s row of descriptions is left out where it is one, and an order in its place is not', async () => {
  const described = [
    'Platform unique order ID.',
    'Current order status',
    '',
    'Seller SKU input by the seller.',
    'The product name',
    'Number of items',
    '',
    'The order’s tracking number.',
    '',
  ];
  const [first, ...others] = await documentsIn(rowsOf(tiktokHeader, described, tiktokRow));
  expect([first!.rows, others]).toEqual([[3], []]);
  const [bare] = await documentsIn(rowsOf(tiktokHeader, tiktokRow));
  expect(bare!.rows).toEqual([2]);
  // A day in front, as in all of its files in Vietnam; with AM and PM the month.
  expect(bare!.madeAt).toBe(Date.parse('2026-06-05T17:31:07+07:00'));
  const [american] = await documentsIn(rowsOf(tiktokHeader, tiktokRow.with(6, '05/06/2026 5:31:07 PM')));
  expect(american!.madeAt).toBe(Date.parse('2026-05-06T17:31:07+07:00'));
});

test('sums and signatures below the orders are set aside', async () => {
  const documents = await documentsIn(
    rowsOf(tiktokHeader, tiktokRow, ['Tổng cộng', '', '', '', '', '12'], ['', '', '', 'Người lập phiếu: Lan']),
  );
  // The second names no article: a line of words in the column of SKUs is one that has no order.
  expect(documents.map(({ rows, aside }) => [rows, aside?.why ?? null])).toEqual([
    [[3], 'total'],
    [[2], null],
    [[4], null],
  ]);
});

test('what was mended stands in the place of what the file has', async () => {
  const rows = shopee({ 'Số lượng': '1.000' });
  expect(problemsOf((await documentsIn(rows))[0])).toEqual(['thousandsMark']);
  const [document] = await documentsIn(rows, { mended: { [`2:${shopeeHeader.indexOf('Số lượng')}`]: '1000' } });
  expect([document!.lines[0]!.quantity, document!.problems]).toEqual(['1000', []]);
});

test('an order whose code begins with a # is an order', async () => {
  const documents = await documentsIn(
    rowsOf(['Mã đơn', 'SKU', 'SL', 'Mã vận đơn'], ['#1001', 'A', '1', 'X1234567'], ['#1002', 'A', '1', 'X1234568']),
  );
  expect(documents.map(({ reference }) => reference)).toEqual(['#1001', '#1002']);
});

test('codes of a column that mostly end with zeros have lost their last digits; one alone may be as it is', async () => {
  const orders = (...codes: readonly string[]) =>
    documentsIn(rowsOf(tiktokHeader, ...codes.map((code) => tiktokRow.with(0, code).with(7, ''))));
  const lost = await orders('579000000000001000', '579000000000002000', '579000000000003123');
  expect(lost.map(problemsOf)).toEqual([['cellLongNumber'], ['cellLongNumber'], []]);
  const whole = await orders('579000000000001000', '579000000000002345', '579000000000003123');
  expect(whole.map(problemsOf)).toEqual([[], [], []]);
});
