/** The practice provider over real HTTP: purchase orders, shipments, returns and files. */
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ReadableStream } from 'node:stream/web';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import {
  createProduct,
  hanoi,
  minutes,
  newPurchaseOrder,
  newShipment,
  practise,
  usable,
  type Answer,
  type Caller,
  type Row,
} from '../unit/practice/caller.ts';

const po = '/api/v1/purchase-orders';
const shipments = '/api/v1/shipments/b2c';
const returns = '/api/v1/return-shipments/b2c';

describe('goods in a PO or a shipment', () => {
  test('must exist, be active and be assigned to the warehouse; the OASINs that are not are listed', async () => {
    const caller = await practise();
    const fresh = await createProduct(caller, 'DH-1');
    const { data: inactive } = await caller.get<Row[]>(`/api/v1/products/list?status=INACTIVE&warehouse_code=${hanoi}`);
    const cases = [
      ['OASIN9999999', 404, 'PRODUCTS_BY_OASIN_NOT_FOUND'],
      [fresh, 422, 'PRODUCTS_NOT_MAPPED_IN_WAREHOUSE'],
      [String(inactive[0]?.['oasin']), 422, 'PRODUCTS_INACTIVE'],
    ] as const;
    for (const [oasin, status, error_code] of cases) {
      const refused = { status, error_code, error_detail: { oasins: [oasin] }, messages: [expect.stringContaining(oasin)] };
      expect(await caller.post(`${po}/create`, newPurchaseOrder(oasin))).toMatchObject(refused);
      expect(await caller.post(`${shipments}/create`, newShipment(oasin))).toMatchObject(refused);
    }
    expect(caller.practice.counts().purchaseOrders['PO-1']).toBeUndefined();
  });

  test.each([0, -1, 1.5, '2', 1e12, null])('must be a whole number of pieces: %j is refused at its field', async (quantity) => {
    const { post } = await practise();
    const refused = await post(`${po}/create`, newPurchaseOrder(usable, 'PO-1', quantity));
    expect(refused).toMatchObject({ status: 422, error_code: 'INVALID_PAYLOAD' });
    expect(Object.keys(refused.messages as Row)).toEqual(['packages.0.items.0.product_quantity']);
  });
});

