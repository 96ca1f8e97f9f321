/** How the operator has set up the lists: kept by the desk as soon as it is changed. */
import { create } from 'zustand';
import { type ListLook, type ListLooks, type ListView, mostViews, usualLook, usualLooks } from '../../contract/listLooks.ts';
import type { RecordKind } from '../../contract/records.ts';
import { beforeClosing } from '../bridge/closing.ts';
import type { ConnectionDesk } from '../bridge/desk.ts';

const useStore = create<ListLooks>(() => usualLooks);

/** As the desk has them, at the start or for another operator. */
export const setLooks = (looks: ListLooks): void => useStore.setState(looks);
export const looksNow = (): ListLooks => useStore.getState();

export const useLook = (kind: RecordKind): ListLook => useStore(({ looks }) => looks[kind]) ?? usualLook;
export const lookNow = (kind: RecordKind): ListLook => looksNow().looks[kind] ?? usualLook;
/** Of all lists. */
export const useViews = (): readonly ListView[] => useStore(({ views }) => views);
export const viewsNow = (kind: RecordKind): ListView[] => looksNow().views.filter((view) => view.kind === kind);

/** An edge that is drawn changes many times a second: it is kept when it rests, in milliseconds. */
const restMs = 200;
let resting: ReturnType<typeof setTimeout> | undefined;
let keepNow: (() => Promise<void>) | null = null;
function keep(desk: ConnectionDesk): void {
  clearTimeout(resting);
  keepNow = async () => {
    clearTimeout(resting);
    keepNow = null;
    await desk.call('place.saveLists', looksNow());
  };
  resting = setTimeout(() => void keepNow?.(), restMs);
}

export function changeLook(desk: ConnectionDesk, kind: RecordKind, change: Partial<ListLook>): void {
  useStore.setState(({ looks }) => ({ looks: { ...looks, [kind]: { ...(looks[kind] ?? usualLook), ...change } } }));
  keep(desk);
}

/** A view of the same name takes the place of the one before. `false`: there is no key left for one more. */
export function keepView(desk: ConnectionDesk, view: ListView): boolean {
  const { views } = looksNow();
  const same = views.findIndex(({ kind, name }) => kind === view.kind && name === view.name);
  if (same === -1 && viewsNow(view.kind).length >= mostViews) return false;
  useStore.setState({ views: same === -1 ? [...views, view] : views.with(same, { ...view, id: views[same]?.id ?? view.id }) });
  keep(desk);
  return true;
}

export function dropView(desk: ConnectionDesk, id: string): void {
  useStore.setState(({ views }) => ({ views: views.filter((view) => view.id !== id) }));
  keep(desk);
}

/** Reads them of the desk: for another connection, or another operator. Answers what ends it. */
export function followLooks(desk: ConnectionDesk): () => void {
  let isOver = false;
  const read = async (): Promise<void> => {
    const outcome = await desk.call('place.lists');
    if (!isOver && outcome.ok) setLooks(outcome.value);
  };
  void read();
  const end = beforeClosing(async () => keepNow?.());
  return () => {
    isOver = true;
    void keepNow?.();
    end();
  };
}
