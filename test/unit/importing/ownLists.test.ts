/** Lists that people keep themselves: sums and signatures below, an order's code in its first row alone, units, days in any writing. */
import { describe, expect, test } from 'vitest';
import { recognise } from '../../../main/importing/index.ts';
import { documentsIn, problemsOf, rowsOf, type Written } from './sheet.ts';

const header = ['Mã đơn hàng', 'Mã vận đơn', 'SKU', 'Tên sản phẩm', 'Số lượng', 'Sàn'];
const orders: readonly (readonly Written[])[] = [
  ['DH001', 'SPXVN012345678901', 'AO', 'Áo', '2', 'Shopee'],
  ['DH002', 'SPXVN012345678902', 'QUAN', 'Quần', '1', 'Shopee'],
  ['DH002', 'SPXVN012345678902', 'MU', 'Mũ', '5', 'Shopee'],
];
const below = async (...more: (readonly Written[])[]) => (await documentsIn(rowsOf(header, ...orders, ...more))).slice(0, more.length);

describe('what stands below the goods', () => {
  test.each([
    ['who signs', ['Người lập biểu', '', '', '', 'Thủ kho'], 'note'],
    ['how to sign', ['(Ký, ghi rõ họ tên)'], 'note'],
    ['what to mind, with a day in it', ['Ghi chú: giao hết trước 25/11 nhé'], 'note'],
    ['a sum that says so', ['', '', '', 'Tổng cộng', '8'], 'total'],
    ['a sum of all pieces that says nothing', ['', '', '', '', '8'], 'total'],
  ] as const)('%s is set aside', async (_what, row, why) => {
    expect(await below(row)).toMatchObject([{ aside: { why }, rows: [5] }]);
  });
  test.each([
    ['another number of pieces', ['', '', '', '', '7'], ['rowWithoutOrder']],
    ['an order whose article is missing', ['đơn anh Nam', '', '', 'Áo', '1'], []],
    ['a code', ['DH 003', '', '', '', '1'], []],
  ] as const)('%s is not', async (_what, row, problems) => {
    const documents = await documentsIn(rowsOf(header, ...orders, row));
    expect(documents).toHaveLength(3);
    expect(documents[2]).toMatchObject({ aside: null, rows: [5] });
    expect(problemsOf(documents[2])).toEqual(problems);
  });
});

describe('an order whose code stands in its first row alone', () => {
  test('has all its lines, and asks', async () => {
    const [, order, ...others] = await documentsIn(rowsOf(header, ...orders, ['', '', 'TAT', 'Tất', '3', '']));
    expect(others).toHaveLength(0);
    expect(order?.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['QUAN', '1'],
      ['MU', '5'],
      ['TAT', '3'],
    ]);
    expect(order?.problems).toMatchObject([
      { problem: 'rowJoined', row: 5, column: 'Mã đơn hàng', severity: 'ask', params: { key: 'DH002' } },
    ]);
  });
  test('takes no row with the code of another parcel', async () => {
    const documents = await documentsIn(rowsOf(header, ...orders, ['', 'SPXVN012345678909', 'TAT', 'Tất', '3', '']));
    expect(documents.map(problemsOf)).toEqual([[], [], ['rowWithoutOrder']]);
  });
  test('is set aside whole where it is cancelled', async () => {
    const rows = rowsOf(['Mã đơn hàng', 'SKU', 'Số lượng', 'Trạng thái'], ['DH1', 'AO', '1', 'Đã hủy'], ['', 'MU', '1', '']);
    expect(await documentsIn(rows)).toMatchObject([{ aside: { why: 'cancelled' }, rows: [2, 3] }]);
  });
});