describe('a purchase order', () => {
  test('is created in TRANSIT, listed by its reference and shown with packages and documents', async () => {
    const { post, get } = await practise();
    const created = await post(`${po}/create`, newPurchaseOrder(usable));
    expect(created).toMatchObject({ status: 201, data: { status: 'TRANSIT', po_code: expect.stringMatching(/^OAPO\d{9}$/) } });
    const code = String(created.data['po_code']);
    expect(await get(`${po}/list?merchant_po_reference=PO-1`)).toMatchObject({ total: 1, data: [{ po_code: code }] });
    expect((await get<Row[]>(`${po}/list`)).data[0]).toMatchObject({ po_code: code });
    expect((await get(`${po}/${code}/detail`)).data).toMatchObject({
      merchant_po_reference: 'PO-1',
      vas: ['CO_INSPECTION'],
      note: 'Giao cổng số 2',
      estimated_arrival_time: 1_796_000_000,
      packages: [{ package_code: 'PKG_01', items: [{ oasin: usable, product_quantity: 100, sku: 'AT-DO-M', name: 'Áo thun cổ tròn đỏ' }] }],
    });
    expect(await get(`${po}/OAPO999999999/detail`)).toMatchObject({ status: 404, error_code: 'NOT_FOUND' });
  });

  test('needs a warehouse that exists, packages with items, and a time in seconds', async () => {
    const { post } = await practise();
    const valid = newPurchaseOrder(usable);
    expect(await post(`${po}/create`, { ...valid, warehouse_code: 'NOWHERE' })).toMatchObject({ status: 404, error_code: 'NOT_FOUND' });
    const refused = await post(`${po}/create`, { packages: [{ package_code: 'P', items: [] }], estimated_arrival_time: 1_796_000_000_000 });
    expect(Object.keys(refused.messages as Row).toSorted()).toEqual([
      'estimated_arrival_time',
      'merchant_po_reference',
      'packages.0.items',
      'warehouse_code',
    ]);
  });

  test('arrives, is inspected and completed as time goes by; the inspection is answered only then', async () => {
    const caller = await practise();
    const code = String((await caller.post(`${po}/create`, newPurchaseOrder(usable))).data['po_code']);
    const inspection = (): Promise<Answer<Row[]>> => caller.get<Row[]>(`/v1/purchase-orders/${code}/inspection-list`);
    const status = async (): Promise<unknown> => (await caller.get(`${po}/${code}/detail`)).data['status'];
    expect(await inspection()).toMatchObject({ status: 400, error_code: 'PURCHASE_ORDER_NOT_COMPLETED' });
    const seen = new Set<unknown>();
    for (let passed = 0; passed <= 61; passed += 1, caller.now += minutes(1)) seen.add(await status());
    expect([...seen]).toEqual(['TRANSIT', 'ARRIVED', 'INSPECTING', 'COMPLETED']);
    const rows = await inspection();
    expect(rows.data[0]).toMatchObject({
      package_code: 'PKG_01',
      oasin: usable,
      sku: 'AT-DO-M',
      product_quantity: 100,
      volume: '28.0x20.0x3.0',
      weight: 180,
      stock_level: 'A',
      is_putaway_completed: true,
      manufacturing_date: 0,
      batch_lot_code: expect.any(String),
    });
    expect(rows.data[0]?.['putaway_quantity']).toBe(rows.data[0]?.['inbound_quantity']);
    expect(await inspection()).toMatchObject({ data: rows.data, total: rows.data.length });
  });

  test('can be cancelled in TRANSIT and no later', async () => {
    const caller = await practise();
    const [one, other] = await Promise.all(
      ['PO-1', 'PO-2'].map(async (reference) =>
        String((await caller.post(`${po}/create`, newPurchaseOrder(usable, reference))).data['po_code']),
      ),
    );
    expect(await caller.put(`${po}/${one}/cancel`)).toMatchObject({ status: 200, data: { po_code: one, success: true } });
    expect((await caller.get(`${po}/${one}/detail`)).data).toMatchObject({ status: 'CANCELLED', cancelled_time: caller.now / 1_000 });
    expect(await caller.put(`${po}/${one}/cancel`)).toMatchObject({ status: 400, error_code: 'PURCHASE_ORDER_CANNOT_CANCEL' });
    caller.now += minutes(21);
    expect(await caller.put(`${po}/${other}/cancel`)).toMatchObject({ status: 400, error_code: 'PURCHASE_ORDER_CANNOT_CANCEL' });
    caller.now += minutes(300);
    expect((await caller.get(`${po}/${one}/detail`)).data['status']).toBe('CANCELLED');
  });

  test('has a bill: a PDF that opens, names the PO and its goods, and is the same file every time', async () => {
    const { post, get } = await practise();
    const code = String((await post(`${po}/create`, newPurchaseOrder(usable))).data['po_code']);
    const bill = await get(`/v1/purchase-orders/${code}/export-po-bill`);
    expect((await get(`/v1/purchase-orders/${code}/export-po-bill`)).data).toEqual(bill.data);
    const response = await fetch(String(bill.data['po_bill_url']));
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const pdf = await getDocument({ data: new Uint8Array(await response.arrayBuffer()), verbosity: 0 }).promise;
    const text = (await (await pdf.getPage(1)).getTextContent()).items
      .map((item) => ('str' in item ? item.str : ''))
      .join(' ')
      .replaceAll(/\s+/g, ' ');
    expect(text).toContain(code);
    expect(text).toContain('AT-DO-M Ao thun co tron do x 100');
  });
});

