/** The page's only door to the desk: no other file touches `window.desk` (page). */
import type { AnswerOf, DeskBridge, EventName, EventOf, RequestOf, VerbName } from '../../contract/bridge.ts';
import type { FileRef } from '../../contract/documents/index.ts';
import type { Outcome } from '../../contract/errors.ts';
import { firstPicture } from '../ui/firstPicture.ts';

declare global {
  interface Window {
    readonly desk: DeskBridge;
  }
}

export type PageVerb = keyof DeskBridge['call'] & VerbName;

/** Never rejects: should the bridge itself fail, the answer is the error `internal`. */
async function call<V extends PageVerb>(verb: V, ...request: undefined extends RequestOf<V> ? [] : [RequestOf<V>]): Promise<Outcome<AnswerOf<V>>> {
  // The first picture has all it needs (`start`): answering more would take the computer away from drawing it.
  await firstPicture();
  try {
    const ask = window.desk.call[verb] as (request: RequestOf<V> | undefined) => Promise<Outcome<AnswerOf<V>>>;
    return await ask(request[0]);
  } catch (cause) {
    console.error(`the bridge failed at ${verb}`, cause);
    return { ok: false, error: { code: 'internal', params: { verb } } };
  }
}

/** What was asked when the document began. Never rejects, as `call`. */
async function start(): Promise<Outcome<AnswerOf<'app.start'>>> {
  try {
    return await window.desk.start;
  } catch (cause) {
    console.error('the bridge failed at app.start', cause);
    return { ok: false, error: { code: 'internal', params: { verb: 'app.start' } } };
  }
}

/** Answers the function that ends the subscription. */
const on = <E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): (() => void) => window.desk.on(event, listener);

/** Copies a real file (dropped or chosen) into the desk's own folder. Errors: the `file…` codes, `diskFull`, `storageReadOnly`. */
async function stageFile(file: File): Promise<Outcome<FileRef>> {
  try {
    return await window.desk.stageFile(file);
  } catch (cause) {
    console.error('the bridge failed at stageFile', cause);
    return { ok: false, error: { code: 'internal', params: { verb: 'files.stage' } } };
  }
}

export const desk = { call, start, on, stageFile };
