/** The page's only door to the desk: no other file touches `window.desk`. */
import type { AnswerOf, ConnectionEvent, ConnectionVerb, DeskBridge, EventOf, RequestOf, VerbName } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import type { FileRef } from '../../contract/documents/index.ts';
import type { Outcome } from '../../contract/errors.ts';
import type { Intake, IntakeId } from '../../contract/intake.ts';
import { on } from './events.ts';

declare global {
  interface Window {
    readonly desk: DeskBridge;
  }
}

type PageVerb = keyof DeskBridge['call'] & VerbName;
/** What is asked about a connection, and about the desk itself. */
export type VerbOfConnection = PageVerb & ConnectionVerb;
type VerbOfDesk = Exclude<PageVerb, ConnectionVerb>;
type Request<V extends PageVerb> = undefined extends RequestOf<V> ? [] : [RequestOf<V>];

/** Never rejects: should the bridge itself fail, the answer is the error `internal`. */
async function ask<V extends PageVerb>(
  verb: V,
  request: RequestOf<V> | undefined,
  connection?: ConnectionId,
): Promise<Outcome<AnswerOf<V>>> {
  try {
    const bridge = window.desk.call[verb] as (
      request: RequestOf<V> | undefined,
      connection?: ConnectionId,
    ) => Promise<Outcome<AnswerOf<V>>>;
    return await bridge(request, connection);
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

async function stage(file: File, connection: ConnectionId): Promise<Outcome<FileRef>> {
  try {
    return await window.desk.stageFile(file, connection);
  } catch (cause) {
    console.error('the bridge failed at stageFile', cause);
    return { ok: false, error: { code: 'internal', params: { verb: 'files.stage' } } };
  }
}

async function begin(files: readonly File[], connection: ConnectionId, into: IntakeId | null): Promise<Outcome<Intake>> {
  try {
    return await window.desk.beginIntake(files, connection, into);
  } catch (cause) {
    console.error('the bridge failed at beginIntake', cause);
    return { ok: false, error: { code: 'internal', params: { verb: 'intake.begin' } } };
  }
}

/** About the desk itself. */
export const desk = { call: <V extends VerbOfDesk>(verb: V, ...request: Request<V>) => ask(verb, request[0]), start, on };

/** The desk as one connection's screens have it. */
export interface ConnectionDesk {
  readonly connection: ConnectionId;
  /** Never rejects. `otherConnection` where this connection is no longer the open one: nothing was done, in it or in another. */
  call<V extends VerbOfConnection>(verb: V, ...request: Request<V>): Promise<Outcome<AnswerOf<V>>>;
  /** What is told of this connection, and of no other. Answers the function that ends it. */
  on<E extends ConnectionEvent>(event: E, listener: (payload: EventOf<E>) => void): () => void;
  /** Copies a real file (dropped or chosen) into this connection's folder. Errors: the `file…` codes, `diskFull`, `storageReadOnly`. */
  stageFile(file: File): Promise<Outcome<FileRef>>;
  /** Real files and folders become an intake, or (`into`) a part of one. */
  beginIntake(files: readonly File[], into: IntakeId | null): Promise<Outcome<Intake>>;
}

export const deskOf = (connection: ConnectionId): ConnectionDesk => ({
  connection,
  call: (verb, ...request) => ask(verb, request[0], connection),
  on: (event, listener) =>
    on(event, (payload) => {
      if (payload.connection === connection) listener(payload);
    }),
  stageFile: (file) => stage(file, connection),
  beginIntake: (files, into) => begin(files, connection, into),
});