describe('a shipment', () => {
  const create = (caller: Caller, reference = 'DH-1'): Promise<Answer> =>
    caller.post(`${shipments}/create`, newShipment(usable, reference));

  test('is created as NEW with status 200, listed by its reference and shown with its goods', async () => {
    const caller = await practise();
    const created = await create(caller);
    expect(created).toMatchObject({
      status: 200,
      data: { status_info: { value: 100, label: 'Mới tạo' }, tracking_code: expect.stringMatching(/^OASC\d{8}$/) },
    });
    const code = String(created.data['tracking_code']);
    expect(await caller.get(`${shipments}/list?merchant_tracking_code_reference=DH-1`)).toMatchObject({
      total: 1,
      data: [{ tracking_code: code }],
    });
    const detail = await caller.get(`${shipments}/${code}/detail`, { 'accept-language': 'en' });
    expect(detail.data).toMatchObject({
      status_info: { value: 100, label: 'New', updated_time: caller.now / 1_000 },
      created_time: caller.now / 1_000,
      platform: 'shopee',
      items: [{ oasin: usable, product_quantity: 2 }],
      picked_time: null,
      packed_time: null,
      handover_time: null,
      cancelled_time: null,
    });
    expect(await caller.get(`${shipments}/OASC99999999/detail`)).toMatchObject({ status: 404, error_code: 'NOT_FOUND' });
  });

  test('needs a platform that is one of the four marketplaces', async () => {
    const { post } = await practise();
    const without = { ...newShipment(usable), platform: undefined };
    expect((await post(`${shipments}/create`, without)).messages).toEqual({ platform: ['Trường này là bắt buộc'] });
    expect(await post(`${shipments}/create`, { ...without, platform: 'amazon' })).toMatchObject({
      status: 422,
      error_code: 'INVALID_PAYLOAD',
    });
    expect(await post(`${shipments}/create`, { ...without, platform: 'TikTok' })).toMatchObject({
      status: 200,
      data: { platform: 'tiktok' },
    });
  });

  test('may repeat a reference, and the count tells', async () => {
    const caller = await practise();
    await create(caller);
    await create(caller);
    expect(caller.practice.counts().shipments['DH-1']).toBe(2);
    expect((await caller.get(`${shipments}/list?merchant_tracking_code_reference=DH-1`)).total).toBe(2);
  });

  test('is picked, packed and handed over as time goes by, each with its time', async () => {
    const caller = await practise();
    const code = String((await create(caller)).data['tracking_code']);
    const values = new Set<unknown>();
    let detail: Row = {};
    for (let passed = 0; passed <= 120; passed += 1, caller.now += minutes(0.5)) {
      detail = (await caller.get(`${shipments}/${code}/detail`)).data;
      values.add((detail['status_info'] as Row)['value']);
    }
    expect([...values]).toEqual([100, 150, 200, 250, 300]);
    const times = ['created_time', 'picked_time', 'packed_time', 'handover_time'].map((name) => Number(detail[name]));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(detail).toMatchObject({ status_info: { label: 'Đã bàn giao', updated_time: times[3] }, cancelled_time: null });
  });

  test('moves as much faster as it is told to', async () => {
    const caller = await practise({ timeScale: 600 });
    const code = String((await create(caller)).data['tracking_code']);
    caller.now += 4_000;
    expect((await caller.get(`${shipments}/${code}/detail`)).data).toMatchObject({ status_info: { value: 300 } });
  });

  test('is cancelled before packing with 450, after packing with 500, and not after the handover', async () => {
    const caller = await practise();
    const [early, late, gone] = await Promise.all(
      ['A', 'B', 'C'].map(async (reference) => String((await create(caller, reference)).data['tracking_code'])),
    );
    expect((await caller.put(`${shipments}/${early}/cancel`)).data).toEqual({
      success: true,
      status_info: { value: 450, label: 'Đã hủy trước đóng gói' },
      cancelled_time: caller.now / 1_000,
    });
    caller.now += minutes(12);
    expect((await caller.put(`${shipments}/${late}/cancel`)).data).toMatchObject({ success: true, status_info: { value: 500 } });
    caller.now += minutes(40);
    expect(await caller.put(`${shipments}/${gone}/cancel`)).toMatchObject({ status: 400, error_code: 'SHIPMENT_CANNOT_CANCEL' });
    expect(await caller.put(`${shipments}/${late}/cancel`)).toMatchObject({ status: 400, error_code: 'SHIPMENT_CANNOT_CANCEL' });
    expect((await caller.get(`${shipments}/${late}/detail`)).data).toMatchObject({
      status_info: { value: 500 },
      packed_time: expect.any(Number),
      handover_time: null,
      cancelled_time: expect.any(Number),
    });
  });

  test('is listed by state, platform and warehouse', async () => {
    const { get } = await practise();
    for (const value of [100, 150, 200, 250, 300, 450, 500]) {
      const { data, total } = await get<Row[]>(`${shipments}/list?status=${value}&page_size=200`);
      expect(total).toBeGreaterThan(0);
      expect(data.every((row) => (row['status_info'] as Row)['value'] === value)).toBe(true);
    }
    const { data } = await get<Row[]>(`${shipments}/list?platform=tiki&warehouse_code=${hanoi}`);
    expect(data.length).toBeGreaterThan(0);
    expect(data.every((row) => row['platform'] === 'tiki' && row['warehouse_code'] === hanoi)).toBe(true);
  });
});

