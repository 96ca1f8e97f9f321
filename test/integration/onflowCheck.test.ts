import { afterEach, describe, expect, test } from 'vitest';
import type { CheckResult } from '../../contract/connection.ts';
import { checkConnection, checkedCalls, correctionsOf } from '../../main/onflow/connectionCheck.ts';
import type { Profile } from '../../contract/profile.ts';
import { proposalOf } from '../../main/onflow/amend.ts';
import { bench, envelope, json } from './onflowServer.ts';
import type { Bench } from './onflowServer.ts';

let open: Bench | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const status_info = { value: 300, label: 'Đã bàn giao', updated_time: 1 };
/** A provider that shares every assumption. */
const asAssumed: Record<string, unknown> = {
  '/api/v1/warehouses/list': [{ warehouse_code: 'W', warehouse_name: 'Kho' }],
  '/api/v1/brands/list': [{ id: 1, name: 'B' }],
  '/api/v1/addresses/province/list': [{ id: 1, code: '01', province_name: 'Hà Nội' }],
  '/api/v1/addresses/district/list?province_id=1': [{ id: 2, name: 'Long Biên' }],
  '/api/v1/addresses/ward/list?district_id=2': [{ id: 3, name: 'Bồ Đề' }],
  '/api/v1/products/list': {
    items: [
      { oasin: 'O0', sku: 'S', name: 'N', status: 'NEW' },
      { oasin: 'O1', sku: 'S', name: 'N', status: 'ACTIVE' },
    ],
  },
  '/api/v1/products/O0/detail': {
    oasin: 'O0',
    sku: 'S',
    name: 'N',
    status: 'NEW',
    price: '1.00',
    brand: null,
    barcodes: [],
    warehouses: [],
    created_time: 1,
    updated_time: 1,
  },
  '/api/v1/products/O1/stock': [{ warehouse_code: 'W', stock_level: 'A', quantity: 1, available_quantity: 1 }],
  '/api/v1/purchase-orders/list': [
    { po_code: 'P0', merchant_po_reference: 'R', warehouse_code: 'W', status: 'TRANSIT' },
    { po_code: 'P1', merchant_po_reference: 'R', warehouse_code: 'W', status: 'COMPLETED' },
  ],
  '/api/v1/purchase-orders/P0/detail': {
    po_code: 'P0',
    merchant_po_reference: 'R',
    warehouse_code: 'W',
    status: 'TRANSIT',
    packages: [],
    estimated_arrival_time: 1,
  },
  '/v1/purchase-orders/P0/export-po-bill': { po_bill_url: 'https://files.example.com/po-bill.pdf' },
  '/v1/purchase-orders/P1/inspection-list': [
    { package_code: 'K', oasin: 'O1', sku: 'S', product_quantity: 1, inbound_quantity: 1, putaway_quantity: 1, stock_level: 'A' },
  ],
  '/api/v1/shipments/b2c/list': [{ tracking_code: 'T', merchant_tracking_code_reference: 'R', warehouse_code: 'W', status_info }],
  '/api/v1/shipments/b2c/T/detail': {
    tracking_code: 'T',
    merchant_tracking_code_reference: 'R',
    warehouse_code: 'W',
    status_info,
    platform: 'lazada',
    items: [],
    created_time: 1,
  },
  '/api/v1/return-shipments/b2c/list': [
    { return_tracking_code: 'Z', shipment_tracking_code: 'T', merchant_return_tracking_code_reference: 'R', status_info },
  ],
  '/api/v1/return-shipments/b2c/Z/detail': {
    return_tracking_code: 'Z',
    shipment_tracking_code: 'T',
    merchant_return_tracking_code_reference: 'R',
    warehouse_code: 'W',
    status_info,
  },
};

/** Checks a provider that answers like `asAssumed`, but for the paths in `otherwise`. */
async function check(otherwise: Record<string, { status: number; body: string } | { data: unknown }> = {}, profile: Profile = {}) {
  open = await bench(
    (request, response) => {
      const path = (request.url ?? '').replace(/\?page=1&page_size=20$/, '');
      const other = otherwise[path];
      if (other !== undefined && 'status' in other) json(response, other.status, other.body);
      else if (other !== undefined || path in asAssumed)
        json(response, 200, envelope(other === undefined ? asAssumed[path] : other.data, { log_id: 'L' }));
      else json(response, 404, envelope(null, { error: true, error_code: 'NOT_FOUND', log_id: 'L404' }));
    },
    { profile },
  );
  const told: CheckResult[] = [];
  const results = await checkConnection(open.onflow, profile, (result) => told.push(result));
  expect(told).toEqual(results);
  return (call: string): CheckResult => results.find((result) => result.call === call) ?? ({} as CheckResult);
}

