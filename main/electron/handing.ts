/** Files and tasks that the system hands to the desk: at its start, by a second start, and on macOS by an event of their own. */
import { resolve } from 'node:path';
import type { App } from 'electron';
import { z } from 'zod';
import { pageMenuActions } from '../../contract/menu.ts';
import type { Handed, HandedOver } from '../desk/handedOver.ts';
import { filesIn, taskIn } from '../start/flags.ts';

/** What a start was given. */
export function handedIn(app: Pick<App, 'getAppPath'>, { argv, cwd }: { readonly argv: readonly string[]; readonly cwd: string }): Handed {
  // Started unpacked, the app itself is the first of its arguments.
  const paths = filesIn(argv.slice(1), cwd).filter((path) => path !== resolve(app.getAppPath()));
  return { paths, task: taskIn(argv) };
}

const BySecond = z.object({ paths: z.array(z.string()), task: z.enum(pageMenuActions).nullable() });

/** Before `ready`: macOS tells of the file that the desk was started with as soon as it is. */
export function mindHandedOver(app: Pick<App, 'on'>, handedOver: Pick<HandedOver, 'add'>, first: Handed): void {
  handedOver.add(first);
  // SECURITY: a second start reads its own arguments, and says with its question for the lock what it was given. Here they come in another
  // order (Windows), and the file of `--token-file` would be taken for one to send.
  app.on('second-instance', (_event, _argv, _cwd, second) => {
    const { success, data } = BySecond.safeParse(second);
    if (success) handedOver.add(data);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    handedOver.add({ paths: [path], task: null });
  });
}
