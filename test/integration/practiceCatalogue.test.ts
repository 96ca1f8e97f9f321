/** The practice provider over real HTTP: envelope, directory calls, products and stock. */
import { describe, expect, test } from 'vitest';
import {
  createProduct,
  hanoi,
  minutes,
  newProduct,
  newPurchaseOrder,
  newShipment,
  practise,
  usable,
  type Row,
} from '../unit/practice/caller.ts';

describe('the envelope', () => {
  test('of a success is exactly that of the printed examples', async () => {
    const { get } = await practise();
    const { status: _, headers: __, ...envelope } = await get(`/api/v1/products/${usable}/detail`);
    expect(envelope).toEqual({
      data: expect.any(Object),
      error: false,
      error_code: null,
      log_id: null,
      messages: 'OK',
      total: 1,
      version: '1.0.3',
      error_detail: null,
    });
  });

  test('of an error has a code, a log id of its own, and texts in the language asked for', async () => {
    const { get } = await practise();
    const vietnamese = await get('/api/v1/products/OASIN9999999/detail', { 'accept-language': 'vi' });
    const english = await get('/api/v1/products/OASIN9999999/detail', { 'accept-language': 'en' });
    expect(vietnamese).toMatchObject({
      status: 404,
      error: true,
      error_code: 'PRODUCT_NOT_FOUND',
      messages: 'Không tìm thấy sản phẩm',
      data: null,
    });
    expect(english.messages).toBe('Product not found');
    expect(vietnamese.log_id).toMatch(/^[0-9a-f]{24}$/);
    expect(english.log_id).not.toBe(vietnamese.log_id);
  });

  test('tells an unknown path, a wrong method, broken JSON and an undeclared body apart', async () => {
    const { get, put, practice } = await practise();
    expect(await get('/api/v1/nothing')).toMatchObject({ status: 404, error_code: 'NOT_FOUND' });
    expect(await get('/api/v1/purchase-orders/OAPO232716001/export-po-bill')).toMatchObject({ status: 404 });
    expect(await put('/api/v1/products/create')).toMatchObject({ status: 405, error_code: 'METHOD_NOT_ALLOWED' });
    const post = async (type: string, body: string): Promise<Row> => {
      const headers = { authorization: practice.token, 'content-type': type };
      const response = await fetch(`${practice.baseUrl}/api/v1/products/create`, { method: 'POST', headers, body });
      return { status: response.status, ...((await response.json()) as Row) };
    };
    expect(await post('application/json', '{"sku":')).toMatchObject({ status: 400, error_code: 'INVALID_PAYLOAD' });
    expect(await post('text/plain', '{}')).toMatchObject({ status: 400, error_code: 'BAD_REQUEST' });
    expect(await post('application/json', `"${'x'.repeat(1024 * 1024)}"`)).toMatchObject({ status: 413, error_code: 'PAYLOAD_TOO_LARGE' });
  });
});

describe('the directories', () => {
  test('are two warehouses, thirty brands and the provinces with their districts and wards', async () => {
    const { get } = await practise();
    expect((await get<Row[]>('/api/v1/warehouses/list')).data.map((row) => row['warehouse_code'])).toEqual([hanoi, 'ONF_WH_HCM_BT']);
    expect(await get<Row[]>('/api/v1/brands/list')).toMatchObject({ total: 30 });
    expect((await get<Row[]>('/api/v1/brands/list?keyword=ca+phe')).data).toEqual([
      { id: expect.any(Number), name: 'Cà Phê Buôn Ma Thuột' },
    ]);
    const provinces = await get<Row[]>('/api/v1/addresses/province/list');
    expect(provinces.total).toBe(63);
    const districts = await get<Row[]>('/api/v1/addresses/district/list?province_id=79');
    const district = districts.data.find(({ district_name }) => district_name === 'Thành phố Thủ Đức');
    expect(
      (await get<Row[]>(`/api/v1/addresses/ward/list?district_id=${String(district?.['id'])}`)).data.map(({ ward_name }) => ward_name),
    ).toContain('Phường Thảo Điền');
    expect(await get('/api/v1/addresses/district/list?province_id=3')).toMatchObject({ status: 404 });
  });
});

