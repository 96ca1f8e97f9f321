/** The drafts, newest first. */
import { create } from 'zustand';
import type { DeskError } from '../../contract/errors.ts';
import type { DraftSummary } from '../../contract/outbox.ts';
import type { ConnectionDesk } from '../bridge/desk.ts';

interface Drafts {
  readonly drafts: readonly DraftSummary[];
  readonly error: DeskError | null;
  /** They have been read once. */
  readonly isLoaded: boolean;
}

const empty: Drafts = { drafts: [], error: null, isLoaded: false };
const useDraftStore = create<Drafts>(() => empty);

export const useDrafts = (): Drafts => useDraftStore();
export const draftsNow = (): Drafts => useDraftStore.getState();
/** `null` before they were read. */
export const useKnownDraftCount = (): number | null => useDraftStore(({ drafts, isLoaded }) => (isLoaded ? drafts.length : null));
export const useDraftCount = (): number => useDraftStore((state) => state.drafts.length);

/** Counts the readings: only the newest one is shown, NOTE(late-answer), and none of a connection that is not followed any more. */
let readings = 0;

export async function readDrafts(desk: ConnectionDesk): Promise<void> {
  const number = ++readings;
  const outcome = await desk.call('drafts.list');
  if (number !== readings) return;
  if (outcome.ok)
    useDraftStore.setState({ drafts: outcome.value.toSorted((a, b) => b.updatedAt - a.updatedAt), error: null, isLoaded: true });
  else useDraftStore.setState({ error: outcome.error });
}

/** What a save answered: a form's own saves are not told of. */
export function draftSaved(draft: DraftSummary): void {
  useDraftStore.setState(({ drafts }) => ({ drafts: [draft, ...drafts.filter((each) => each.id !== draft.id)] }));
}

/** A form saves while it is typed into: the list is read at most this often, in milliseconds. */
const settleMs = 150;

export function followDrafts(desk: ConnectionDesk): () => void {
  useDraftStore.setState(empty);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = desk.on('drafts.changed', () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void readDrafts(desk);
    }, settleMs);
  });
  void readDrafts(desk);
  return () => {
    clearTimeout(timer);
    end();
  };
}
