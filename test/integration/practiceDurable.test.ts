/** What the practice provider remembers: over a restart, a kill, a torn line, and a disk that gave it damaged files. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { newPurchaseOrder, newShipment, practise, temporaryFolder, usable, type Caller, type Row } from '../unit/practice/caller.ts';

const change = async (caller: Caller): Promise<void> => {
  await caller.post('/api/v1/purchase-orders/create', newPurchaseOrder(usable, 'PO-KEPT'));
  await caller.post('/api/v1/shipments/b2c/create', newShipment(usable, 'DH-KEPT'));
  await caller.put(`/api/v1/products/${usable}/deactivate`);
};
const logOf = async (folder: string): Promise<string> =>
  join(folder, (await readdir(folder)).find((name) => name.endsWith('.jsonl')) ?? '');

test('a restart keeps every document, every file and the address', async () => {
  const before = await practise();
  await change(before);
  const bill = await before.get('/v1/purchase-orders/OAPO232716001/export-po-bill');
  const seeded = await before.get<Row[]>('/api/v1/shipments/b2c/list?page_size=200');
  await before.practice.close();
  const after = await practise({ folder: before.folder });
  after.now = before.now;
  expect(after.practice.baseUrl).toBe(before.practice.baseUrl);
  expect(after.practice.token).not.toBe(before.practice.token);
  expect(after.practice.counts()).toMatchObject({ purchaseOrders: { 'PO-KEPT': 1 }, shipments: { 'DH-KEPT': 1 } });
  expect((await after.get(`/api/v1/products/${usable}/detail`)).data['status']).toBe('INACTIVE');
  expect((await after.get<Row[]>('/api/v1/shipments/b2c/list?page_size=200')).data).toEqual(seeded.data);
  expect((await fetch(String(bill.data['po_bill_url']))).status).toBe(200);
});

test('a torn last line is cut off, and what is written next is read again', async () => {
  const before = await practise();
  await change(before);
  await before.practice.close();
  await appendFile(await logOf(before.folder), '{"shelf":"shipments","document":{"numb');
  const torn = await practise({ folder: before.folder });
  expect(torn.practice.counts().shipments).toMatchObject({ 'DH-KEPT': 1 });
  expect(await torn.post('/api/v1/shipments/b2c/create', newShipment('OASIN1470001', 'x'))).toMatchObject({
    error_code: 'PRODUCTS_INACTIVE',
  });
  await torn.put('/api/v1/purchase-orders/OAPO232716041/cancel');
  await torn.practice.close();
  const again = await practise({ folder: before.folder });
  expect((await again.get('/api/v1/purchase-orders/OAPO232716041/detail')).data['status']).toBe('CANCELLED');
});

test('a last line that lost only its line end was never answered, and does not count', async () => {
  const before = await practise();
  await change(before);
  await before.practice.close();
  const log = await logOf(before.folder);
  await truncate(log, (await readFile(log)).length - 1);
  const after = await practise({ folder: before.folder });
  expect((await after.get(`/api/v1/products/${usable}/detail`)).data['status']).toBe('ACTIVE');
  expect(after.practice.counts().shipments['DH-KEPT']).toBe(1);
});

test('a damaged line further up is set aside, and the company opens with what stands before it', async () => {
  const before = await practise();
  await change(before);
  await before.practice.close();
  const log = await logOf(before.folder);
  const [first = '', , third = ''] = (await readFile(log, 'utf8')).split('\n');
  await writeFile(log, `${first}\n{"shelf":###}\n${third}\n`);
  const after = await practise({ folder: before.folder });
  expect(after.practice.counts().purchaseOrders['PO-KEPT']).toBe(1);
  expect(after.practice.counts().shipments['DH-KEPT']).toBeUndefined();
  expect(await readFile(`${log}.damaged`, 'utf8')).toContain('###');
});

test('a damaged snapshot is set aside, and a new company starts', async () => {
  const before = await practise();
  await before.practice.close();
  await writeFile(join(before.folder, 'company.json'), '{"generation":1,"sta');
  const after = await practise({ folder: before.folder });
  expect(await after.get('/api/v1/products/list')).toMatchObject({ total: 300 });
  expect(await readdir(before.folder)).toContain('company.json.damaged');
});

test('reset brings the seeded company back, also after a restart', async () => {
  const caller = await practise();
  await change(caller);
  await caller.practice.reset();
  const isSeeded = async (at: Caller): Promise<void> => {
    expect(at.practice.counts().shipments['DH-KEPT']).toBeUndefined();
    expect((await at.get(`/api/v1/products/${usable}/detail`)).data['status']).toBe('ACTIVE');
  };
  await isSeeded(caller);
  await caller.practice.close();
  await isSeeded(await practise({ folder: caller.folder }));
});

test('a port that was asked for and is taken is an error; the remembered one gives way', async () => {
  const first = await practise();
  const port = Number(new URL(first.practice.baseUrl).port);
  await expect(practise({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'port'), String(port));
  expect((await practise({ folder })).practice.baseUrl).not.toBe(first.practice.baseUrl);
});

test('every shipment that was answered is there after kill -9, six times over', async () => {
  const folder = await temporaryFolder();
  const script = join(import.meta.dirname, '../unit/practice/serve.mts');
  const answered: string[] = [];
  let child: ChildProcess | null = null;
  onTestFinished(() => void child?.kill('SIGKILL'));
  for (let life = 0; life < 6; life += 1) {
    const running = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    child = running;
    const [line] = (await once(createInterface(running.stdout), 'line')) as [string];
    const { baseUrl, token } = JSON.parse(line) as { baseUrl: string; token: string };
    const headers = { authorization: token, 'content-type': 'application/json' };
    const exited = once(running, 'exit');
    const send = async (reference: string): Promise<void> => {
      const body = JSON.stringify(newShipment(usable, reference));
      const response = await fetch(`${baseUrl}/api/v1/shipments/b2c/create`, { method: 'POST', headers, body });
      if (response.ok) answered.push(reference);
    };
    const after = 10 + life * 3;
    const lane = async (name: number): Promise<void> => {
      for (let count = 0; count < 100; count += 1) {
        if (answered.length >= after * (life + 1)) running.kill('SIGKILL');
        await send(`DH-${life}-${name}-${count}`);
      }
    };
    // Three senders, so that there is always a request under way when the process dies: they end with a broken connection.
    await Promise.allSettled([1, 2, 3].map(lane));
    await exited;
  }
  const { practice } = await practise({ folder });
  const { shipments } = practice.counts();
  expect(answered.length).toBeGreaterThan(100);
  expect(answered.filter((reference) => shipments[reference] !== 1)).toEqual([]);
});
