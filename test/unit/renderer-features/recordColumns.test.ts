/** The columns of the lists: what they say of a row, on the screen and in what is exported. */
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import type { RecordRowOf } from '../../../contract/bridge.ts';
import { kindNames } from '../../../contract/kinds/index.ts';
import { goodPieces } from '../../../contract/kinds/product.ts';
import { recordSchemas } from '../../../contract/records.ts';
import { askableOf } from '../../../contract/recordQuery.ts';
import { formatAge } from '../../../renderer/ui/formats.ts';
import { type RowWords, textOf } from '../../../renderer/features/records/recordColumn.ts';
import { tellingName } from '../../../renderer/features/records/tellingName.ts';
import { viewOf } from '../../../renderer/kinds/index.ts';
import { productColumns } from '../../../renderer/kinds/product/columns.tsx';
import { lateBy } from '../../../renderer/kinds/purchaseOrder/cells.tsx';
import { shipmentColumns } from '../../../renderer/kinds/shipment/columns.tsx';
import { type MessageId, readMessages } from '../../../renderer/messages/index.ts';

const intl = createIntl({ locale: 'vi', messages: await readMessages('vi') });
const now = Date.UTC(2026, 10, 26, 3);
const words: RowWords = {
  t: (id: MessageId, values) => intl.formatMessage({ id }, values as Record<string, string>),
  intl,
  now,
  warehouseName: (code) => code ?? '',
  warehouseParts: (code) => ({ common: '', telling: code ?? '' }),
  warehouses: [],
};
const columnOf = <C extends { readonly id: string }>(columns: readonly C[], id: string): C => {
  const column = columns.find((each) => each.id === id);
  if (column === undefined) throw new Error(`no column ${id}`);
  return column;
};
const productRow = (glance: RecordRowOf<'product'>['glance']): RecordRowOf<'product'> => ({
  kind: 'product',
  code: 'OASIN1',
  reference: 'AT-DO-M',
  status: 'ACTIVE',
  asOf: now,
  record: recordSchemas.product.parse({ oasin: 'OASIN1', sku: 'AT-DO-M' }),
  glance,
});

describe('the columns of a list', () => {
  it.each(kindNames)('of %s have one name each, and what is sorted by exists', (kind) => {
    const { columns } = viewOf(kind);
    const ids = columns.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { sortedBy } of columns) if (sortedBy !== undefined) expect(Object.keys(askableOf(kind).columns)).toContain(sortedBy);
  });

  it('of products has a picture for who chooses it, and none where the provider has told of none', () => {
    const picture = columnOf(productColumns, 'picture');
    expect(picture.isExtra).toBe(true);
    expect(picture.draw?.(productRow(null), words)).toBe('–');
    const pictured = productRow(null);
    const record = { ...pictured.record, product_image_url_main: 'https://files.example/a.png' };
    expect(picture.draw?.({ ...pictured, record }, words)).not.toBe('–');
  });

  it.each(kindNames)('of %s say that nothing is told of a record that has nothing but its code', (kind) => {
    const { columns } = viewOf(kind);
    const code =
      kind === 'product' ? 'oasin' : kind === 'purchase-order' ? 'po_code' : kind === 'shipment' ? 'tracking_code' : 'return_tracking_code';
    const record = recordSchemas[kind].parse({ [code]: 'X1' });
    const row = { kind, code: 'X1', reference: '', status: 'UNKNOWN', asOf: now, record, glance: null } as never;
    const told = Object.fromEntries(columns.map((column) => [column.id, textOf(column, row, words)]));
    for (const [id, text] of Object.entries(told)) if (!['code', 'oasin', 'status'].includes(id)) expect([id, text]).toEqual([id, '–']);
  });
});

