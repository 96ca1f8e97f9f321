/** Files and tasks that the system hands to the desk: at its start, by a second start, and on macOS by an event of their own. */
import { resolve } from 'node:path';
import type { App } from 'electron';
import type { HandedOver } from '../desk/handedOver.ts';
import { filesIn, taskIn } from '../start/flags.ts';

interface Start {
  readonly argv: readonly string[];
  readonly cwd: string;
}

/** Before `ready`: macOS tells of the file that the desk was started with as soon as it is. */
export function mindHandedOver(app: Pick<App, 'on' | 'getAppPath'>, handedOver: Pick<HandedOver, 'add'>, first: Start): void {
  const take = ({ argv, cwd }: Start): void => {
    // Started unpacked, the app itself is the first of its arguments.
    const paths = filesIn(argv.slice(1), cwd).filter((path) => path !== resolve(app.getAppPath()));
    handedOver.add({ paths, task: taskIn(argv) });
  };
  take(first);
  app.on('second-instance', (_event, argv, cwd) => take({ argv, cwd }));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    handedOver.add({ paths: [path], task: null });
  });
}
