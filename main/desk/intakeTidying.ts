/** What was dropped does not stay for ever: an intake that is over goes after a month, with the copies of its files. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { IntakeId } from '../../contract/intake.ts';
import { intakeFolderOf } from '../intake/store.ts';
import type { Clock } from '../time/clock.ts';
import type { Workers } from '../workers/index.ts';

interface Parts {
  readonly connection: string;
  readonly workers: Pick<Workers, 'run'>;
  readonly clock: Clock;
  /** The clock leapt: nothing is counted as older for it. */
  readonly isClockDoubted: () => boolean;
  readonly closing: AbortSignal;
  readonly log: (line: string) => void;
}

const day = 24 * 60 * 60_000;
const keptMs = 30 * day;
const pace = { firstMs: 150_000, everyMs: day };

/** Answers what ends it. */
export function tidyIntakes(parts: Parts, times = pace): () => void {
  const { clock, closing, log } = parts;
  let cancel = (): void => undefined;
  const look = (): void => {
    void removeOver(parts)
      .catch((error: unknown) => closing.aborted || log(`intake: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        if (!closing.aborted) cancel = clock.after(times.everyMs, look);
      });
  };
  cancel = clock.after(times.firstMs, look);
  return () => cancel();
}

async function removeOver({ connection, workers, clock, isClockDoubted, closing }: Parts): Promise<void> {
  if (isClockDoubted()) return;
  const now = clock.wall();
  const { over, all } = await workers.run('intake.kept', { connection, before: now - keptMs });
  const folder = intakeFolderOf(connection);
  const remove = (id: string): Promise<void> => rm(join(folder, id), { recursive: true, force: true, maxRetries: 3 });
  for (const id of over) {
    if (closing.aborted) return;
    await workers.run('intake.remove', { connection, id });
    await remove(id);
  }
  // Files that were copied by a desk that was killed before it had written down what for.
  for (const name of await readdir(folder).catch(() => [])) {
    const id = IntakeId.safeParse(name);
    if (!id.success || all.includes(id.data)) continue;
    const seen = await stat(join(folder, name)).catch(() => null);
    if (seen !== null && seen.mtimeMs < now - day) await remove(name);
  }
}
