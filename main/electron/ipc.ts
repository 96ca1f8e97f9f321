/**
 * The one door between page and desk: sender, then payload, then the desk; the answer is always an `Outcome`, never a throw.
 */
import type { BrowserWindow, IpcMain, WebContents } from 'electron';
import { events, type EventName, type EventOf, verbs, type VerbName } from '../../contract/bridge.ts';
import type { DeskError, Outcome } from '../../contract/errors.ts';
import { type Handlers, answer, toDeskError } from '../desk/door.ts';
import { isOurPage } from './security.ts';

interface Door {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  /** Resolves when the desk is built: the page may ask before. */
  readonly handlers: Promise<Handlers>;
  /** Whether these web contents belong to a window of the desk. */
  readonly ours: (contents: WebContents) => boolean;
  readonly log: (line: string) => void;
  /** Why the desk is not built yet, though it will be: another program holds its file. */
  readonly held?: () => DeskError | null;
}

/** So long the page waits for a desk whose file is held before it is told, in milliseconds. */
const heldPatienceMs = 1_500;

/** The only way in. SECURITY: a frame that is not our page gets no answer worth having, and nothing of its payload is read. */
export function openDoor({ ipcMain, handlers, ours, log, held = () => null }: Door): void {
  let isSettled = false;
  const settle = (): void => void (isSettled = true);
  const settled = handlers.then(settle, settle);
  for (const name of Object.keys(verbs) as VerbName[]) {
    ipcMain.handle(name, async (event, payload: unknown, connection: unknown): Promise<Outcome<unknown>> => {
      if (!isOurPage(event.senderFrame, event.sender, ours)) {
        log(`refused: ${name} from a foreign frame`);
        return { ok: false, error: { code: 'foreignSender' } };
      }
      if (!isSettled && held() !== null) await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, heldPatienceMs))]);
      const why = isSettled ? null : held();
      if (why !== null) return { ok: false, error: why };
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