describe('stock in the list', () => {
  const stock = [
    { warehouse: 'HN', quantity: 12, available: 10 },
    { warehouse: 'HCM', quantity: 1_200, available: null },
  ];
  const said = (id: string, glance: RecordRowOf<'product'>['glance'], warehouses: readonly string[] = []) =>
    textOf(columnOf(productColumns, id), productRow(glance), { ...words, warehouses });

  it('that nobody has told is no 0', () => {
    expect(said('stock', null)).toBe('–');
    expect(said('available', stock, ['HCM'])).toBe('–');
    expect(said('stock', stock, ['DN'])).toBe('–');
  });
  it('is that of all warehouses, and of the chosen ones where some are chosen', () => {
    expect(said('stock', stock)).toBe('1.212');
    expect(said('stock', stock, ['HN'])).toBe('12');
    expect(said('available', stock)).toBe('10');
  });
  it('is 0 where the provider has answered that there is none', () => {
    expect(said('stock', [])).toBe('0');
    expect(goodPieces([{ warehouse: 'HN', quantity: 0, available: 0 }], 'available')).toBe(0);
  });
});

describe('a purchase order', () => {
  const order = (status: string, eta: number | null) =>
    ({ status, record: { estimated_arrival_time: eta } }) as unknown as RecordRowOf<'purchase-order'>;
  it('is late only while it is on its way', () => {
    expect(lateBy(order('TRANSIT', now / 1_000 - 86_400), now)).toBe(86_400);
    expect(lateBy(order('TRANSIT', now / 1_000 + 1), now)).toBeNull();
    expect(lateBy(order('COMPLETED', now / 1_000 - 86_400), now)).toBeNull();
    expect(lateBy(order('TRANSIT', null), now)).toBeNull();
  });
});

describe('an age', () => {
  it.each([
    [30, '0 phút'],
    [59 * 60, '59 phút'],
    [3_600 * 3 + 59, '3 giờ'],
    [86_400 * 2, '2 ngày'],
    [-600, '0 phút'],
  ])('of %s seconds is %s', (seconds, text) => {
    expect(formatAge(words.intl, now / 1_000 - seconds, now)).toBe(text);
  });
});

describe('the name of a warehouse', () => {
  const names = ['Kho Hà Nội – Long Biên', 'Kho TP. Hồ Chí Minh – Bình Tân', 'Kho TP. Hồ Chí Minh – Thủ Đức'];
  it('is told by what no other one begins with', () => {
    expect(tellingName(names[0] ?? '', names)).toEqual({ common: 'Kho Hà Nội – ', telling: 'Long Biên' });
    expect(tellingName(names[1] ?? '', names)).toEqual({ common: 'Kho TP. Hồ Chí Minh – ', telling: 'Bình Tân' });
    expect(tellingName('Kho lạnh A', ['Kho lạnh A', 'Kho lạnh B'])).toEqual({ common: 'Kho lạnh ', telling: 'A' });
    expect(tellingName('HN – Kho 1', ['HN – Kho 1', 'HCM – Kho 1'])).toEqual({ common: '', telling: 'HN – Kho 1' });
  });
  it('is whole in its two parts, whatever the names are', () => {
    for (const name of [...names, 'Kho', 'Kho TP. Hồ Chí Minh', '', '  Kho  Hà Nội ']) {
      const { common, telling } = tellingName(name, [...names, 'Kho']);
      expect(common + telling).toBe(name);
      if (name.trim() !== '') expect(telling.trim()).not.toBe('');
    }
  });
});

it('a shipment shows what it holds, and how many pieces', () => {
  const record = recordSchemas.shipment.parse({
    tracking_code: 'S1',
    items: [
      { oasin: 'OASIN1', sku: 'AT-DO-M', product_quantity: 2 },
      { oasin: 'OASIN2', product_quantity: 1 },
    ],
  });
  const row = {
    kind: 'shipment',
    code: 'S1',
    reference: 'DH-1',
    status: 'NEW',
    asOf: now,
    record,
    glance: null,
  } as RecordRowOf<'shipment'>;
  expect(textOf(columnOf(shipmentColumns, 'items'), row, words)).toBe('2 × AT-DO-M, 1 × OASIN2');
  expect(textOf(columnOf(shipmentColumns, 'quantity'), row, words)).toBe('3');
});
