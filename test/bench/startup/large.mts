/**
 * How long the desk takes to its list of products with a local copy of 100,000 products and 50,000 shipments and a long journal, against
 * one with 300 products: with the file in the system's cache, and with it not there, as after the computer was started. Medians.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../../tools/machine/build.mts';
import type { Run } from '../bench.mts';
import { databaseIn, fill } from '../large/copy.mts';
import { closedOnProducts, deskAt } from '../large/desk.mts';
import { startProvider } from '../large/provider.mts';
import { median } from '../measure/figures.mts';
import { listUsable, start } from '../measure/start.mts';

const runs = Number(process.env['ONFLOW_BENCH_RUNS'] ?? 5);
const few = { products: 300, shipments: 0 };
const many = {
  products: Number(process.env['ONFLOW_BENCH_ROWS'] ?? 100_000),
  shipments: Number(process.env['ONFLOW_BENCH_ROWS'] ?? 100_000) / 2,
  requests: Number(process.env['ONFLOW_BENCH_ROWS'] ?? 100_000) * 4,
};

export const runLarge: Run = async ({ log }) => {
  await ensureBuilt();
  const scratch = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const provider = await startProvider(many);
  try {
    const options = (name: string) => deskAt(provider, join(scratch, name));
    const [small, large] = [options('small'), options('large')];
    await closedOnProducts(small);
    cpSync(join(scratch, 'small'), join(scratch, 'large'), { recursive: true });
    log('Fills both local copies …');
    fill(databaseIn(join(scratch, 'small')), few);
    const file = databaseIn(join(scratch, 'large'));
    fill(file, many);
    const databaseMB = Math.round(statSync(file).size / 1e6);
    const canEvict = evict(file);
    if (!canEvict) log('Here a file cannot be taken out of the cache (dd of GNU coreutils can): nothing is said of a cold one.');

    // The first start of each is not counted: the picture of the list is kept from it.
    for (const each of [small, large]) await start(each, listUsable);
    const taken = { small: [] as number[], large: [] as number[], cold: [] as number[] };
    for (let round = 1; round <= runs; round += 1) {
      taken.small.push((await start(small, listUsable)).usableMs);
      // All of it is in the cache when it is meant to be.
      spawnSync('cat', [file], { stdio: 'ignore' });
      taken.large.push((await start(large, listUsable)).usableMs);
      if (canEvict) {
        evict(file);
        taken.cold.push((await start(large, listUsable)).usableMs);
      }
      log(`round ${round} of ${runs}: small ${taken.small.at(-1)}, large ${taken.large.at(-1)}, cold ${taken.cold.at(-1) ?? '–'} ms`);
    }
    const [smallMs, largeMs] = [median(taken.small), median(taken.large)];
    const coldLargeMs = canEvict ? median(taken.cold) : null;
    return {
      bench: 'startup',
      large: true,
      databaseMB,
      smallMs,
      largeMs,
      coldLargeMs,
      ratio: Math.round(((coldLargeMs ?? largeMs) / smallMs) * 100) / 100,
      runs,
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    };
  } finally {
    provider.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** Has the system forget what it keeps of a file (`posix_fadvise`, which Node does not have). Answers whether it could be asked. */
function evict(file: string): boolean {
  if (process.platform !== 'linux') return false;
  return [file, `${file}-wal`]
    .filter((each) => existsSync(each))
    .every((each) => spawnSync('dd', [`if=${each}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' }).status === 0);
}
