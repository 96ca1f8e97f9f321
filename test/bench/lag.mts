/**
 * How long the desk's main process stands still at work: 100,000 products and 50,000 shipments in the local copy, all of them changed at
 * the provider, so that every page that the background reads is written; a person who types into the search, whose forms are saved, and
 * who sends. Beside it the same measure of an app that does nothing, in the same host and for as long. `ONFLOW_BENCH_PROFILE=1` also tells
 * what ran in the longest pauses.
 */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { ConnectionId } from '../../contract/connection.ts';
import { openConnection } from '../../tools/driver/launchDesk.mts';
import type { Run } from './bench.mts';
import { measure } from './lag/measure.mts';
import { withLargeDesk } from './large/desk.mts';
import { oasinOf, warehouse } from './large/provider.mts';

/** `ONFLOW_BENCH_SECONDS` and `ONFLOW_BENCH_ROWS` make it shorter and smaller. */
const seconds = Number(process.env['ONFLOW_BENCH_SECONDS'] ?? 60);
const rows = Number(process.env['ONFLOW_BENCH_ROWS'] ?? 150_000);
const products = Math.round((rows / 3) * 2);
const shipments = rows - products;
/** The start is over, and what it set off. */
const settledMs = 8_000;

export const run: Run = ({ log }) =>
  withLargeDesk(
    log,
    { copied: { products, shipments }, provided: { products, shipments, touched: 60 } },
    async ({ options, provider, scratch }) => {
      log(`${seconds} s of reading, searching, saving and sending …`);
      const before = { pages: provider.pages(), taken: provider.taken() };
      const { pauses, ...worked } = await measure(options, scratch, async (page) => {
        await page.getByRole('navigation', { name: 'Screens' }).getByText('Products', { exact: true }).click();
        await sleep(settledMs);
        return work(page, await openConnection(page));
      });
      const read = { pagesRead: provider.pages() - before.pages, sent: provider.taken() - before.taken };
      log(`${seconds} s of an app that does nothing …`);
      const blank = await measure(
        { userDataDir: join(scratch, 'blank'), appPath: join(import.meta.dirname, 'startup/blank') },
        scratch,
        async () => {
          await sleep(settledMs);
          return () => sleep(seconds * 1_000, {});
        },
      );
      for (const { ms, ran } of pauses.longest) log(`${ms} ms\n  ${ran.join('\n  ')}`);
      return {
        bench: 'lag',
        rows,
        maxMs: pauses.maxMs,
        p99Ms: pauses.p99Ms,
        blankMaxMs: blank.pauses.maxMs,
        blankP99Ms: blank.pauses.p99Ms,
        seconds,
        ...worked,
        ...read,
        load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    },
  );

/** What a person does, all at once: types words into the search of the products and of the shipments, types into a form, and sends. */
async function work(
  page: Page,
  connection: ConnectionId,
): Promise<() => Promise<{ searchP50Ms: number; searchP95Ms: number; searches: number; saves: number }>> {
  const words = [
    'áo thun xanh',
    'sku-48213',
    'co tron do',
    '8938000077',
    'nhãn hàng 7',
    'order-4711',
    'spxvn0000042',
    'lazada',
    'trang 99',
  ];
  return () =>
    page.evaluate(
      async ([of, forMs, typed, known, where]) => {
        const end = performance.now() + forMs;
        const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
        const must = (outcome: { readonly ok: boolean; readonly error?: { readonly code: string } }): void => {
          if (!outcome.ok) throw new Error(`refused: ${outcome.error?.code ?? ''}`);
        };
        const times: number[] = [];
        let saves = 0;
        const search = async (): Promise<void> => {
          for (let turn = 0; ; turn += 1) {
            const word = typed[turn % typed.length] ?? '';
            const kind = turn % 2 === 0 ? 'product' : 'shipment';
            for (let length = 2; length <= word.length; length += 1) {
              if (performance.now() > end) return;
              const from = performance.now();
              must(
                await window.desk.call['records.list'](
                  {
                    kind,
                    search: word.slice(0, length),
                    facets: {},
                    ranges: {},
                    order: null,
                    at: null,
                    pageSize: 50,
                    counts: ['status'],
                    refresh: length === word.length,
                  },
                  of,
                ),
              );
              times.push(performance.now() - from);
              await rest(120);
            }
            await rest(1_000);
          }
        };
        const bodyOf = (turn: number): Record<string, never> =>
          ({
            warehouse_code: where,
            merchant_po_reference: 'PO-LAG',
            packages: [
              {
                package_code: 'K1',
                items: Array.from({ length: 40 }, (_, index) => ({
                  oasin: known[index % known.length],
                  product_quantity: String(turn % 90),
                })),
              },
            ],
          }) as never;
        const save = async (): Promise<void> => {
          const id = crypto.randomUUID() as never;
          for (; performance.now() < end; saves += 1) {
            must(await window.desk.call['drafts.save']({ id, kind: 'purchase-order', body: bodyOf(saves) }, of));
            await rest(500);
          }
        };
        const send = async (): Promise<void> => {
          for (let turn = 0; performance.now() < end; turn += 1) {
            const id = crypto.randomUUID() as never;
            const body = {
              warehouse_code: where,
              platform: 'shopee',
              merchant_tracking_code_reference: `LAG-${turn}`,
              items: [{ oasin: known[turn % known.length], product_quantity: '2' }],
            };
            must(await window.desk.call['drafts.save']({ id, kind: 'shipment', body: body as never }, of));
            must(await window.desk.call['outbox.queue']({ draftId: id }, of));
            await rest(2_000);
          }
        };
        await Promise.all([search(), save(), send()]);
        times.sort((a, b) => a - b);
        const share = (part: number): number => Math.round((times[Math.ceil(times.length * part) - 1] ?? Number.NaN) * 10) / 10;
        return { searchP50Ms: share(0.5), searchP95Ms: share(0.95), searches: times.length, saves };
      },
      [connection, seconds * 1_000, words, [1, 2, 3, 4, 5].map(oasinOf), warehouse] as const,
    );
}
