/** `--headless --check`: the installed desk reads files for a script and ends, without a window, a dock icon or the lock. */
import { resolve } from 'node:path';
import type { App } from 'electron';
import type { Language } from '../../contract/language.ts';
import { exitCodes, say } from '../start/terminal.ts';

export async function checkWithoutWindow(
  app: Pick<App, 'dock' | 'exit' | 'getAppPath' | 'getPath'>,
  { argv, cwd, language }: { readonly argv: readonly string[]; readonly cwd: string; readonly language: Language | null },
): Promise<void> {
  app.dock?.hide();
  try {
    // Only here: a desk that opens has no use for it.
    const { runCheck } = await import('../headless/run.ts');
    // Started unpacked, the app itself is the first of its arguments.
    const args = argv.slice(1).filter((arg, at) => at > 0 || resolve(cwd, arg) !== resolve(app.getAppPath()));
    app.exit(await runCheck(args, { folder: app.getPath('userData'), cwd, language }));
  } catch (fault) {
    say(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
    app.exit(exitCodes.failed);
  }
}
