/** The bridge in the page's isolated world: names to calls, no logic. Runs sandboxed; only what is exposed here exists for the page. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DeskBridge } from '../contract/bridge.ts';

/**
 * The names of all verbs and events, written in by the build from `contract/bridge.ts`, so that the door's list and this one are the same.
 */
declare const VERB_NAMES: readonly string[];
declare const EVENT_NAMES: readonly string[];
declare const FROM_PRELOAD: readonly string[];

// SECURITY: one function a verb; the page can name no channel, and verbs meant for this file alone are left out.
const call = Object.fromEntries(
  VERB_NAMES.filter((name) => !FROM_PRELOAD.includes(name)).map((name) => [
    name,
    (request: unknown, connection: unknown) => ipcRenderer.invoke(name, request, connection),
  ]),
) as unknown as DeskBridge['call'];

/** Asked here, so that the answer is on its way while the page's programs are still being read. */
const start = ipcRenderer.invoke('app.start');

const bridge: DeskBridge = {
  call,
  on: (event, listener) => {
    // SECURITY: only the desk's own events; the page cannot listen in on other channels.
    if (!EVENT_NAMES.includes(event)) throw new Error(`unknown event ${event}`);
    // SECURITY: the page gets the payload, never the event object: its `sender` is the whole of ipcRenderer.
    const forward = (_event: unknown, payload: Parameters<typeof listener>[0]): void => listener(payload);
    ipcRenderer.on(event, forward);
    return () => {
      ipcRenderer.removeListener(event, forward);
    };
  },
  start,
  // SECURITY: the path comes from a real File, never from the page; main answers with the file's SHA-256.
  stageFile: (file, connection) => ipcRenderer.invoke('files.stage', { path: webUtils.getPathForFile(file), name: file.name }, connection),
  // SECURITY: as above; a folder comes as a `File` too, and main looks into it.
  beginIntake: (files, connection, into) =>
    ipcRenderer.invoke(
      'intake.begin',
      { files: files.map((file) => ({ path: webUtils.getPathForFile(file), name: file.name })), into },
      connection,
    ),
};

contextBridge.exposeInMainWorld('desk', bridge);
