/** What a list shows can be written out: each column has a cell of the same name, with the same value. */
import { createIntl } from 'react-intl';
import { expect, it } from 'vitest';
import type { RecordRow } from '../../../contract/bridge.ts';
import { cellsOf } from '../../../contract/kinds/cells.ts';
import { kindNames } from '../../../contract/kinds/index.ts';
import type { Beside } from '../../../contract/kinds/listing.ts';
import { recordSchemas } from '../../../contract/records.ts';
import type { RowWords } from '../../../renderer/features/records/recordColumn.ts';
import { viewOf } from '../../../renderer/kinds/index.ts';

const beside: Beside = {
  rowsOf: (topic) =>
    topic === 'inspection' ? [{ package_code: 'P1', oasin: 'O1', product_quantity: 3, inbound_quantity: 2, putaway_quantity: 2 }] : null,
};
const words: RowWords = {
  // Words are another matter: here each is its own.
  t: (id) => id.split('.').at(-1) ?? id,
  intl: createIntl({ locale: 'vi' }),
  now: 0,
  warehouseName: (code) => code ?? '',
  warehouseParts: (code) => ({ common: '', telling: code ?? '' }),
  warehouses: ['HN'],
};
const lines = [{ oasin: 'O1', sku: 'AT-DO-M', product_quantity: 3 }];
/** Everything that some list shows, under all its names. */
const told = {
  oasin: 'X1',
  po_code: 'X1',
  tracking_code: 'X1',
  return_tracking_code: 'X1',
  sku: '0012',
  name: 'Áo',
  barcodes: ['893', '894'],
  price: 159_000,
  brand: { id: 1, name: 'Hoa Mai' },
  product_size: 'M',
  product_color: 'Đỏ',
  product_image_url_main: 'https://files.example/a.png',
  created_time: 1_790_000_000,
  updated_time: 1_790_000_001,
  handover_time: 1_790_000_002,
  estimated_arrival_time: 1_790_000_003,
  merchant_po_reference: '0012',
  merchant_tracking_code_reference: '0012',
  merchant_return_tracking_code_reference: '0012',
  shipment_tracking_code: 'S1',
  courier_tracking_code: 'SPX1',
  return_courier_tracking_code: 'SPX2',
  partner_tracking_code: '2403',
  warehouse_code: 'HN',
  platform: 'shopee',
  items: lines,
  packages: [{ package_code: 'P1', items: lines }],
  note: 'gấp',
  status_info: { value: 100 },
};

it.each(kindNames)('every column of %s', (kind) => {
  const row = {
    kind,
    code: 'X1',
    reference: '0012',
    status: 'NEW',
    asOf: 0,
    record: recordSchemas[kind].parse(told),
    glance: kind === 'product' ? [{ warehouse: 'HN', quantity: 7, available: 5 }] : kind === 'purchase-order' ? 1 : null,
  } as RecordRow;
  for (const { id, type, of } of viewOf(kind).columns) {
    const cell = cellsOf(kind, id);
    expect([id, cell?.type]).toEqual([id, type === 'code' ? 'text' : type]);
    const value = cell?.of(row, { beside, warehouses: words.warehouses });
    expect([id, Array.isArray(value) ? value.join(', ') : (value ?? '')]).toEqual([id, of(row as never, words) ?? '']);
  }
});
