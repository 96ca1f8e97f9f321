/** Starts a practice provider in a folder of its own and calls it over real HTTP, as tests of it need. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startPractice, type PracticeOptions, type PracticeProvider } from '../../../main/practice/index.ts';

export interface Envelope<T = Record<string, unknown>> {
  readonly data: T;
  readonly error: boolean;
  readonly error_code: string | null;
  readonly log_id: string | null;
  readonly messages: unknown;
  readonly total: number;
  readonly version: string;
  readonly error_detail: unknown;
}
export interface Answer<T = Record<string, unknown>> extends Envelope<T> {
  readonly status: number;
  readonly headers: Headers;
}
export type Row = Record<string, unknown>;

export interface Caller {
  readonly practice: PracticeProvider;
  readonly folder: string;
  /** Unix milliseconds of the company; tests move it. */
  now: number;
  get<T = Row>(path: string, headers?: Record<string, string>): Promise<Answer<T>>;
  post<T = Row>(path: string, body: unknown): Promise<Answer<T>>;
  put<T = Row>(path: string, body?: unknown): Promise<Answer<T>>;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'practice-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** No rate limit unless the test is about it; time stands still unless `now` is set. */
export async function practise(options: Partial<PracticeOptions> = {}): Promise<Caller> {
  const folder = options.folder ?? (await temporaryFolder());
  const caller = { folder, now: Date.UTC(2026, 10, 23, 3) } as { -readonly [K in keyof Caller]: Caller[K] };
  const practice = await startPractice({ rateLimit: false, clock: () => caller.now, ...options, folder });
  onTestFinished(() => practice.close());
  const ask = async <T>(method: string, path: string, body: string | null, headers: Record<string, string>): Promise<Answer<T>> => {
    const response = await fetch(practice.baseUrl + path, { method, headers: { authorization: practice.token, ...headers }, body });
    return { ...((await response.json()) as Envelope<T>), status: response.status, headers: response.headers };
  };
  const json = { 'content-type': 'application/json' };
  caller.practice = practice;
  caller.get = (path, headers = {}) => ask('GET', path, null, headers);
  caller.post = (path, body) => ask('POST', path, JSON.stringify(body), json);
  caller.put = (path, body) => ask('PUT', path, body === undefined ? null : JSON.stringify(body), json);
  return caller;
}

export const minutes = (count: number): number => count * 60_000;
export const hanoi = 'ONF_WH_HN_LB';

export const newProduct = (sku: string): Row => ({
  sku,
  name: 'Đồng hồ treo tường',
  brand_id: 2240,
  product_barcodes: [`BC-${sku}`],
  weight: 180,
  product_price: 159_000,
  product_characteristics: ['FRAGILE', 'HIGH_VALUE'],
});
export const newPurchaseOrder = (oasin: string, reference = 'PO-1', quantity: unknown = 100): Row => ({
  warehouse_code: hanoi,
  merchant_po_reference: reference,
  vas: ['CO_INSPECTION'],
  estimated_arrival_time: 1_796_000_000,
  packages: [{ package_code: 'PKG_01', items: [{ oasin, product_quantity: quantity }] }],
  note: 'Giao cổng số 2',
});
export const newShipment = (oasin: string, reference = 'DH-1', quantity = 2): Row => ({
  warehouse_code: hanoi,
  platform: 'shopee',
  merchant_tracking_code_reference: reference,
  items: [{ oasin, product_quantity: quantity }],
});

/** A product that may be used in the Hà Nội warehouse: the article of the printed example. */
export const usable = 'OASIN1470001';

/** Creates a product and answers its OASIN. */
export async function createProduct(caller: Caller, sku: string): Promise<string> {
  const { data } = await caller.post('/api/v1/products/create', newProduct(sku));
  return String(data['oasin']);
}
