/**
 * The promise against the world: histories of adversarial providers, crashes, clock jumps and people's deeds through the real outbox over
 * the real database, in virtual time, on all cores. What counts is how many documents have more than one record although nobody said *send
 * again*.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Run } from './bench.mts';
import { type Tally, addTo, emptyTally } from './law/tally.mts';

/** `ONFLOW_BENCH_HISTORIES` makes it shorter, `ONFLOW_BENCH_SEED` repeats a run. */
const wanted = Number(process.env['ONFLOW_BENCH_HISTORIES'] ?? 1_000_000);
const seed = Number(process.env['ONFLOW_BENCH_SEED'] ?? Math.floor(Math.random() * 0x3fff_ffff));
/** So many a share: small enough to see progress, large enough that beginning one costs nothing. */
const share = 2_000;

export const run: Run = async ({ log }) => {
  const started = performance.now();
  const shares = Array.from({ length: Math.ceil(wanted / share) }, (_, nth) => ({
    seed: seed + nth,
    histories: Math.min(share, wanted - nth * share),
  }));
  log(`${wanted} histories from seed ${seed} on ${availableParallelism()} cores …`);
  const tally = emptyTally();
  let done = 0;
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      const worker = fork(fileURLToPath(new URL('law/worker.mts', import.meta.url)));
      try {
        for (let next = shares.shift(); next !== undefined; next = shares.shift()) {
          const part = await answerOf(worker, next);
          for (const text of part.told) log(text);
          addTo(tally, part);
          done += next.histories;
          if (Math.floor(done / 50_000) > Math.floor((done - next.histories) / 50_000)) log(`${done} histories, ${tally.broken} broken`);
        }
      } finally {
        worker.disconnect();
      }
    }),
  );
  const { switches, told: _told, ...counts } = tally;
  const seconds = Math.round((performance.now() - started) / 1_000);
  return {
    bench: 'law',
    ...counts,
    switches: Object.entries(switches)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => ({ name, ...each })),
    seed,
    seconds,
    historiesPerSecond: Math.round(counts.histories / Math.max(1, seconds)),
  };
};

const answerOf = (worker: ChildProcess, what: { seed: number; histories: number }): Promise<Tally> =>
  new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.once('message', (tally) => resolve(tally as Tally));
    worker.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
    worker.send(what);
  });
