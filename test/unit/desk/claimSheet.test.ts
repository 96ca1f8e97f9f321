/** The claim sheet: what it says, what it leaves open, and how it is read back from a spreadsheet. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { expect, onTestFinished, test } from 'vitest';
import { type ClaimSheet, notTold } from '../../../contract/claim.ts';
import { recordSchemas } from '../../../contract/records.ts';
import { claimSheet } from '../../../main/desk/claimSheet.ts';
import { openStore } from '../../../main/store/index.ts';
import { writeClaim } from '../../../main/support/claimFile.ts';
import { systemClock } from '../../../main/time/clock.ts';
import { unzip } from '../../integration/wholeDesk.ts';
import { temporaryFolder } from '../store/temporary.ts';

/** 30 November 2026, 9:00 in Vietnam. */
const nine = Date.UTC(2026, 10, 30, 2) / 1_000;
const order = {
  po_code: 'OAPO000000123',
  merchant_po_reference: '0012345',
  warehouse_code: 'ONF_WH_HN_LB',
  status: 'COMPLETED',
  created_time: nine - 5 * 86_400,
  updated_time: nine,
  estimated_arrival_time: nine - 86_400,
  packages: [
    {
      package_code: 'PKG_01',
      items: [
        { oasin: 'O1', sku: 'AT-DO-M', product_quantity: 10 },
        { oasin: 'O2', sku: '0007', product_quantity: 20 },
      ],
    },
    { package_code: 'PKG_02', items: [{ oasin: 'O3', sku: 'GH-1', product_quantity: 5, name: 'Giày' }] },
  ],
};
const row = (given: object) => ({ package_code: 'PKG_01', oasin: 'O1', sku: 'AT-DO-M', batch_lot_code: null, expiry_date: null, ...given });
const matching = row({ oasin: 'O1', product_quantity: 10, inbound_quantity: 10, putaway_quantity: 10, stock_level: 'A' });
const differing = [
  row({
    oasin: 'O2',
    sku: '0007',
    product_quantity: 20,
    inbound_quantity: 15,
    stock_level: 'A',
    batch_lot_code: 'L-01',
    expiry_date: nine,
  }),
  row({ oasin: 'O2', sku: '0007', product_quantity: 0, inbound_quantity: 2, stock_level: 'D2', batch_lot_code: 'L-01', expiry_date: nine }),
];

function sheet(inspection: readonly object[] | null, language: 'vi' | 'en' = 'vi', given: object = order): ClaimSheet {
  const store = openStore(join(temporaryFolder(), 'desk.sqlite'), systemClock, () => undefined);
  onTestFinished(() => store.close());
  const { catalogue } = store;
  catalogue.putDetail('purchase-order', recordSchemas['purchase-order'].parse(given), nine * 1_000);
  catalogue.putListRows('product', [recordSchemas.product.parse({ oasin: 'O2', sku: '0007', name: 'Áo đỏ', barcodes: ['08938505'] })], 1);
  catalogue.putList('warehouses', '', [{ warehouse_code: 'ONF_WH_HN_LB', warehouse_name: 'Kho Long Biên' }], 1);
  if (inspection !== null) catalogue.putList('inspection', 'OAPO000000123', inspection, nine * 1_000);
  const made = claimSheet(catalogue, 'OAPO000000123', { language, merchant: 'Shop Hoa Mai', now: nine * 1_000 });
  if (made === null) throw new Error('no sheet');
  return made;
}
const titles = ({ columns }: ClaimSheet): string[] => columns.map(({ title }) => title);

