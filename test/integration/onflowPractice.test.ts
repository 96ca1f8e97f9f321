import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noFaults } from '../../contract/practice.ts';
import type { PracticeFaults } from '../../contract/practice.ts';
import { createOnflow } from '../../main/onflow/client.ts';
import type { Onflow } from '../../main/onflow/client.ts';
import { checkConnection, checkedCalls } from '../../main/onflow/connectionCheck.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { startPractice } from '../../main/practice/index.ts';
import type { PracticeProvider } from '../../main/practice/index.ts';
import { errorOf } from './onflowServer.ts';

let folder = '';
let practice: PracticeProvider;
let onflow: Onflow;
/** Each test gets a client with a limiter of its own; the server's limit is off where a test is about faults. */
const client = (answerMs = 20_000): Onflow =>
  createOnflow({
    baseUrl: practice.baseUrl,
    token: () => practice.token,
    language: () => 'vi',
    profile: {},
    limiter: createLimiter(),
    timeouts: { connectMs: 10_000, answerMs, bodyMs: 20_000 },
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-practice-'));
  practice = await startPractice({ folder, rateLimit: false });
  onflow = client();
});
afterAll(async () => {
  await onflow.close();
  await practice.close();
  await rm(folder, { recursive: true, force: true });
});

describe('against the practice provider', () => {
  test('every reading call works as assumed', async () => {
    const results = await checkConnection(onflow, {}, () => undefined);
    expect(results.map((result) => [result.call, result.verdict, result.missing])).toEqual(
      checkedCalls.map((call) => [call, 'asAssumed', []]),
    );
  });

  test('a product is created, assigned, found and deactivated', async () => {
    const sku = `T-${randomBytes(4).toString('hex')}`;
    const {
      rows: [warehouse],
    } = await onflow.warehouses.list();
    const oasin = await onflow.products.create({ sku, name: 'Áo thun', weight: 1 });
    await onflow.products.assign(oasin, [warehouse?.warehouse_code ?? '']);
    expect(await onflow.products.detail(oasin)).toMatchObject({ sku, status: 'ACTIVE' });
    expect((await onflow.products.list({ keyword: sku })).rows.map((row) => row.oasin)).toEqual([oasin]);
    await onflow.products.deactivate(oasin);
    expect(await onflow.products.detail(oasin)).toMatchObject({ status: 'INACTIVE' });
    expect(await errorOf(onflow.products.create({ sku, name: 'Áo thun' }))).toMatchObject({ code: 'provider', sent: 'answered' });
  });

  test('a file comes back byte for byte', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(300_000)]);
    const path = join(folder, 'label');
    await writeFile(path, bytes);
    const url = await onflow.files.upload({ path, name: 'nhãn.pdf', mediaType: 'application/pdf' });
    const back = await onflow.download(url);
    expect(createHash('sha256').update(back.bytes).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  const faults: [PracticeFaults['kind'], object][] = [
    ['dropBeforeCommit', { code: 'connectionLost', sent: 'maybe' }],
    ['dropAfterCommit', { code: 'connectionLost', sent: 'maybe' }],
    ['error500BeforeCommit', { sent: 'maybe' }],
    ['error500AfterCommit', { sent: 'maybe' }],
    ['html', { code: 'unreadable', sent: 'maybe' }],
    ['empty', { code: 'unreadable', sent: 'maybe' }],
    ['errorIn200', { code: 'provider' }],
    ['wrongToken', { code: 'unauthorized', sent: 'answered' }],
    ['silence', { code: 'timeout', sent: 'maybe' }],
    ['offline', { code: 'network', sent: 'no' }],
  ];
  test.each(faults)('%s is told for what it is', async (kind, expected) => {
    await practice.setFaults({ ...noFaults, kind });
    const own = client(kind === 'silence' ? 500 : undefined);
    try {
      expect(await errorOf(own.products.create({ sku: `F-${kind}-${randomBytes(4).toString('hex')}`, name: 'x' }))).toMatchObject(expected);
    } finally {
      await practice.setFaults(noFaults);
      await own.close();
    }
  });

  test.each(['rateLimitSeconds', 'rateLimitDate', 'rateLimitBare'] as const)('%s is waited out by itself', async (kind) => {
    await practice.setFaults({ ...noFaults, kind, times: 1 });
    const own = client();
    expect((await own.warehouses.list()).rows.length).toBeGreaterThan(0);
    await own.close();
  });
});
