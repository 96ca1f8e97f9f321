/** How long an app's main process stands still while something is done in it (`pauses.cjs`). */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type Desk, type LaunchOptions, launchDesk } from '../../../tools/driver/launchDesk.mts';

export interface Pauses {
  readonly maxMs: number;
  readonly p99Ms: number;
  readonly p50Ms: number;
  readonly longest: readonly { readonly ms: number; readonly ran: readonly string[] }[];
}

/** Starts the app, and measures while what `prepare` answers is done. */
export async function measure<T extends object>(
  options: LaunchOptions,
  scratch: string,
  prepare: (page: Page, app: Desk) => Promise<() => Promise<T>>,
): Promise<T & { readonly pauses: Pauses }> {
  const file = join(scratch, 'pauses.json');
  for (const each of [file, `${file}.begin`, `${file}.end`]) rmSync(each, { force: true });
  await using app = await launchDesk({
    ...options,
    before: ['--require', join(import.meta.dirname, 'pauses.cjs')],
    env: { ONFLOW_BENCH_PAUSES: file },
  });
  const work = await prepare(app.page, app);
  writeFileSync(`${file}.begin`, '');
  const done = await work();
  writeFileSync(`${file}.end`, '');
  for (let waited = 0; !existsSync(file); waited += 100) {
    if (waited > 30_000) throw new Error('the main process told no figures');
    await sleep(100);
  }
  await sleep(500);
  await app.close();
  return { ...done, pauses: JSON.parse(readFileSync(file, 'utf8')) as Pauses };
}
