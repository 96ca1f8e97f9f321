/**
 * An export with thirty-seven orders that must not go as they are: the others go; what is wrong comes back as a file; whoever mends in it
 * what its last column names, and drops it again, sends those thirty-seven, and nothing a second time.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportColumns } from '../../contract/imports.ts';
import { openSheets } from '../../main/sheets/index.ts';
import { type Fault, type FaultyFile, faultyOrders } from '../samples/faultyOrders.mts';
import { csvBytes, xlsxBytes } from '../samples/sheetBytes.mts';
import { Day, found, patience, warehouse } from './merchantsDay.ts';

/** Whole minutes of other work may pass in between. */
const limit = 600_000;
const [sound, cancelled] = [43, 4];
let day: Day;

beforeAll(async () => {
  day = await Day.begin('faults');
}, limit);
afterAll(async () => {
  await day[Symbol.asyncDispose]();
});

interface Headers {
  readonly order: string;
  readonly tracking: string;
  readonly sku: string;
  /** Of the article, where the variation has none of its own. */
  readonly parent: string;
  readonly quantity: string;
  readonly returned: string;
  readonly cancelReason: string;
  readonly note: string;
}

/** One fault an order. */
function faultsIn({ order, tracking, sku, parent, quantity, returned, cancelReason, note }: Headers): Fault[] {
  const products = day.products();
  const skuOf = (state: string, here: boolean): string =>
    products.find(({ status, warehouses }) => status === state && warehouses.includes(warehouse) === here)?.sku ?? 'none';
  const [like, alike] = day.goods(150);
  const fault = (what: string, cells: Fault['cells'], more: Pick<Fault, 'isCopied'> = {}): Fault => ({ what, cells, ...more });
  return [
    fault('a SKU that nobody knows', { [sku]: 'SKU-KHONG-CO' }),
    fault('a SKU with a letter too many', { [sku]: `${like?.sku}M` }),
    fault('a SKU in small letters', { [sku]: like?.sku.toLowerCase() ?? '' }),
    fault('a SKU with blanks', { [sku]: alike?.sku.replaceAll('-', ' ') ?? '' }),
    fault('no SKU', { [sku]: '', [parent]: '' }),
    fault('a product that is not sold any more', { [sku]: skuOf('INACTIVE', true) }),
    fault('a product that is in no warehouse yet', { [sku]: skuOf('NEW', false) }),
    fault('a product of another warehouse', { [sku]: skuOf('ACTIVE', false) }),
    ...['0', '1.5', 'hai', '-1', '', '999999999', '5000', '2 cái', '1E+03', 'None', '1/2'].map((text) =>
      fault(`the quantity “${text}”`, { [quantity]: text }),
    ),
    fault('no order', { [order]: '' }),
    fault('a blank in the order', { [order]: '260801A 0000012' }),
    fault('an order as long as a sentence', { [order]: 'A1'.repeat(70) }),
    fault('an order that a sheet took for a number', { [order]: '5.79E+17' }),
    fault('a Russian letter in the order', { [order]: '260801\u04100000999' }),
    fault('a Vietnamese letter in the order', { [order]: '260801Đ0000998' }),
    fault('a courier’s code that a sheet took for a number', { [tracking]: '8.93E+12' }),
    fault('the courier’s code of the order above', { [tracking]: { above: true } }),
    fault('blanks in the courier’s code', { [tracking]: 'SPX VN 012' }),
    fault('a courier’s code as long as a sentence', { [tracking]: 'SPX1'.repeat(40) }),
    fault('a Vietnamese letter in the courier’s code', { [tracking]: 'SPXVN0Ơ1234567' }),
    fault('a Russian letter in the courier’s code', { [tracking]: 'S\u0420XVN01234567' }),
    fault('a letter of the courier’s code that was lost', { [tracking]: 'SPX\uFFFD2312312' }),
    fault('a courier’s code of a parcel that has gone', { [tracking]: day.earlierCourierCode() }),
    fault('a reason why it was cancelled', { [cancelReason]: 'Đổi ý' }),
    fault('a piece that came back', { [returned]: '1' }),
    fault('a note that is a story', { [note]: 'chuyện dài, '.repeat(250) }),
    fault('a row that was copied', {}, { isCopied: true }),
  ];
}

const kinds = [
  {
    layout: 'shopee',
    ending: 'xlsx',
    bytes: (rows: readonly (readonly string[])[]): Buffer => xlsxBytes({ sheets: [{ name: 'orders', rows }] }),
    headers: {
      order: 'Mã đơn hàng',
      tracking: 'Mã vận đơn',
      sku: 'SKU phân loại hàng',
      parent: 'SKU sản phẩm',
      quantity: 'Số lượng',
      returned: 'Số lượng sản phẩm được hoàn trả',
      cancelReason: 'Lý do hủy',
      note: 'Ghi chú',
    },
    buyer: 'Người Mua',
  },
  {
    layout: 'tiktok',
    ending: 'csv',
    bytes: (rows: readonly (readonly string[])[]): Buffer => csvBytes(rows),
    headers: {
      order: 'Order ID',
      tracking: 'Tracking ID',
      sku: 'Seller SKU',
      parent: 'Seller SKU',
      quantity: 'Quantity',
      returned: 'Sku Quantity of return',
      cancelReason: 'Cancel Reason',
      note: 'Seller Note',
    },
    buyer: 'Buyer Username',
  },
] as const;

