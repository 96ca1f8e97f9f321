/**
 * Files of orders, parsed, mapped and checked, against the bare parser in the same run: 100,000 rows of Shopee's CSV with all of its
 * columns, 50,000 of its XLSX. The passes take turns, each in a process of its own, and the shortest of each counts: what else the computer
 * does only ever adds. Then the CSV is dropped on the desk: `longestTaskMs` is the page's, `mainLagMs` the longest pause of its main process,
 * `blankLagMs` that of an app that does nothing, in the same host.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Operator } from '../../tools/driver/operator.mts';
import { orderFile, someGoods } from '../samples/orderFiles.mts';
import type { Run } from './bench.mts';
import { measure } from './lag/measure.mts';

const rounds = Number(process.env['ONFLOW_BENCH_ROUNDS'] ?? 3);
const pass = join(import.meta.dirname, 'import/pass.mts');
/** What comes of objects in a pass stays until its end: the same as the check itself is started with (tools/start.mts). */
const young = '--max-semi-space-size=32';

interface Pass {
  readonly ms: number;
  readonly cpuMs: number;
  readonly rows: number;
  readonly fits: number;
  readonly peakMB: number;
}

async function made(what: 'bare' | 'whole', file: string, products: string): Promise<Pass> {
  const { stdout } = await promisify(execFile)(process.execPath, [young, pass, what, file, products]);
  return JSON.parse(stdout) as Pass;
}

async function compared(file: string, products: string, log: (line: string) => void) {
  const bare: Pass[] = [];
  const whole: Pass[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await made('bare', file, products));
    whole.push(await made('whole', file, products));
    log(`${file.split(/[\\/]/).at(-1)}: bare ${Math.round(bare.at(-1)?.ms ?? 0)} ms, whole ${Math.round(whole.at(-1)?.ms ?? 0)} ms`);
  }
  const least = (passes: readonly Pass[], of: 'ms' | 'cpuMs' = 'ms'): number => Math.min(...passes.map((each) => each[of]));
  const [first] = whole;
  if (first === undefined || first.fits !== first.rows) throw new Error('not all of its rows are orders that can be sent');
  return {
    figures: {
      rows: first.rows,
      ms: Math.round(least(whole)),
      rawParseMs: Math.round(least(bare)),
      ratio: Math.round((least(whole) / least(bare)) * 100) / 100,
      // Of the processor's time: it does not grow with what else the computer does.
      cpuRatio: Math.round((least(whole, 'cpuMs') / least(bare, 'cpuMs')) * 100) / 100,
    },
    peakMB: Math.max(...whole.map(({ peakMB }) => peakMB)),
  };
}

/** So long the desk may take for it. */
const patienceMs = 240_000;

/** The same file dropped on the desk itself, until it waits to be sent: how long the page and its main process stood still, at the longest. */
async function inTheDesk(file: string, scratch: string) {
  const options = { lang: 'vi', keychain: 'none', userDataDir: join(scratch, 'data') } as const;
  const { pauses, longestTaskMs, seconds } = await measure(options, scratch, async (page, app) => {
    const operator = new Operator(app);
    await operator.startPractising();
    await operator.goTo('Nhập hàng loạt');
    const place = page.getByRole('heading', { name: 'Nhập hàng loạt' }).first();
    return async () => {
      await page.evaluate(async () => {
        const held = globalThis as typeof globalThis & { longestTask?: number };
        held.longestTask = 0;
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) held.longestTask = Math.max(held.longestTask ?? 0, duration);
        }).observe({ type: 'longtask' });
        // One that is surely long is seen: then those of the desk would be.
        setTimeout(() => {
          for (const until = performance.now() + 80; performance.now() < until;);
        });
        while (held.longestTask === 0) await new Promise((go) => setTimeout(go, 20));
        held.longestTask = 0;
      });
      const began = performance.now();
      await app.dropFiles(place, [file]);
      await page.getByRole('main').getByText('Chờ bạn gửi', { exact: true }).first().waitFor({ timeout: patienceMs });
      const longest = await page.evaluate(() => (globalThis as typeof globalThis & { longestTask?: number }).longestTask ?? 0);
      return { longestTaskMs: Math.round(longest), seconds: Math.round((performance.now() - began) / 100) / 10 };
    };
  });
  const blank = await measure({ userDataDir: join(scratch, 'blank'), appPath: join(import.meta.dirname, 'startup/blank') }, scratch, () =>
    Promise.resolve(() => sleep(Math.min(30, seconds) * 1_000, {})),
  );
  return { longestTaskMs, mainLagMs: pauses.maxMs, mainLagP99Ms: pauses.p99Ms, blankLagMs: blank.pauses.maxMs, deskSeconds: seconds };
}

export const run: Run = async ({ log }) => {
  const folder = mkdtempSync(join(tmpdir(), 'onflow-desk-import-'));
  try {
    const products = join(folder, 'products.json');
    writeFileSync(products, JSON.stringify(someGoods.map((each, index) => ({ ...each, barcode: null, oasin: `OASIN${index}` }))));
    const [csv, xlsx] = [join(folder, 'orders.csv'), join(folder, 'orders.xlsx')];
    // One line and a half an order.
    writeFileSync(csv, orderFile({ layout: 'shopee', orders: 67_200, mostLines: 2 }).csv());
    writeFileSync(xlsx, orderFile({ layout: 'shopee', orders: 33_600, mostLines: 2 }).xlsx());
    const ofCsv = await compared(csv, products, log);
    const ofXlsx = await compared(xlsx, products, log);
    return {
      bench: 'import',
      csv: ofCsv.figures,
      xlsx: ofXlsx.figures,
      peakMB: Math.round(Math.max(ofCsv.peakMB, ofXlsx.peakMB)),
      ...(await inTheDesk(csv, folder)),
      cpus: cpus().length,
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
