/** The one door between page and desk (main process): sender, then payload, then the desk; the answer is always an `Outcome`, never a throw. */
import type { BrowserWindow, IpcMain, WebContents } from 'electron';
import { events, type EventName, type EventOf, verbs, type VerbName } from '../../contract/bridge.ts';
import type { Outcome } from '../../contract/errors.ts';
import { type Handlers, answer, toDeskError } from '../door.ts';
import { isOurPage } from './security.ts';

interface Door {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  /** Resolves when the desk is built: the page may ask before. */
  readonly handlers: Promise<Handlers>;
  /** Whether these web contents belong to a window of the desk. */
  readonly ours: (contents: WebContents) => boolean;
  readonly log: (line: string) => void;
}

/** The only way in. SECURITY: a frame that is not our page gets no answer worth having, and nothing of its payload is read. */
export function openDoor({ ipcMain, handlers, ours, log }: Door): void {
  for (const name of Object.keys(verbs) as VerbName[]) {
    ipcMain.handle(name, async (event, payload: unknown, connection: unknown): Promise<Outcome<unknown>> => {
      if (!isOurPage(event.senderFrame, event.sender, ours)) {
        log(`refused: ${name} from a foreign frame`);
        return { ok: false, error: { code: 'foreignSender' } };
      }
      try {
        return await answer(name, payload, await handlers, log, connection);
      } catch (error) {
        // The desk could not be built (a full disk, a folder that cannot be written): the page says so in words.
        return { ok: false, error: toDeskError(error, 'building the desk', log) };
      }
    });
  }
}

/** Tells every window of the desk. */
export function tell<E extends EventName>(windows: readonly BrowserWindow[], event: E, payload: EventOf<E>): void {
  if (!(event in events)) throw new Error(`unknown event ${event}`);
  for (const window of windows) {
    if (!window.isDestroyed() && !window.webContents.isDestroyed()) window.webContents.send(event, payload);
  }
}
