/** Whether files are being dragged over the window (page): every place that can take them lights up. */
import { create } from 'zustand';
import { hasDropPlaces, missed } from './dropZones.ts';

const useDrag = create<{ readonly isOver: boolean }>(() => ({ isOver: false }));
export const useFilesOverWindow = (): boolean => useDrag((state) => state.isOver);

/** An address or a text that is dragged out of a browser, a mail or a chat: it looks like a file to whoever drags it. */
export const carriesAddress = (transfer: DataTransfer | null): boolean => transfer !== null && !carriesFiles(transfer) && ['text/uri-list', 'text/plain', 'DownloadURL'].some((type) => transfer.types.includes(type));

const isOverPlace = (event: DragEvent): boolean => event.target instanceof Element && event.target.closest('[data-drop-zone]') !== null;

export const carriesFiles = (transfer: DataTransfer | null): boolean => transfer !== null && [...transfer.types].includes('Files');

/** Starts listening; answers what ends it. A file let go outside a zone is refused here, so that the window does not navigate to it. */
export function watchWindowDrag(): () => void {
  // `dragenter` and `dragleave` come for every element crossed: the count says when the last one was left.
  let depth = 0;
  const set = (to: number) => {
    depth = Math.max(0, to);
    if (useDrag.getState().isOver !== depth > 0) useDrag.setState({ isOver: depth > 0 });
  };
  const ending = new AbortController();
  const on = (type: 'dragenter' | 'dragleave' | 'dragover' | 'drop' | 'dragend', listener: (event: DragEvent) => void) =>
    window.addEventListener(type, listener, { signal: ending.signal });
  on('dragenter', (event) => carriesFiles(event.dataTransfer) && set(depth + 1));
  on('dragleave', (event) => carriesFiles(event.dataTransfer) && set(depth - 1));
  on('dragover', (event) => {
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    // Where there is a place for files a drop beside it is answered; where there is none, the pointer says so already.
    if (!isOverPlace(event) && !hasDropPlaces() && event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
  });
  on('drop', (event) => {
    if (carriesFiles(event.dataTransfer)) {
      event.preventDefault();
      if (!isOverPlace(event)) missed(event.clientX, event.clientY);
    }
    set(0);
  });
  on('dragend', () => set(0));
  return () => ending.abort();
}