describe('a return', () => {
  const body = (shipment: string, reference = 'TH-1'): Row => ({
    warehouse_code: hanoi,
    shipment_tracking_code: shipment,
    merchant_return_tracking_code_reference: reference,
    note: 'Khách đổi cỡ',
  });

  test('belongs to a shipment, comes back as time goes by, and can be cancelled until then', async () => {
    const caller = await practise();
    const shipment = String((await caller.post(`${shipments}/create`, newShipment(usable))).data['tracking_code']);
    expect(await caller.post(`${returns}/create`, body('OASC99999999'))).toMatchObject({ status: 404, error_code: 'NOT_FOUND' });
    const created = await caller.post(`${returns}/create`, body(shipment));
    expect(created).toMatchObject({
      status: 200,
      data: { status_info: { value: 100 }, return_tracking_code: expect.stringMatching(/^OARSC\d{9}$/) },
    });
    const code = String(created.data['return_tracking_code']);
    const other = String((await caller.post(`${returns}/create`, body(shipment, 'TH-2'))).data['return_tracking_code']);
    expect(await caller.get(`${returns}/list?merchant_return_tracking_code_reference=TH-1`)).toMatchObject({ total: 1 });
    caller.now += minutes(20);
    expect((await caller.get(`${returns}/${code}/detail`)).data).toMatchObject({
      status_info: { value: 200 },
      shipment_tracking_code: shipment,
      items: [{ oasin: usable, product_quantity: 2 }],
      note: 'Khách đổi cỡ',
    });
    expect(await caller.put(`${returns}/${other}/cancel`)).toMatchObject({
      status: 200,
      data: { success: true, status_info: { value: 450 } },
    });
    caller.now += minutes(60);
    expect([300, 350]).toContain(((await caller.get(`${returns}/${code}/detail`)).data['status_info'] as Row)['value']);
    expect(await caller.put(`${returns}/${code}/cancel`)).toMatchObject({ status: 400, error_code: 'RETURN_CANNOT_CANCEL' });
    expect((await caller.get(`${returns}/${other}/detail`)).data).toMatchObject({ status_info: { value: 450 } });
  });

  test('is listed in every state, also with a problem', async () => {
    const { get } = await practise();
    expect((await get<Row[]>(`${returns}/list`)).total).toBe(15);
    for (const value of [100, 200, 300, 350, 450]) expect((await get(`${returns}/list?status=${value}`)).total).toBeGreaterThan(0);
    const problem = (await get<Row[]>(`${returns}/list?status=350`)).data[0];
    expect(problem?.['status_info']).toMatchObject({ value: 350, label: 'Hoàn hàng có vấn đề' });
  });
});

