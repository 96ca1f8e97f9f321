/** The desk's own state as the page knows it: connections, open session, language, theme. */
import { create } from 'zustand';
import type { AppState } from '../../contract/bridge.ts';
import type { SessionState } from '../../contract/connection.ts';
import type { DeskError } from '../../contract/errors.ts';
import { desk } from '../bridge/desk.ts';
import { kept } from './kept.ts';
import { startAnew } from './place.ts';

interface Known {
  /** `null` until the desk has answered for the first time. */
  readonly app: AppState | null;
  /** Why there is no state: only when the very first question failed. */
  readonly error: DeskError | null;
}

const useKnown = create<Known>(() => ({ app: null, error: null }));

/** All of it, for screens that are about the desk: they are drawn again with every request that is made. Others take `useAppPart`. */
export const useApp = (): AppState | null => useKnown((known) => known.app);
/** One part of the desk's state. `select` answers what the state holds, or a plain value: an object made anew would be drawn for ever. */
export const useAppPart = <T>(select: (app: AppState) => T): T | null => useKnown(({ app }) => (app === null ? null : select(app)));
export const useStartError = (): DeskError | null => useKnown((known) => known.error);
/** The open connection; `null` on the first run. */
export const useSession = (): SessionState | null => useKnown((known) => known.app?.session ?? null);
/** One part of the open connection's state, as `useAppPart`. */
export const useSessionPart = <T>(select: (session: SessionState) => T): T | null =>
  useKnown(({ app }) => (app === null || app.session === null ? null : select(app.session)));
export const appNow = (): AppState | null => useKnown.getState().app;

/** As the desk told it last. */
export function setApp(told: AppState): void {
  const shown = useKnown.getState().app?.session ?? null;
  // Between two connections none is open: until the next one is, or it is said that it could not be, the screen has the one before.
  const app = told.session === null && told.opening !== null ? { ...told, session: shown } : told;
  const before = shown?.connection.id;
  if (before !== undefined && before !== app.session?.connection.id) startAnew();
  useKnown.setState((known) => ({ app: kept(known.app, app), error: null }));
}

function setSession(session: SessionState): void {
  const { app } = useKnown.getState();
  // Of another connection: the state of the desk comes with it.
  if (app?.session?.connection.id !== session.connection.id) return;
  setApp({ ...app, session, connections: app.connections.map((each) => (each.id === session.connection.id ? session.connection : each)) });
}

const heldMs = 1_000;

/** Reads the state again; for the answers of verbs that change it, whose event may still be on its way. */
export async function readApp(): Promise<void> {
  const outcome = await desk.call('app.state');
  if (outcome.ok) setApp(outcome.value);
  else {
    useKnown.setState({ error: outcome.error });
    // The desk is built as soon as another program lets go of its file.
    if (outcome.error.code === 'storageBusy') setTimeout(() => void readApp(), heldMs);
  }
}

/** Listens first and asks then, so that nothing falls between. Answers what ends it. */
export function followSession(): () => void {
  const ends = [desk.on('app.changed', setApp), desk.on('session.changed', setSession)];
  void readApp();
  return () => ends.forEach((end) => end());
}