async function rowsIn(path: string): Promise<string[][]> {
  const book = await openSheets(path);
  const rows: string[][] = [];
  try {
    for await (const batch of book.sheets[0]?.rows() ?? [])
      rows.push(...batch.map(({ cells }) => cells.map(({ text, raw }) => raw ?? text)));
  } finally {
    await book.close();
  }
  return rows;
}

describe.each(kinds)('a $ending of $layout with thirty-seven faults', ({ layout, ending, bytes, headers, buyer }) => {
  let faults: Fault[];
  let file: FaultyFile;
  let created: number;
  const errors = (): string => day.path(`${layout} lỗi.xlsx`);
  const mended = (): string => day.path(`${layout} đã sửa.${ending}`);
  /** Rows as a program reads them: with as many cells as there are headers. */
  const whole = (cells: readonly string[]): string[] => file.headers.map((_, column) => cells[column] ?? '');

  beforeAll(async () => {
    created = day.provider.counts().byCall['shipments.create'];
    faults = faultsIn(headers);
    file = faultyOrders({ layout, seed: 3, sound, cancelled, goods: day.goods(150), faults });
    writeFileSync(day.path(`${layout}.${ending}`), bytes(file.rows));
    // How many there are of a product is known of those that were looked at.
    const many = file.rows.findIndex((cells) => cells.includes('5000'));
    await day.seeStock(file.meant[many]?.[file.headers.indexOf(headers.sku)] ?? '');
  }, limit);

  it(
    'sends the others, each of which is sound',
    async () => {
      expect(faults).toHaveLength(37);
      await day.drop(day.path(`${layout}.${ending}`));
      await day.sayWarehouse();
      await day.checked();
      await expect.poll(async () => (await day.count('Lỗi')) + (await day.count('Cần hỏi')), patience).toBe(37);
      expect([await day.count('Mới'), await day.count('Để riêng')]).toEqual([sound, cancelled]);
      await day.send(sound);
      await day.sent(sound);
    },
    limit,
  );

  it(
    'gives back the thirty-seven as a file: their columns as they were, and what is wrong behind them, by the name of its column',
    async () => {
      await day.desk.answerDialogs([{ dialog: 'showSaveDialog', canceled: false, filePath: errors() }]);
      await day.page.getByRole('button', { name: 'Tải tệp lỗi' }).click();
      await day.page.getByText(`${layout} lỗi.xlsx`).first().waitFor(patience);
      await expect.poll(() => existsSync(errors()), patience).toBe(true);
      const [head = [], ...rows] = await rowsIn(errors());
      expect(head).toEqual([...file.headers, reportColumns.vi.state, reportColumns.vi.problems]);
      const planted = file.rows.filter((cells, at) => at > 0 && JSON.stringify(cells) !== JSON.stringify(file.meant[at]));
      const copied = file.rows.filter((_, at) => file.meant[at + 1] === null);
      expect(rows.map(whole)).toEqual(file.rows.filter((cells) => planted.includes(cells) || copied.includes(cells)));

      const byBuyer = new Map(file.meant.flatMap((cells) => (cells === null ? [] : [[cells[file.headers.indexOf(buyer)], cells]])));
      const unnamed: string[] = [];
      const mend = (cells: readonly string[]): string[] => {
        const meant = byBuyer.get(cells[file.headers.indexOf(buyer)]);
        const now = [...cells];
        for (const line of (cells[file.headers.length + 1] ?? '').split('\n')) {
          if (line === '') continue;
          const column = file.headers.findIndex((header) => line.startsWith(`${header}: `) || line.startsWith(`${header} “`));
          if (column === -1) unnamed.push(line);
          else now[column] = line.includes('ghi số lượng 0 vào đây') ? '0' : (meant?.[column] ?? '');
        }
        return now;
      };
      writeFileSync(mended(), bytes([head, ...rows.map(mend)]));
      expect(unnamed).toEqual([]);
      expect(readFileSync(mended()).length).toBeGreaterThan(0);
    },
    limit,
  );

  it(
    'mended and dropped again, makes those thirty-seven and no other',
    async () => {
      await day.drop(mended());
      await day.checked();
      await expect.poll(() => day.count('Mới'), patience).toBe(37);
      expect(await Promise.all(['Lỗi', 'Cần hỏi', 'Đã có', 'Thay đổi', 'Để riêng'].map((state) => day.count(state)))).toEqual([
        0, 0, 0, 0, 0,
      ]);
      await day.send(37);
      await day.sent(37);
    },
    limit,
  );

  it('is at the provider whole: each order once, with its code and its goods', () => {
    const arrived = [...day.arrived().values()].filter((shipment) => shipment.platform === layout);
    expect(found(arrived)).toEqual(day.wanted(file.orders.filter(({ state }) => state === 'open')));
    expect(arrived).toHaveLength(sound + 37);
    expect(day.provider.counts().byCall['shipments.create'] - created).toBe(sound + 37);
  });
});
