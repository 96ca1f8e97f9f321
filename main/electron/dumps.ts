/**
 * What is left when a process of Chromium dies: its dump stays on this computer. SECURITY: a dump is memory, and memory may
 * hold the key or what somebody typed. It is sent nowhere, is no part of the support bundle, and goes after two weeks.
 */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CrashReporter } from 'electron';
import type { Log } from '../support/log.ts';

const kept = { days: 14, files: 5 };

/** Before the first page. @param folder where Electron puts them, `app.getPath('crashDumps')`. */
export function keepDumps(reporter: Pick<CrashReporter, 'start'>, folder: string, log: Log): void {
  reporter.start({ uploadToServer: false });
  try {
    for (const path of tooMany(folder, Date.now())) rmSync(path, { force: true });
  } catch (error) {
    log(`old crash dumps stay: ${String(error)}`);
  }
}

/** Crashpad keeps each dump, and what it notes of it, in one of several folders by its state. */
function tooMany(folder: string, now: number): string[] {
  if (!existsSync(folder)) return [];
  const dumps = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.dmp'))
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  const old = dumps.filter(({ at }, index) => index >= kept.files || now - at > kept.days * 24 * 60 * 60 * 1_000);
  return old.flatMap(({ path }) => [path, path.replace(/\.dmp$/, '.meta')]);
}
