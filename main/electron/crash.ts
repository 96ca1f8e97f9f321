/** The main process has a fault nobody caught: it is written down, and the desk starts again. */
import type { App, BrowserWindow, Dialog } from 'electron';
import type { Language } from '../../contract/language.ts';
import { type CrashParts, reportCrash } from '../support/crashes.ts';

interface Options extends CrashParts {
  readonly log: (line: string) => void;
  /** A desk starts when this one has ended. */
  readonly restart: () => void;
}

/** Going on with half a fault inside could send what must not be sent; what is on disk is honest, and a new start reads it. */
export function watchForCrashes(app: Pick<App, 'exit'>, options: Options): void {
  const end = (kind: string, error: unknown): void => {
    const { path, mayRestart } = reportCrash(options, { kind, error, at: Date.now() });
    options.log(`${kind}; report: ${path ?? 'none'}; ${mayRestart ? 'starting again' : 'not starting again so soon'}`);
    try {
      if (mayRestart) options.restart();
    } finally {
      app.exit(1);
    }
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

interface Offer {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  /** Whose page it is: a box that belongs to no window stops everything else on macOS, sending included. */
  readonly window: BrowserWindow;
  readonly language: Language;
  readonly restart: () => void;
}

/** The page has died once too often: the system's own box asks what to do, because no page of ours is there to. */
export async function offerRestart(app: Pick<App, 'quit'>, offer: Offer): Promise<void> {
  const { message, detail, restart, quit } = words[offer.language];
  const { response } = await offer.dialog.showMessageBox(offer.window, {
    type: 'error',
    message,
    detail,
    buttons: [restart, quit],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) offer.restart();
  app.quit();
}
