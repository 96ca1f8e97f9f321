/**
 * How soon what is typed is found: 100,000 products and 50,000 shipments in the local copy, codes and words typed into the search of the
 * products in the built app at the pace of a hand, from each key to the paint that shows its rows; the same questions through the bridge
 * alone; and how long the main process stands still meanwhile. Beside it the same questions without page and bridge: of the store, of
 * SQLite's FTS5 and of MiniSearch.
 */
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { openConnection } from '../../tools/driver/launchDesk.mts';
import type { Run } from './bench.mts';
import { measure } from './lag/measure.mts';
import { withLargeDesk } from './large/desk.mts';
import { compare } from './search/peers.mts';
import { askBridge, typeInto } from './search/typed.mts';

/** `ONFLOW_BENCH_ROWS` makes it smaller. */
const products = Number(process.env['ONFLOW_BENCH_ROWS'] ?? 100_000);
const shipments = products / 2;
/** The start is over, and what it set off. */
const settledMs = 5_000;

export const run: Run = ({ log }) =>
  withLargeDesk(log, { copied: { products, shipments }, provided: { products: 10 } }, async ({ options, file, scratch }) => {
    log('Types …');
    const { pauses, typed, bridge } = await measure(options, scratch, async (page) => {
      await page
        .getByText(/ of [\d,.]+$/)
        .first()
        .waitFor({ timeout: 60_000 });
      await sleep(settledMs);
      const connection = await openConnection(page);
      return async () => ({ typed: await typeInto(page), bridge: await askBridge(page, connection) });
    });
    const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
    log('Asks the store and its peers …');
    const { peers, store, ...atHand } = compare(file);
    const { byKind, ...times } = typed;
    return {
      bench: 'search',
      rows: products,
      shipments,
      ...times,
      bridgeP50Ms: bridge.p50Ms,
      bridgeP95Ms: bridge.p95Ms,
      mainLagMs: pauses.maxMs,
      ...atHand,
      load,
      byKind,
      store,
      peers,
    };
  });