test('what differs comes first, what nobody has inspected after it, and what came as announced last', () => {
  const made = sheet([matching, ...differing]);
  expect(titles(made).slice(7)).toEqual(['Khai báo', 'Nhận tốt', 'Nhận hỏng', 'Thất lạc', 'Thiếu', 'Thừa']);
  expect(made.lines.map(({ cells, isDifferent }) => [isDifferent, ...cells])).toEqual([
    [true, 'PKG_01', '0007', '08938505', 'Áo đỏ', 'A', 'L-01', '30/11/2026', 20, 15, '', '', 3, 0],
    [true, 'PKG_01', '0007', '08938505', 'Áo đỏ', 'D2', 'L-01', '30/11/2026', '', '', 2, '', '', ''],
    [false, 'PKG_02', 'GH-1', notTold, 'Giày', notTold, notTold, notTold, 5, notTold, notTold, notTold, notTold, notTold],
    [false, 'PKG_01', 'AT-DO-M', notTold, notTold, 'A', notTold, notTold, 10, 10, '', '', 0, 0],
  ]);
  expect(made.totals.slice(7)).toEqual([35, 25, 2, notTold, 3, 0]);
  expect(made.facts.map(({ value }) => value)).toEqual([
    'OAPO000000123',
    '0012345',
    'Kho Long Biên · ONF_WH_HN_LB',
    'Shop Hoa Mai',
    '25/11/2026 09:00',
    '29/11/2026 09:00',
    '30/11/2026 09:00',
    '30/11/2026 09:00',
    '30/11/2026 09:00',
  ]);
});

test('an order without an inspection has its plan, and "–" for all that nobody has told', () => {
  const made = sheet(null);
  expect(made.lines.map(({ cells }) => cells.slice(7))).toEqual([
    [10, notTold, notTold, notTold, notTold, notTold],
    [20, notTold, notTold, notTold, notTold, notTold],
    [5, notTold, notTold, notTold, notTold, notTold],
  ]);
  expect(made.totals.slice(7)).toEqual([35, notTold, notTold, notTold, notTold, notTold]);
  expect(made.facts[7]?.value).toBe(notTold);
  expect(made.notes[0]).toBe('Onflow chưa trả kết quả kiểm hàng của đơn này.');
});

test('a number that a line leaves open makes nothing missing; pieces that came beyond the plan are an excess', () => {
  const open = sheet([row({ oasin: 'O1', product_quantity: 10, inbound_quantity: null, stock_level: 'A' })]);
  expect(open.lines.find(({ cells }) => cells[1] === 'AT-DO-M')?.cells.slice(7)).toEqual([10, notTold, '', '', notTold, notTold]);
  const over = sheet([row({ oasin: 'O1', product_quantity: 10, inbound_quantity: 12, stock_level: 'A' })]);
  expect(over.lines[0]?.cells.slice(7)).toEqual([10, 12, '', '', 0, 2]);
});

test('an inspection that calls the packages otherwise makes no product twice; a level that nobody knows has a column of its own', () => {
  const made = sheet([
    row({ package_code: 'BOX-A', oasin: 'O1', product_quantity: 10, inbound_quantity: 4, stock_level: 'A' }),
    row({ package_code: 'BOX-A', oasin: 'O1', product_quantity: 0, inbound_quantity: 6, stock_level: 'Q' }),
  ]);
  expect(titles(made)).toContain('Loại khác');
  expect(made.lines.filter(({ cells }) => cells[1] === 'AT-DO-M')).toHaveLength(2);
  expect(made.lines.map(({ cells }) => cells[1])).toContain('GH-1');
});

test('the words are the operator’s', () => {
  const made = sheet([matching], 'en');
  expect([made.title, titles(made)[7], made.totals[0]]).toEqual(['Claim sheet for inbound goods', 'Announced', 'Total']);
});

test('as a spreadsheet it keeps codes as text, numbers as numbers, and is read back as it was', async () => {
  const made = sheet([matching, ...differing]);
  const path = join(temporaryFolder(), 'claim.xlsx');
  const saved = await writeClaim(path, made);
  expect(saved).toMatchObject({ saved: true, name: 'claim.xlsx' });
  const cells = (await readXlsxFile(path))[0]?.data as unknown[][];
  const head = cells.findIndex(([first]) => first === 'Kiện');
  expect(cells[head + 1]?.slice(0, 13)).toEqual([
    'PKG_01',
    '0007',
    '08938505',
    'Áo đỏ',
    'A',
    'L-01',
    '30/11/2026',
    20,
    15,
    null,
    null,
    3,
    0,
  ]);
  expect(cells.find(([term]) => term === 'Mã tham chiếu')?.[1]).toBe('0012345');
  expect(cells.flat()).toContain('Đại diện chủ hàng');
  const files = unzip(readFileSync(path));
  expect(files.get('xl/worksheets/sheet1.xml')).toMatch(/orientation="landscape"/u);
  expect(files.get('xl/worksheets/sheet1.xml')).not.toContain('<f>');
});