describe('the connection check', () => {
  test('finds a provider that shares every assumption, and changes nothing there', async () => {
    const of = await check();
    for (const call of checkedCalls) expect([call, of(call).verdict, of(call).missing]).toEqual([call, 'asAssumed', []]);
    expect(open?.requests.every((request) => request.method === 'GET')).toBe(true);
    expect(of('brands.list')).toMatchObject({ httpStatus: 200, logId: 'L' });
  });

  test('names what is not there, refused, broken or of another shape, each with its log_id, and goes on', async () => {
    const error = (code: string, logId: string): string => envelope(null, { error: true, error_code: code, log_id: logId });
    const of = await check({
      '/api/v1/warehouses/list': { status: 404, body: error('NOT_FOUND', 'L1') },
      '/api/v1/brands/list': { status: 403, body: error('FORBIDDEN', 'L2') },
      '/api/v1/addresses/province/list': { status: 500, body: '<html>' },
      '/api/v1/products/list': { data: [{ oasin: 'O0', sku: 'S', title: 'N', status: 'NEW' }] },
      '/api/v1/shipments/b2c/list': { data: { page: 1 } },
    });
    expect(of('warehouses.list')).toMatchObject({ verdict: 'notThere', httpStatus: 404, providerCode: 'NOT_FOUND', logId: 'L1' });
    expect(of('brands.list')).toMatchObject({ verdict: 'refused', httpStatus: 403, logId: 'L2' });
    expect(of('areas.provinces')).toMatchObject({ verdict: 'failed', httpStatus: 500 });
    expect(of('areas.districts')).toMatchObject({ verdict: 'notTried' });
    expect(of('products.list')).toMatchObject({ verdict: 'otherShape', missing: ['name'], logId: 'L' });
    expect(of('products.detail').verdict).toBe('asAssumed');
    expect(of('shipments.list')).toMatchObject({ verdict: 'otherShape', missing: ['data'] });
    expect(of('shipments.detail').verdict).toBe('notTried');
    expect(of('returns.detail').verdict).toBe('asAssumed');
  });

  test('asks for what is not there at its other paths, and proposes those at which it answers', async () => {
    const of = await check({
      '/api/v1/warehouses/list': { status: 404, body: '<html>404</html>' },
      '/api/v1/warehouses': { data: asAssumed['/api/v1/warehouses/list'] },
      '/api/v1/addresses/province/list': { status: 200, body: '<!doctype html><title>Onflow</title>' },
      '/api/v1/provinces': { data: [{ id: 1, name: 'Hà Nội' }] },
      '/api/v1/addresses/district/list?province_id=1': { status: 405, body: '' },
      '/api/v1/districts?province_id=1': { data: [{ id: 2, name: 'Long Biên' }] },
      '/api/v1/purchase-orders/list': { status: 404, body: '' },
      '/api/v1/purchase-orders': { data: [{ id: 7 }] },
      '/v1/purchase-orders/list': { data: asAssumed['/api/v1/purchase-orders/list'] },
      // Here, and broken: not to be looked for elsewhere.
      '/api/v1/brands/list': { status: 500, body: '' },
      '/api/v1/brands': { data: asAssumed['/api/v1/brands/list'] },
      '/api/v1/products': { data: asAssumed['/api/v1/products/list'] },
    });
    expect(of('warehouses.list')).toMatchObject({ verdict: 'elsewhere', answersAt: '/api/v1/warehouses' });
    expect(of('areas.provinces')).toMatchObject({ verdict: 'elsewhere', answersAt: '/api/v1/provinces' });
    expect(of('areas.districts')).toMatchObject({ verdict: 'elsewhere', answersAt: '/api/v1/districts' });
    expect(of('areas.wards')).toMatchObject({ verdict: 'asAssumed', answersAt: null });
    expect(of('purchaseOrders.list')).toMatchObject({ verdict: 'elsewhere', answersAt: '/v1/purchase-orders/list' });
    expect(of('purchaseOrders.detail').verdict).toBe('asAssumed');
    expect(of('brands.list')).toMatchObject({ verdict: 'failed', answersAt: null });
    const asked = (open?.requests ?? []).map((request) => request.url.split('?')[0]);
    expect(asked).not.toContain('/api/v1/brands');
    expect(asked).not.toContain('/api/v1/products');
    expect(open?.requests.every((request) => request.method === 'GET')).toBe(true);
    expect(open?.journal.filter((entry) => entry.path.startsWith('/api/v1/warehouses')).map((entry) => entry.priority)).toEqual([
      'person',
      'background',
    ]);
    const proposal = proposalOf({}, correctionsOf([of('warehouses.list'), of('areas.wards'), of('purchaseOrders.list')]));
    expect(proposal?.changes).toEqual([
      { call: 'warehouses.list', part: 'path', name: '', from: '/api/v1/warehouses/list', to: '/api/v1/warehouses' },
      { call: 'purchaseOrders.list', part: 'path', name: '', from: '/api/v1/purchase-orders/list', to: '/v1/purchase-orders/list' },
    ]);
  });

  test.each([401, 423])('asks nothing further once the key is refused with %i', async (status) => {
    const of = await check({ '/api/v1/brands/list': { status, body: envelope(null, { error: true, error_code: 'UNAUTHORIZED' }) } });
    expect(of('brands.list')).toMatchObject({ verdict: 'refused', httpStatus: status });
    for (const call of checkedCalls.slice(2)) expect([call, of(call).verdict]).toEqual([call, 'notTried']);
    expect(open?.requests).toHaveLength(2);
  });

  test('guesses no paths after a 403, and goes on with the calls it was to make', async () => {
    const refused = { status: 403, body: envelope(null, { error: true, error_code: 'FORBIDDEN' }) };
    const gone = { status: 404, body: '' };
    const of = await check({
      '/api/v1/warehouses/list': refused,
      '/api/v1/warehouses': { data: [] },
      '/api/v1/brands/list': gone,
      '/api/v1/brands': { data: [] },
    });
    expect(of('warehouses.list').verdict).toBe('refused');
    expect(of('brands.list')).toMatchObject({ verdict: 'notThere', answersAt: null });
    expect(of('returns.detail').verdict).toBe('asAssumed');
    expect(open?.requests.map((request) => request.url)).not.toContain('/api/v1/brands');
  });

  test('looks nowhere else for a call whose path the operator set', async () => {
    const profile: Profile = { calls: { 'warehouses.list': { path: '/mine' } } };
    const of = await check({ '/api/v1/warehouses': { data: asAssumed['/api/v1/warehouses/list'] } }, profile);
    expect(of('warehouses.list')).toMatchObject({ verdict: 'notThere', answersAt: null });
    expect(open?.requests.map((request) => request.url).slice(0, 2)).toEqual(['/mine', '/api/v1/brands/list']);
  });

  test('names what is otherwise than assumed although it is read', async () => {
    const odd = {
      trackingCode: 1,
      createdTime: '2026-11-20T09:00:00+07:00',
      updatedTime: 1_795_140_000_123,
      price: '159,000',
      statusInfo: 'MỚI',
      items: [{ sku: 'S', product_quantity: 'hai' }],
    };
    const of = await check({
      '/api/v1/shipments/b2c/list': {
        status: 200,
        body: JSON.stringify({ error: false, data: { page: { rows: [odd, odd, { note: 'nobody' }] } } }).replaceAll(
          '"trackingCode":1',
          '"trackingCode":576461413038785753',
        ),
      },
      '/api/v1/products/list': {
        status: 200,
        body: envelope(
          Array.from({ length: 20 }, (_, n) => ({ oasin: `O${n}`, sku: 'S', name: 'N', status: 'ACTIVE' })),
          { total: 20 },
        ),
      },
    });
    expect(of('shipments.list').oddities).toEqual(
      expect.arrayContaining([
        { kind: 'camelCase', at: 'trackingCode' },
        { kind: 'longNumber', at: 'trackingCode' },
        { kind: 'rowsElsewhere', at: 'data.page.rows' },
        { kind: 'noTotal', at: 'total' },
        { kind: 'unreadField', at: 'items.0.product_quantity' },
        { kind: 'unreadField', at: 'items.0.oasin' },
        { kind: 'unreadRows', at: '1' },
        { kind: 'repeatedRows', at: '1' },
        { kind: 'timeAsText', at: 'created_time' },
        { kind: 'timeInMilliseconds', at: 'updated_time' },
        { kind: 'priceWithMarks', at: 'price' },
        { kind: 'statusAsWord', at: 'status_info' },
      ]),
    );
    expect(of('products.list').oddities).toEqual([{ kind: 'pageTotal', at: '20' }]);
    expect(of('purchaseOrders.list').oddities).toEqual([]);
  });

  test('says that a list begins with page 0, and takes its examples from there', async () => {
    open = await bench((request, response) => {
      if (request.url?.includes('page=0') === true) json(response, 200, envelope([{ oasin: 'O0', sku: 'S', name: 'N', status: 'NEW' }]));
      else if (request.url?.includes('/products/list') === true) json(response, 404, '{"detail":"Invalid page."}');
      else json(response, 200, envelope([]));
    });
    const results = await checkConnection(open.onflow, {}, () => undefined);
    expect(results.find(({ call }) => call === 'products.list')).toMatchObject({
      verdict: 'asAssumed',
      oddities: [{ kind: 'firstPageZero', at: '0' }],
    });
    expect(results.find(({ call }) => call === 'products.detail')?.verdict).not.toBe('notTried');
  });
});