describe('products', () => {
  test('list 300 goods of the seeded company, a page at a time, newest first, none twice', async () => {
    const { get } = await practise();
    const first = await get<Row[]>('/api/v1/products/list');
    expect(first).toMatchObject({ total: 300, status: 200 });
    expect(first.data).toHaveLength(50);
    const pages = await Promise.all([1, 2].map((page) => get<Row[]>(`/api/v1/products/list?page=${page}&page_size=500`)));
    expect(pages.map(({ data }) => data.length)).toEqual([200, 100]);
    const rows = pages.flatMap(({ data }) => data);
    expect(new Set(rows.map(({ oasin }) => oasin)).size).toBe(300);
    const times = rows.map((row) => Number(row['created_time']));
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    expect(await get('/api/v1/products/list?page=0')).toMatchObject({
      status: 422,
      error_code: 'BAD_REQUEST',
      messages: { page: [expect.any(String)] },
    });
  });

  test.each([
    ['a name without its marks', 'ao thun co tron do', 4],
    ['a SKU', 'at-do-m', 1],
    ['an OASIN', usable, 1],
  ])('are found by %s', async (_, keyword, total) => {
    const { get } = await practise();
    const found = await get<Row[]>(`/api/v1/products/list?keyword=${encodeURIComponent(keyword)}`);
    expect(found.total).toBe(total);
    expect(found.data.map(({ oasin }) => oasin)).toContain(usable);
  });

  test('are filtered by barcode, status and warehouse', async () => {
    const { get } = await practise();
    const { data } = await get(`/api/v1/products/${usable}/detail`);
    expect(await get(`/api/v1/products/list?keyword=${String((data['barcodes'] as string[])[0])}`)).toMatchObject({ total: 1 });
    for (const status of ['NEW', 'ACTIVE', 'INACTIVE']) {
      const rows = (await get<Row[]>(`/api/v1/products/list?status=${status}&page_size=200`)).data;
      expect(new Set(rows.map((row) => row['status']))).toEqual(new Set([status]));
    }
    const inHanoi = (await get<Row[]>(`/api/v1/products/list?warehouse_code=${hanoi}&page_size=200`)).data;
    expect(inHanoi.length).toBeGreaterThan(50);
    expect(inHanoi.every((row) => (row['warehouses'] as Row[]).some(({ warehouse_code }) => warehouse_code === hanoi))).toBe(true);
  });

  test('are NEW and nowhere when created, and answered under the names of the printed detail', async () => {
    const { post, get } = await practise();
    const created = await post('/api/v1/products/create', newProduct('DH-1'));
    expect(created).toMatchObject({ status: 201, data: { oasin: 'OASIN1470301', status: 'NEW' } });
    expect((await get('/api/v1/products/OASIN1470301/detail')).data).toMatchObject({
      sku: 'DH-1',
      status: 'NEW',
      price: '159000.00',
      currency: 'VND',
      brand: { id: 2240, name: 'Nhà May Sài Gòn' },
      barcodes: ['BC-DH-1'],
      product_characteristics: 'FRAGILE,HIGH_VALUE',
      weight: 180,
      shelf_life: null,
      warehouses: [],
    });
    expect((await get(`/api/v1/products/list?keyword=DH-1&status=NEW`)).total).toBe(1);
  });

  test('are refused with every problem named at its field', async () => {
    const { post } = await practise();
    const refused = await post('/api/v1/products/create', {
      name: ' ',
      weight: -1,
      product_barcodes: '893',
      shelf_life: 100,
      min_shelf_life_inbound: 101,
    });
    expect(refused).toMatchObject({ status: 422, error_code: 'INVALID_PAYLOAD' });
    expect(Object.keys(refused.messages as Row).toSorted()).toEqual([
      'min_shelf_life_inbound',
      'name',
      'product_barcodes',
      'sku',
      'weight',
    ]);
    expect(await post('/api/v1/products/create', [])).toMatchObject({ status: 422, error_code: 'INVALID_PAYLOAD' });
  });

  test('are refused for a SKU, a barcode or a brand that will not do', async () => {
    const caller = await practise();
    await createProduct(caller, 'DH-1');
    const create = (change: Row): Promise<Row> =>
      caller.post('/api/v1/products/create', { ...newProduct('DH-2'), ...change }) as Promise<unknown> as Promise<Row>;
    expect(await create({ sku: 'DH-1' })).toMatchObject({ status: 422, error_code: 'ALREADY_EXISTS' });
    expect(await create({ product_barcodes: ['BC-DH-1'] })).toMatchObject({ status: 422, error_code: 'DUPLICATE_BARCODE' });
    expect(await create({ product_barcodes: ['B', 'B'] })).toMatchObject({ status: 422, error_code: 'DUPLICATE_BARCODE' });
    expect(await create({ brand_id: 1 })).toMatchObject({ status: 422, error_code: 'NOT_FOUND' });
    expect(caller.practice.counts().products['DH-2']).toBeUndefined();
  });

  test('become ACTIVE when assigned, once, to warehouses that exist', async () => {
    const caller = await practise();
    const oasin = await createProduct(caller, 'DH-1');
    const assign = (codes: unknown): Promise<Row> =>
      caller.put(`/api/v1/products/${oasin}/assign`, { warehouse_codes: codes }) as Promise<unknown> as Promise<Row>;
    expect(await assign(['NOWHERE'])).toMatchObject({ status: 422, error_code: 'PRODUCT_CANNOT_ASSIGN_TO_WAREHOUSE' });
    expect(await assign([])).toMatchObject({ status: 422, error_code: 'INVALID_PAYLOAD' });
    expect(await assign([hanoi])).toMatchObject({ status: 200, data: { status: 'ACTIVE', warehouses: [{ warehouse_code: hanoi }] } });
    expect(await assign([hanoi])).toMatchObject({ status: 422, error_code: 'PRODUCT_WAREHOUSE_CONFLICT' });
    expect(await assign(['ONF_WH_HCM_BT'])).toMatchObject({ status: 422, error_code: 'PRODUCT_STATUS_NOT_NEW' });
    expect(await caller.put('/api/v1/products/OASIN9999999/assign', {})).toMatchObject({ status: 404, error_code: 'PRODUCT_NOT_FOUND' });
  });

  test('become INACTIVE when deactivated, once', async () => {
    const { put, get } = await practise();
    expect(await put(`/api/v1/products/${usable}/deactivate`)).toMatchObject({ status: 200, data: { status: 'INACTIVE' } });
    expect((await get(`/api/v1/products/${usable}/detail`)).data['status']).toBe('INACTIVE');
    expect(await put(`/api/v1/products/${usable}/deactivate`)).toMatchObject({ status: 422, error_code: 'PRODUCT_ALREADY_INACTIVE' });
  });
});

