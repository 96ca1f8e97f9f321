/**
 * How much of the time a list of 100,000 products stands there whole while it is scrolled for ten seconds in the built app: by the wheel, by
 * pages, and by dragging its bar. Beside it ag-grid-community in the same host and run, in the same place of the same page: with its rows
 * through the same bridge as ours (`peer`), and with all of them in the page's memory (`peerInMemory`), where nothing is waited for.
 */
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchDesk, openConnection } from '../../tools/driver/launchDesk.mts';
import type { Run } from './bench.mts';
import { type From, peer, scrollPeer } from './grid/peer.mts';
import { type Scrolled, scrollThrough } from './grid/scroll.mts';
import { withLargeDesk } from './large/desk.mts';

/** `ONFLOW_BENCH_ROWS` makes it smaller. */
const rows = Number(process.env['ONFLOW_BENCH_ROWS'] ?? 100_000);
/** The start is over, and what it set off; the list has been read in beside it. */
const settledMs = 5_000;
const own = { scroller: '[role=grid]', row: '[role=rowgroup] [role=row]', blank: '[aria-busy=true]' } as const;

export const run: Run = ({ log }) =>
  withLargeDesk(log, { copied: { products: rows, shipments: 0 }, provided: { products: 10 } }, async ({ options }) => {
    /** Each has a desk of its own, so that none has what another has left. */
    const inDesk = async (from: From | null): Promise<Scrolled & { readonly host: string }> => {
      await using desk = await launchDesk(options);
      const { page, host } = desk;
      await page
        .getByText(/ of [\d,.]+$/)
        .first()
        .waitFor({ timeout: 60_000 });
      await sleep(settledMs);
      const connection = await openConnection(page);
      const scrolled = from === null ? await scrollThrough(page, own) : await scrollPeer(page, { connection, rows, from });
      return { ...scrolled, host };
    };
    log('Scrolls …');
    const { host, ...desk } = await inDesk(null);
    log(`Scrolls ${peer} …`);
    const { host: _same, ...overBridge } = await inDesk('bridge');
    const { host: _too, ...inMemory } = await inDesk('memory');
    return {
      bench: 'grid',
      rows,
      host,
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      ...desk,
      peer: { name: peer, ...overBridge },
      peerInMemory: { name: peer, ...inMemory },
    };
  });
