/**
 * How long the desk takes from the start of its process to a list of 300 products, read from its own database, that can be clicked; against
 * an app that does nothing but show an empty page, started in the same way, one after the other in turn. Medians.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionId } from '../../contract/connection.ts';
import { ensureBuilt } from '../../tools/machine/build.mts';
import { type LaunchOptions, launchDesk } from '../../tools/driver/launchDesk.mts';
import type { Run } from './bench.mts';
import { median } from './measure/figures.mts';
import { type Start, blankUsable, listUsable, start } from './measure/start.mts';

const runs = Number(process.env['ONFLOW_BENCH_RUNS'] ?? 7);
const productsWanted = 300;

export { runLarge } from './startup/large.mts';

export const run: Run = async ({ log }) => {
  await ensureBuilt();
  const scratch = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const desk: LaunchOptions = { userDataDir: join(scratch, 'desk'), lang: 'en' };
  const blank: LaunchOptions = { userDataDir: join(scratch, 'blank'), appPath: join(import.meta.dirname, 'startup/blank') };
  try {
    log('Sets up a desk with 300 products that was closed on its list of them …');
    await prepare(desk);
    // The first start of each warms the disk's cache, and V8's.
    await start(blank, blankUsable);
    await start(desk, listUsable);
    const blanks: Start[] = [];
    const desks: Start[] = [];
    for (let round = 1; round <= runs; round += 1) {
      blanks.push(await start(blank, blankUsable));
      desks.push(await start(desk, listUsable));
      log(`round ${round} of ${runs}: blank ${blanks.at(-1)?.usableMs} ms, desk ${desks.at(-1)?.usableMs} ms`);
    }
    const blankMs = median(blanks.map((each) => each.usableMs));
    const deskMs = median(desks.map((each) => each.usableMs));
    return {
      bench: 'startup',
      blankMs,
      deskMs,
      ratio: Math.round((deskMs / blankMs) * 100) / 100,
      mainReadyMs: median(desks.map((each) => each.mainReadyMs ?? Number.NaN)),
      runs,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** The practice connection, all its products read into the local database, closed on the list of products. */
async function prepare(options: LaunchOptions): Promise<void> {
  await using desk = await launchDesk(options);
  const { page } = desk;
  await page.getByRole('button', { name: 'Start practising' }).click();
  await page.getByRole('navigation', { name: 'Screens' }).getByText('Products', { exact: true }).click();
  await page.waitForFunction(
    async ([wanted]) => {
      const outcome = await window.desk.call['records.list'](
        { kind: 'product', search: '', status: null, warehouse: null, page: 0, pageSize: 1, refresh: false },
        'practice' as ConnectionId,
      );
      return outcome.ok && outcome.value.total >= wanted;
    },
    [productsWanted] as const,
    { polling: 250, timeout: 120_000 },
  );
  await desk.close();
}