describe('weights and lengths', () => {
  const weighed = async (title: string, ...cells: Written[]) =>
    documentsIn(
      rowsOf(['SKU', 'Tên sản phẩm', 'Thương hiệu', title], ...cells.map((cell, index): Written[] => [`A${index}`, 'Áo', '', cell])),
    );
  test.each([
    ['Weight (kg)', '0.25', '250'],
    ['Cân nặng kg', '1,5', '1500'],
    ['Cân nặng (g)', '250', '250'],
    ['Cân nặng (g)', '0,25kg', '250'],
    ['Cân nặng', '250 g', '250'],
    ['Cân nặng (kg)', '300 gr', '300'],
  ])('%s %s is %s g', async (title, cell, grams) => {
    const [product] = await weighed(title, cell);
    expect(product?.typed['weight']).toBe(grams);
    expect(problemsOf(product)).toEqual(/kg/u.test(`${title}${cell}`) && !cell.endsWith('gr') ? ['unitTurned'] : []);
    if (cell !== grams) expect(product?.asWritten).toEqual({ weight: cell });
  });
  test('a number of the file in kilograms is turned as well', async () => {
    const [product] = await weighed('Weight (kg)', { text: '1.25', kind: 'number' });
    expect(product?.typed['weight']).toBe('1250');
  });
  test('in a column without a unit that has weights under a gram, all are asked about', async () => {
    expect((await weighed('Cân nặng', '0.25', '12', '300g')).map(problemsOf)).toEqual([['unitUntold'], ['unitUntold'], []]);
  });
  test('a cell decides of another how its marks are read, with its unit or without', async () => {
    const [, second] = await weighed('Cân nặng (g)', '0,25kg', '1.250');
    expect(second).toMatchObject({ typed: { weight: '1250' }, problems: [{ problem: 'readAsNumber' }] });
  });
  test('what is no number stays as it is written', async () => {
    expect((await weighed('Cân nặng (kg)', 'nhẹ'))[0]).toMatchObject({ typed: { weight: 'nhẹ' }, problems: [] });
  });
  test('millimetres are a tenth of a centimetre', async () => {
    const [product] = await documentsIn(rowsOf(['SKU', 'Tên sản phẩm', 'Thương hiệu', 'Dài (mm)'], ['A', 'Áo', '', '305']));
    expect(product?.typed['length']).toBe('30.5');
  });
});

describe('a day of arrival', () => {
  const arriving = (...cells: Written[]) =>
    documentsIn(
      rowsOf(
        ['Mã đơn nhập', 'Kho', 'Ngày dự kiến đến', 'SKU', 'Số lượng'],
        ...cells.map((cell, index): Written[] => [`PO-${index}`, 'K1', cell, 'AO', '5']),
      ),
    );
  test.each<[Written, string, string[]]>([
    ['30/11/30', '2030-11-30T09:00', ['timeAssumed']],
    [{ text: '47817', kind: 'number' }, '2030-11-30T09:00', ['timeAssumed']],
    [{ text: '47817.375', kind: 'number' }, '2030-11-30T09:00', ['readAsDay']],
    ['47817,5', '2030-11-30T12:00', ['readAsDay']],
    ['30/11/2030 14h30', '2030-11-30T14:30', []],
    ['30/11/2030 9h', '2030-11-30T09:00', []],
    ['30/11/2030 7 giờ 15', '2030-11-30T07:15', []],
    ['8h 30/11/2030', '2030-11-30T08:00', []],
    ['2030-11-30T02:00:00Z', '2030-11-30T09:00', []],
  ])('%j', async (cell, moment, problems) => {
    const [order] = await arriving(cell);
    expect(order?.typed['estimated_arrival_time']).toBe(moment);
    expect(problemsOf(order)).toEqual(problems);
  });
  test('what is no day is said where it stands', async () => {
    expect(await arriving('tuần sau')).toMatchObject([
      { problems: [{ problem: 'notADate', found: 'tuần sau', column: 'Ngày dự kiến đến' }] },
    ]);
  });
});

test("a supplier's packing list without a code and an arrival is one order, and no row is to blame", async () => {
  const rows = rowsOf(
    ['PACKING LIST'],
    ['Carton No.', 'Item code', 'Description', 'Qty/ctn', 'Total Qty', 'G.W. (kg)'],
    ['1', 'AO', 'Shirt', '48', '48', '12'],
    ['2-3', 'QUAN', 'Jeans', '20', '40', '12.5'],
    ['TOTAL', '', '', '', '88', '24.5'],
  );
  expect(recognise(rows)).toMatchObject({ mapping: { table: 'purchase-order', headerRow: 2 }, missing: ['reference', 'warehouse', 'eta'] });
  const documents = await documentsIn(rows, { given: { eta: '30/11/2030', reference: 'PO-1' } });
  expect(documents).toMatchObject([
    { aside: { why: 'total' } },
    {
      reference: 'PO-1',
      rows: [3, 4],
      typed: {
        estimated_arrival_time: '2030-11-30T09:00',
        packages: [
          { package_code: '1', weight: '12000', items: [{ product_quantity: '48' }] },
          { package_code: '2-3', weight: '12500', items: [{ product_quantity: '40' }] },
        ],
      },
    },
  ]);
  const [, untold] = await documentsIn(rows);
  expect(untold).toMatchObject({ reference: '', rows: [3, 4] });
  expect(problemsOf(untold)).toEqual(['unitTurned', 'unitTurned']);
});

