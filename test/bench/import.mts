/**
 * Files of orders, parsed, mapped and checked, against the bare parser in the same run: 100,000 rows of Shopee's CSV with all of its
 * columns, 50,000 of its XLSX. The passes take turns, each in a process of its own, and the shortest of each counts: what else the computer
 * does only ever adds. `mainLagMs`: the longest pause of this process's loop while a thread makes a pass over the CSV.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { orderFile, someGoods } from '../samples/orderFiles.mts';
import type { Run } from './bench.mts';

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

/** In milliseconds. */
async function longestPause(file: string, products: string): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const worker = new Worker(pass, { argv: ['whole', file, products], stdout: true });
  delay.enable();
  await new Promise<void>((done, failed) => worker.once('exit', () => done()).once('error', failed));
  delay.disable();
  return Math.round(delay.max / 1e5) / 10;
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
      mainLagMs: await longestPause(csv, products),
      cpus: cpus().length,
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