describe('stock', () => {
  const goodInHanoi = (rows: readonly Row[]): { quantity: number; available: number } => {
    const row = rows.find(({ warehouse_code, stock_level }) => warehouse_code === hanoi && stock_level === 'A');
    return { quantity: Number(row?.['quantity']), available: Number(row?.['available_quantity']) };
  };

  test('is told per warehouse and level', async () => {
    const { get } = await practise();
    const all = await get<Row[]>(`/api/v1/products/${usable}/stock`);
    expect(all.data.map((row) => row['stock_level'])).toEqual(['A', 'D1', 'D2', 'D3', 'L', 'A', 'D1', 'D2', 'D3', 'L']);
    expect(await get(`/api/v1/products/${usable}/stock?warehouse_code=${hanoi}`)).toMatchObject({ total: 5 });
    expect(goodInHanoi(all.data).quantity).toBeGreaterThan(0);
  });

  test('is reserved by a shipment at once, leaves at the handover, and is free again when cancelled', async () => {
    const caller = await practise();
    const { get, post, put } = caller;
    const oasin = await createProduct(caller, 'DH-1');
    await put(`/api/v1/products/${oasin}/assign`, { warehouse_codes: [hanoi] });
    await post('/api/v1/purchase-orders/create', newPurchaseOrder(oasin, 'PO-1', 1_000));
    const stock = async (): Promise<{ quantity: number; available: number }> =>
      goodInHanoi((await get<Row[]>(`/api/v1/products/${oasin}/stock`)).data);
    expect(await stock()).toEqual({ quantity: 0, available: 0 });
    caller.now += minutes(61);
    const { quantity } = await stock();
    expect(quantity).toBeGreaterThan(990);
    const shipment = await post('/api/v1/shipments/b2c/create', newShipment(oasin, 'DH-1', 7));
    expect(await stock()).toEqual({ quantity, available: quantity - 7 });
    await put(`/api/v1/shipments/b2c/${String(shipment.data['tracking_code'])}/cancel`);
    expect(await stock()).toEqual({ quantity, available: quantity });
    await post('/api/v1/shipments/b2c/create', newShipment(oasin, 'DH-2', 7));
    caller.now += minutes(61);
    expect(await stock()).toEqual({ quantity: quantity - 7, available: quantity - 7 });
  });
});
