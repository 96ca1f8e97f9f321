/** What is left of a crash: a report for support, and whether it makes sense to start again. */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { withoutSecrets } from './secrets.ts';
import { withoutPhones } from './personal.ts';

export interface CrashParts {
  /** The desk's own folder; reports go into `crashes/` in it. */
  readonly folder: string;
  readonly version: string;
  readonly secrets: () => readonly string[];
}

export interface Crash {
  /** `uncaughtException`, `unhandledRejection`. */
  readonly kind: string;
  readonly error: unknown;
  /** Unix milliseconds. */
  readonly at: number;
}

const keptReports = 20;
/** A desk that crashes at once would only flicker: it is started again once in so many milliseconds. */
const restartEveryMs = 60_000;

/** Writes the report, and answers whether the desk should be started again. Never throws: it is the last thing that is done. */
export function reportCrash(
  { folder, version, secrets }: CrashParts,
  { kind, error, at }: Crash,
): { readonly path: string | null; readonly mayRestart: boolean } {
  try {
    const crashes = join(folder, 'crashes');
    mkdirSync(crashes, { recursive: true, mode: 0o700 });
    const before = reportsIn(crashes);
    // A report from the future was written while the clock was wrong.
    const mayRestart = !before.some((each) => Math.abs(at - each.at) < restartEveryMs);
    const text = error instanceof Error ? (error.stack ?? error.message) : inspect(error, { depth: 2 });
    const head = `Onflow Desk ${version}, ${process.platform} ${process.arch}, Node ${process.versions.node}\n${new Date(at).toISOString()} ${kind}\n`;
    const path = join(crashes, `${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}.txt`);
    // SECURITY: the text of an error may quote a request.
    writeFileSync(path, withoutPhones(withoutSecrets(`${head}${text.slice(0, 20_000)}\n`, secrets())), { mode: 0o600 });
    for (const old of before.slice(keptReports - 1)) rmSync(old.path, { force: true });
    return { path, mayRestart };
  } catch (failure) {
    console.error('no crash report could be written', failure);
    return { path: null, mayRestart: false };
  }
}

/** Newest first. */
function reportsIn(folder: string): { path: string; at: number }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
}
