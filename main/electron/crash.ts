/** The main process has a fault nobody caught: it is written down, and the desk starts again. */
import type { App, Dialog } from 'electron';
import type { Language } from '../../contract/bridge.ts';
import { type CrashParts, reportCrash } from '../support/crashes.ts';

interface Options extends CrashParts {
  readonly log: (line: string) => void;
}

/** Going on with half a fault inside could send what must not be sent; what is on disk is honest, and a new start reads it. */
export function watchForCrashes(app: Pick<App, 'relaunch' | 'exit'>, options: Options): void {
  const end = (kind: string, error: unknown): void => {
    const { path, mayRestart } = reportCrash(options, { kind, error, at: Date.now() });
    options.log(`${kind}; report: ${path ?? 'none'}; ${mayRestart ? 'starting again' : 'not starting again so soon'}`);
    if (mayRestart) app.relaunch();
    app.exit(1);
  };
  process.on('uncaughtException', (error) => end('uncaughtException', error));
  process.on('unhandledRejection', (reason) => end('unhandledRejection', reason));
}

const words = {
  vi: {
    message: 'Màn hình của Onflow Desk bị hỏng nhiều lần liên tiếp',
    detail: 'Bản nháp và hộp gửi đã được lưu. Khởi động lại, hoặc thoát và báo người phụ trách phần mềm.',
    restart: 'Khởi động lại',
    quit: 'Thoát',
  },
  en: {
    message: 'The page of Onflow Desk keeps crashing',
    detail: 'Drafts and outbox are saved. Restart it, or quit and tell whoever looks after the software.',
    restart: 'Restart',
    quit: 'Quit',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** The page has died once too often: the system's own box asks what to do, because no page of ours is there to. */
export async function offerRestart(
  app: Pick<App, 'relaunch' | 'quit'>,
  dialog: Pick<Dialog, 'showMessageBox'>,
  language: Language,
): Promise<void> {
  const { message, detail, restart, quit } = words[language];
  const { response } = await dialog.showMessageBox({ type: 'error', message, detail, buttons: [restart, quit], defaultId: 0, cancelId: 1 });
  if (response === 0) app.relaunch();
  app.quit();
}
