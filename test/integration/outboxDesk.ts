/** A desk's outbox with everything real but the screen: SQLite in a folder of its own, HTTP, the practice provider. For tests. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DocumentKindName, FileRef } from '../../contract/documents/index.ts';
import type { DraftBody, DraftId, OutboxDetail, OutboxId, OutboxItem, OutboxState } from '../../contract/outbox.ts';
import { noFaults } from '../../contract/practice.ts';
import type { PracticeFaults } from '../../contract/practice.ts';
import { systemClock } from '../../main/time/clock.ts';
import { oasinOf } from '../../main/desk/localCopy.ts';
import { createFiles } from '../../main/files/index.ts';
import type { Files } from '../../main/files/index.ts';
import { mayBeUsedAgain } from '../../main/files/uploadedLink.ts';
import { createOnflow } from '../../main/onflow/client.ts';
import type { Onflow } from '../../main/onflow/client.ts';
import { type Limiter, createLimiter } from '../../main/onflow/limiter.ts';
import { createOutbox } from '../../main/outbox/index.ts';
import type { Outbox, Timing } from '../../main/outbox/index.ts';
import { startPractice } from '../../main/practice/index.ts';
import type { PracticeOptions, PracticeProvider } from '../../main/practice/index.ts';
import { draftsOn } from '../../main/store/drafts.ts';
import type { Drafts } from '../../main/store/drafts.ts';
import { openStore } from '../../main/store/index.ts';
import type { Store } from '../../main/store/index.ts';
import { outboxRowsOn } from '../../main/store/outboxRows.ts';
import type { OutboxRows } from '../../main/store/outboxRows.ts';

/** The usual times, five hundred times shorter. */
export const fastTiming: Timing = { undoMs: 0, settleMs: [10, 40], backOffBaseMs: 10, backOffMostMs: 100, closingMs: 300 };
export const warehouse = 'ONF_WH_HN_LB';

export interface TestDesk {
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly rows: OutboxRows;
  readonly store: Store;
  readonly files: Files;
  readonly onflow: Onflow;
  readonly confirmed: { kind: string; code: string; record: object | null }[];
  readonly events: { event: string; payload: unknown }[];
  readonly trouble: unknown[];
  stop(): Promise<void>;
}

export interface TestCompany {
  readonly practice: PracticeProvider;
  readonly folder: string;
  token: string;
}

