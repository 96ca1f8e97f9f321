/**
 * What the desk holds of the computer's memory while nobody does anything: its main process and its page together, on a list, with
 * 100,000 products and 50,000 shipments in the local copy; against an app that does nothing but show an empty page, in the same host and
 * for as long. Medians, in MB (a million bytes).
 */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Desk, type LaunchOptions, launchDesk } from '../../tools/driver/launchDesk.mts';
import type { Run } from './bench.mts';
import { withLargeDesk } from './large/desk.mts';
import { median } from './measure/figures.mts';
import { type Held, held } from './memory/held.mts';

/** `ONFLOW_BENCH_SECONDS` and `ONFLOW_BENCH_ROWS` make it shorter and smaller. */
const seconds = Number(process.env['ONFLOW_BENCH_SECONDS'] ?? 30);
const rows = Number(process.env['ONFLOW_BENCH_ROWS'] ?? 150_000);
const products = Math.round((rows / 3) * 2);
const shipments = rows - products;
/** The start is over, and what it set off: rows in sight were asked for, the garbage of reading has been collected. */
const settledMs = 30_000;
const betweenMs = 1_000;

export const run: Run = ({ log }) =>
  withLargeDesk(
    log,
    { copied: { products, shipments, isFresh: true }, provided: { products, shipments } },
    async ({ options, scratch }) => {
      log(`${seconds} s of a desk that nobody uses …`);
      const desk = await idle(options);
      log(`${seconds} s of an app that does nothing …`);
      const blank = await idle({ userDataDir: join(scratch, 'blank'), appPath: join(import.meta.dirname, 'startup/blank') });
      const [idleMB, blankAppMB] = [desk.mainMB + desk.pageMB, blank.mainMB + blank.pageMB];
      return {
        bench: 'memory',
        idleMB: Math.round(idleMB),
        blankAppMB: Math.round(blankAppMB),
        ratio: Math.round((idleMB / blankAppMB) * 100) / 100,
        rows,
        seconds,
        load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
        parts: { desk: rounded(desk), blank: rounded(blank) },
      };
    },
  );

const rounded = ({ mainMB, pageMB }: Held): Held => ({ mainMB: Math.round(mainMB), pageMB: Math.round(pageMB) });

async function idle(options: LaunchOptions): Promise<Held> {
  await using app: Desk = await launchDesk(options);
  await sleep(settledMs);
  const seen: Held[] = [];
  for (let second = 0; second < seconds; second += 1) {
    seen.push(held(app.pid));
    await sleep(betweenMs);
  }
  await app.close();
  return { mainMB: median(seen.map(({ mainMB }) => mainMB)), pageMB: median(seen.map(({ pageMB }) => pageMB)) };
}
