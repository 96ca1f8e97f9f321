/** What is being dragged over the window: every place that can take files lights up, and what is let go beside them is answered. */
import { create } from 'zustand';
import { letGo } from './dropZones.ts';

const useDrag = create<{ readonly isOver: boolean }>(() => ({ isOver: false }));
export const useFilesOverWindow = (): boolean => useDrag((state) => state.isOver);

/** An address or a text that is dragged out of a browser, a mail or a chat: it looks like a file to whoever drags it. */
export const carriesAddress = (transfer: DataTransfer | null): boolean =>
  transfer !== null &&
  !carriesFiles(transfer) &&
  ['text/uri-list', 'text/plain', 'DownloadURL'].some((type) => transfer.types.includes(type));

const isOverPlace = (event: DragEvent): boolean => event.target instanceof Element && event.target.closest('[data-drop-zone]') !== null;
/** Text is at home in a field. */
const isOverField = (event: DragEvent): boolean => event.target instanceof Element && event.target.closest('input, textarea') !== null;

export const carriesFiles = (transfer: DataTransfer | null): boolean => transfer !== null && [...transfer.types].includes('Files');

/** Starts listening; answers what ends it. A file let go outside a zone is refused here, so that the window does not navigate to it. */
export function watchWindowDrag(): () => void {
  // `dragenter` and `dragleave` come for every element crossed: the count says when the last one was left.
  let depth = 0;
  /** Words of the page itself that were marked and pulled away by accident: nobody takes them for a file. */
  let isOwn = false;
  const set = (to: number) => {
    depth = Math.max(0, to);
    if (useDrag.getState().isOver !== depth > 0) useDrag.setState({ isOver: depth > 0 });
  };
  /** What is to be answered here if it is let go here. */
  const meant = (event: DragEvent): 'files' | 'address' | null =>
    carriesFiles(event.dataTransfer) ? 'files' : carriesAddress(event.dataTransfer) && !isOwn && !isOverField(event) ? 'address' : null;
  const ending = new AbortController();
  const on = (type: 'dragstart' | 'dragenter' | 'dragleave' | 'dragover' | 'drop' | 'dragend', listener: (event: DragEvent) => void) =>
    window.addEventListener(type, listener, { signal: ending.signal });
  on('dragstart', () => (isOwn = true));
  on('dragenter', (event) => carriesFiles(event.dataTransfer) && set(depth + 1));
  on('dragleave', (event) => carriesFiles(event.dataTransfer) && set(depth - 1));
  on('dragover', (event) => {
    if (meant(event) === null) return;
    // Without this it could not be let go here, and nothing could be said to it.
    event.preventDefault();
    if (!isOverPlace(event) && event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
  });
  on('drop', (event) => {
    const what = meant(event);
    if (what !== null) {
      event.preventDefault();
      if (!isOverPlace(event)) letGo(event, what);
    }
    set(0);
  });
  on('dragend', () => {
    isOwn = false;
    set(0);
  });
  return () => ending.abort();
}