describe('an upload', () => {
  const upload = async (caller: Caller, bytes: Uint8Array<ArrayBuffer>, name: string, field = 'file'): Promise<Answer<{ url: string }>> => {
    const form = new FormData();
    form.append('note', 'nhãn giao hàng');
    form.append(field, new Blob([bytes]), name);
    const response = await fetch(`${caller.practice.baseUrl}/api/v1/files/upload`, {
      method: 'POST',
      body: form,
      headers: { authorization: caller.practice.token },
    });
    return { ...((await response.json()) as Answer<{ url: string }>), status: response.status };
  };
  const startingWith = (start: string, length: number): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(randomBytes(length));
    bytes.set(Buffer.from(start, 'latin1'));
    return bytes;
  };

  test('comes back byte for byte, whoever asks, under the SHA-256 of its content', async () => {
    const caller = await practise();
    const bytes = startingWith('%PDF-1.7\n', 3_000_000);
    const { status, data } = await upload(caller, bytes, 'nhãn "shopee".pdf');
    expect(status).toBe(200);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(data.url).toBe(`${caller.practice.baseUrl}/files/${sha256}.pdf`);
    const response = await fetch(data.url);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(
      createHash('sha256')
        .update(Buffer.from(await response.arrayBuffer()))
        .digest('hex'),
    ).toBe(sha256);
  });

  test.each([
    ['\xff\xd8\xff\xe0', 'a.jpg', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n', 'a.bin', 'image/png'],
    ['RIFF....WEBP', 'a.webp', 'image/webp'],
    ['PK\x03\x04', 'a.DOCX', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['PK\x03\x04', 'a.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['<html><script>', 'a.html', 'application/octet-stream'],
  ])('starting with %j, named %s, is served as %s', async (start, name, type) => {
    const caller = await practise();
    const { data } = await upload(caller, startingWith(start, 100), name);
    const response = await fetch(data.url);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    await response.arrayBuffer();
  });

  test('larger than 25 MB gets 413 and leaves nothing behind; an empty or missing file gets 422', async () => {
    const caller = await practise();
    expect(await upload(caller, new Uint8Array(25 * 1024 * 1024 + 1), 'a.bin')).toMatchObject({
      status: 413,
      error_code: 'PAYLOAD_TOO_LARGE',
    });
    expect(await upload(caller, new Uint8Array(0), 'a.bin')).toMatchObject({ status: 422, messages: { file: [expect.any(String)] } });
    expect(await upload(caller, new Uint8Array(9), 'a.bin', 'other')).toMatchObject({ status: 422, error_code: 'INVALID_PAYLOAD' });
    expect(await readdir(join(caller.folder, 'files'))).toEqual([]);
    expect(await upload(caller, new Uint8Array(25 * 1024 * 1024), 'a.bin')).toMatchObject({ status: 200 });
  });

  test('SECURITY: without an announced length is cut off as well, also where another part than the file is the large one', async () => {
    const caller = await practise();
    const stream = async (field: string): Promise<number> => {
      const pieces = async function* (): AsyncGenerator<Uint8Array<ArrayBuffer>> {
        yield new TextEncoder().encode(`--b\r\nContent-Disposition: form-data; name="${field}"; filename="a.bin"\r\n\r\n`);
        for (let sent = 0; sent < 26; sent += 1) yield new Uint8Array(1024 * 1024);
        yield new TextEncoder().encode('\r\n--b--\r\n');
      };
      const headers = { authorization: caller.practice.token, 'content-type': 'multipart/form-data; boundary=b' };
      const init = { method: 'POST', headers, body: ReadableStream.from(pieces()), duplex: 'half' } as RequestInit;
      const response = await fetch(`${caller.practice.baseUrl}/api/v1/files/upload`, init);
      await response.text();
      return response.status;
    };
    expect([await stream('file'), await stream('other')]).toEqual([413, 413]);
  });

  test('that is no multipart gets 400', async () => {
    const { post } = await practise();
    expect(await post('/api/v1/files/upload', {})).toMatchObject({ status: 400, error_code: 'BAD_REQUEST' });
  });
});