test('a cancellation or a return counts whatever else the status says', async () => {
  const rows = (status: string, reason: string, back: string) =>
    rowsOf(['Mã đơn hàng', 'SKU', 'Số lượng', 'Trạng thái', 'Lý do hủy', 'Trạng thái trả hàng'], ['DH1', 'AO', '1', status, reason, back]);
  for (const status of ['Chờ giao hàng', 'Chờ lấy hàng', 'Đang lơ lửng', ''])
    for (const [reason, back] of [
      ['Người mua đổi ý', ''],
      ['', 'Yêu cầu được chấp nhận'],
    ] as const)
      expect((await documentsIn(rows(status, reason, back))).map(problemsOf)).toEqual([['cancelNoted']]);
});

test.each(['ID đơn hàng', 'Mã đơn hàng Shopee', 'Mã ĐH', 'MÃ ĐƠN HÀNG (*)'])('%s is an order', (title) => {
  expect(recognise(rowsOf([title, 'SKU', 'Số lượng SP'], ['DH1', 'AO', '1']))).toMatchObject({
    mapping: { table: 'shipment', columns: { order: 0, sku: 1, quantity: 2 } },
  });
});

describe('codes that a spreadsheet has damaged', () => {
  test('are said once, and two that became alike are not called the packages of one order', async () => {
    const lost: Written = { text: '579000000000000000', kind: 'number', doubts: ['longNumber'] };
    const rows = rowsOf(
      ['Mã đơn hàng', 'Mã vận đơn', 'SKU', 'Số lượng'],
      [lost, '812345678901', 'AO', '1'],
      [lost, '812345678902', 'AO', '1'],
    );
    expect((await documentsIn(rows)).map(problemsOf)).toEqual([['cellLongNumber'], ['cellLongNumber']]);
  });
  test('a formula that failed is told with what it shows', async () => {
    const failed: Written = { text: '', raw: '#N/A', kind: 'error', doubts: ['errorValue'] };
    const [order] = await documentsIn(rowsOf(['Mã đơn hàng', 'SKU', 'Số lượng'], ['DH1', failed, '1']));
    expect(order?.problems).toMatchObject([{ problem: 'cellErrorValue', found: '#N/A', params: { cell: '#N/A' } }]);
  });
});

test.each(['Trả hàng/Hoàn tiền', 'Trả hàng / Hoàn tiền', 'Hoàn tiền.', 'Hoàn hàng/Trả hàng'])(
  '“%s” is a returned order',
  async (status) => {
    const rows = rowsOf(['Mã đơn hàng', 'SKU', 'Số lượng', 'Trạng thái'], ['DH1', 'AO', '1', status]);
    expect(await documentsIn(rows)).toMatchObject([{ aside: { why: 'returned', text: status } }]);
  },
);

test('what people write where there is no code yet is no code', async () => {
  const words = ['chưa có', 'Không có', 'CHƯA CÓ MÃ'];
  const rows = rowsOf(['Mã đơn hàng', 'Mã vận đơn', 'SKU', 'Số lượng'], ...words.map((word, index) => [`DH${index}`, word, 'AO', '1']));
  expect((await documentsIn(rows)).map(({ typed }) => typed['courier_tracking_code'])).toEqual(['', '', '']);
});

test('letters that a program has turned into question marks are asked about', async () => {
  const names = ['Áo m?i', '??', 'Áo mới?', 'Xem shop.vn/x?a=b', 'Áo mới'];
  const rows = rowsOf(['SKU', 'Tên sản phẩm', 'Thương hiệu'], ...names.map((name, index) => [`A${index}`, name, '']));
  expect((await documentsIn(rows)).map(problemsOf)).toEqual([['cellLettersLost'], ['cellLettersLost'], [], [], []]);
});