export async function startCompany(options: Partial<PracticeOptions> = {}): Promise<TestCompany> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-outbox-'));
  const practice = await startPractice({ folder: join(folder, 'practice'), rateLimit: false, ...options });
  onTestFinished(async () => {
    await practice.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { practice, folder, token: practice.token };
}

/**
 * Opens the desk on the company's provider; a second time after `stop`, it finds what the first one left. Another `name` is another desk.
 * `answerMs` is for a provider that says nothing: where one is merely slow, as on a crowded machine, its answer is waited for.
 */
export function openDesk(
  company: TestCompany,
  timing: Partial<Timing> = {},
  {
    name = 'desk',
    limiter = createLimiter({ windows: [{ limit: 1_000, ms: 100 }] }),
    answerMs = 20_000,
    operator = () => null,
  }: { readonly name?: string; readonly limiter?: Limiter; readonly answerMs?: number; readonly operator?: () => string | null } = {},
): TestDesk {
  const store = openStore(join(company.folder, `${name}.sqlite`), systemClock, () => undefined);
  const files = createFiles({ folder: join(company.folder, 'files'), rows: store.fileRows, clock: systemClock });
  const drafts = draftsOn(store.database, systemClock.wall);
  const rows = outboxRowsOn(store.database);
  const { baseUrl } = company.practice;
  let refusedToken = '';
  const onflow = createOnflow({
    baseUrl,
    token: () => company.token,
    onKeyRefused: () => (refusedToken = company.token),
    language: () => 'vi',
    profile: {},
    limiter,
    timeouts: { connectMs: 10_000, answerMs, bodyMs: 20_000 },
  });
  const confirmed: TestDesk['confirmed'] = [];
  const events: TestDesk['events'] = [];
  const trouble: unknown[] = [];
  const outbox = createOutbox({
    database: store.database,
    rows,
    drafts,
    settings: store.settings,
    onflow: () => onflow,
    files: {
      pathOf: files.pathOf,
      uploadOf: (fileId) => {
        const upload = store.fileRows.uploadOf(fileId, baseUrl);
        return upload !== null && mayBeUsedAgain(upload, Date.now()) ? upload.url : null;
      },
      forgetUpload: (fileId) => store.fileRows.forgetUpload(fileId, baseUrl),
      rememberUpload: (fileId, url) => store.fileRows.rememberUpload({ fileId, baseUrl, url, uploadedAt: Date.now() }),
    },
    oasinOf: (sku) => oasinOf(store.catalogue, sku),
    clock: systemClock,
    operator,
    emit: (event, payload) => void events.push({ event, payload }),
    onConfirmed: (kind, code, record) => void confirmed.push({ kind, code, record }),
    mayAsk: () => refusedToken !== company.token,
    onSending: (sending) => void events.push({ event: 'sending', payload: sending }),
    onTrouble: (error) => void trouble.push(error),
    timing: { ...fastTiming, ...timing },
  });
  outbox.start();
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> =>
    (stopped ??= (async () => {
      await outbox.close();
      await onflow.close();
      store.close();
    })());
  onTestFinished(stop);
  return { outbox, drafts, rows, store, files, onflow, confirmed, events, trouble, stop };
}

export function draft(desk: TestDesk, kind: DocumentKindName, body: DraftBody): DraftId {
  return desk.drafts.save({ id: randomUUID() as DraftId, kind, body }).id;
}

export const send = (desk: TestDesk, kind: DocumentKindName, body: DraftBody): OutboxItem => desk.outbox.queue(draft(desk, kind, body));

/** Waits for a fact, not for a time. */
export async function until<T>(fact: () => T | null | undefined | false, what = 'the fact', ms = 50_000): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const found = fact();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function arrives(desk: TestDesk, id: OutboxId, state: OutboxState): Promise<OutboxDetail> {
  try {
    return await until(() => {
      const row = desk.outbox.get(id);
      return row?.state === state ? row : null;
    });
  } catch (cause) {
    throw new Error(`never ${state}: ${JSON.stringify({ row: desk.outbox.get(id), trouble: desk.trouble.map(String) })}`, { cause });
  }
}

export const once = (kind: PracticeFaults['kind'], times = 1): PracticeFaults => ({ ...noFaults, kind, share: 1, times, onlyWrites: true });

export async function stagedPdf(desk: TestDesk, folder: string, name: string): Promise<FileRef> {
  const path = join(folder, name);
  await writeFile(path, `%PDF-1.4\n% ${name}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
  return desk.files.stage(path, name);
}

export const ref = (prefix: string): string => `${prefix}-${randomUUID().slice(0, 8)}`;
export const productBody = (sku = ref('SKU')): DraftBody => ({
  sku,
  name: 'Áo thun cổ tròn',
  product_barcodes: [],
  weight: '180',
  product_price: '159000',
  warehouse_codes: [warehouse],
});
export const orderBody = (oasin: string, reference = ref('PO')): DraftBody => ({
  warehouse_code: warehouse,
  merchant_po_reference: reference,
  vas: ['CO_INSPECTION'],
  packages: [{ package_code: 'PKG_01', items: [{ oasin, product_quantity: '12' }] }],
  estimated_arrival_time: String(Math.floor(Date.now() / 1_000) + 86_400),
  po_documents: [],
  note: 'Giao cổng số 2',
});
/** A purchase order on products of this desk's outbox, one line each. */
export const awaitingBody = (skus: readonly string[], reference = ref('PO')): DraftBody => ({
  ...orderBody('', reference),
  packages: [
    { package_code: 'PKG_01', items: skus.map((awaited_sku) => ({ oasin: '', awaited_sku, typed: awaited_sku, product_quantity: '12' })) },
  ],
});
export const shipmentBody = (oasin: string, reference = ref('DH')): DraftBody => ({
  warehouse_code: warehouse,
  platform: 'lazada',
  merchant_tracking_code_reference: reference,
  items: [{ oasin, product_quantity: 1 }],
});

/** An active product of the seeded company in our warehouse, with stock. */
export async function anOasin(desk: TestDesk): Promise<string> {
  const { rows } = await desk.onflow.products.list({ status: 'ACTIVE', warehouse_code: warehouse });
  for (const row of rows) {
    const stock = await desk.onflow.products.stock(row.oasin, { warehouse_code: warehouse });
    if (stock.rows.some((each) => each.stock_level === 'A' && (each.available_quantity ?? 0) > 20)) return row.oasin;
  }
  throw new Error('no product with stock');
}
