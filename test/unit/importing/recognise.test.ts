import { expect, test } from 'vitest';
import type { SheetRow } from '../../../contract/sheets.ts';
import { recognise } from '../../../main/importing/index.ts';

/** Rows as a reader gives them, from row 1 on; blank ones are left out. */
const rowsOf = (...rows: readonly (readonly string[])[]): SheetRow[] =>
  rows.flatMap((texts, index) => (texts.some((text) => text !== '') ? [{ row: index + 1, cells: texts.map((text) => ({ text })) }] : []));

const shopee = [
  'Mã đơn hàng',
  'Mã Kiện Hàng',
  'Trạng Thái Đơn Hàng',
  'Mã vận đơn',
  'SKU sản phẩm',
  'Tên sản phẩm',
  'SKU phân loại hàng',
  'Số lượng',
  'Tổng số tiền Người mua thanh toán',
  'Tổng số tiền người mua thanh toán',
  'Nhận xét từ Người mua',
  'Người Mua',
];
const shopeeRow = [
  '260806ABCDE123',
  '6000000000000000001',
  'Chờ lấy hàng',
  'SPXVN012345678901',
  'AT',
  'Áo',
  'AT-DO-M',
  '2',
  '1',
  '2',
  '',
  'ai_do',
];

test('a Shopee file is known by its headers, in whatever order they stand, and below titles', () => {
  const straight = recognise(rowsOf(shopee, shopeeRow));
  expect(straight).toMatchObject({
    sure: 'exact',
    mapping: { layout: 'shopee', table: 'shipment', headerRow: 1, firstRow: 2 },
    missing: ['warehouse'],
  });
  expect(straight.mapping!.columns).toMatchObject({
    order: 0,
    package: 1,
    tracking: 3,
    skuFallback: 4,
    productName: 5,
    sku: 6,
    quantity: 7,
  });
  expect(straight.mapping!.given).toEqual({ platform: 'shopee' });

  const turned = recognise(rowsOf(['Đơn hàng tháng 8'], [], shopee.toReversed(), shopeeRow.toReversed()));
  expect(turned).toMatchObject({ sure: 'exact', signature: straight.signature, mapping: { headerRow: 3, firstRow: 4 } });
  expect(turned.mapping!.columns['tracking']).toBe(shopee.length - 1 - 3);
});

test('accents that came in two parts, and blanks around them, make no other header', () => {
  const whole = recognise(rowsOf(shopee, shopeeRow));
  const parted = recognise(
    rowsOf(
      shopee.map((header) => ` ${header.normalize('NFD')}\u00A0`),
      shopeeRow,
    ),
  );
  expect(parted.signature).toBe(whole.signature);
  expect(parted.mapping).toEqual(whole.mapping);
});

test('two headers that differ in the case of one letter are two', () => {
  const one = recognise(rowsOf(shopee, shopeeRow));
  const other = recognise(
    rowsOf(
      shopee.filter((header) => header !== 'Tổng số tiền Người mua thanh toán'),
      shopeeRow.toSpliced(8, 1),
    ),
  );
  expect(other.signature).not.toBe(one.signature);
});
