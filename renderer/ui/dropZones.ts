/**
 * The places on the screen that take files, and what becomes of files that come to none of them: pasted, they go to the place that
 * is meant; let go beside them, the nearest says where they belong; on a screen without any, the window does. Nothing that somebody does
 * with a file is answered with silence.
 */
import { create } from 'zustand';

export interface DropPlace {
  readonly element: HTMLElement;
  readonly take: (files: readonly File[]) => void;
  readonly say: (what: 'missed' | 'noFile' | 'whichPlace') => void;
}

const places = new Set<DropPlace>();

/** Answers what takes it out again. */
export function addDropPlace(place: DropPlace): () => void {
  places.add(place);
  return () => void places.delete(place);
}

/** Something was let go where no place takes it; `null` once that is read. */
export const useStrayDrop = create<{ readonly what: 'files' | 'address' | null }>(() => ({ what: null }));
export const strayDropRead = (): void => useStrayDrop.setState({ what: null });

/** Files, or what looks like one, were let go beside all places: the one nearest to the pointer says so. */
export function missed(x: number, y: number, what: 'files' | 'address'): void {
  const distance = ({ element }: DropPlace): number => {
    const box = element.getBoundingClientRect();
    return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  };
  const nearest = [...places].toSorted((a, b) => distance(a) - distance(b))[0];
  if (nearest === undefined) return useStrayDrop.setState({ what });
  nearest.element.scrollIntoView({ block: 'nearest' });
  nearest.say(what === 'files' ? 'missed' : 'noFile');
}

/**
 * Ctrl+V with a picture or a file on the clipboard. Where text is there as well (a spreadsheet puts a picture of its cells beside them),
 * the text is meant. It goes to the place with the focus, else to the only one; where there are several, they ask which.
 */
function paste(event: ClipboardEvent): void {
  const files = [...(event.clipboardData?.files ?? [])];
  if (places.size === 0 || event.clipboardData === null) return;
  const focused = [...places].find(({ element }) => element.contains(document.activeElement));
  const hasText = event.clipboardData.types.includes('text/plain');
  if (files.length === 0 || hasText) {
    if (focused !== undefined && hasText && !isEditable(event.target)) focused.say('noFile');
    return;
  }
  event.preventDefault();
  const meant = focused ?? (places.size === 1 ? [...places][0] : undefined);
  if (meant !== undefined) {
    meant.element.scrollIntoView({ block: 'nearest' });
    meant.take(files);
  } else {
    const [first] = places;
    first?.element.scrollIntoView({ block: 'nearest' });
    for (const place of places) place.say('whichPlace');
  }
}

const isEditable = (target: EventTarget | null): boolean => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Starts listening; answers what ends it. */
export function watchPaste(): () => void {
  window.addEventListener('paste', paste);
  return () => window.removeEventListener('paste', paste);
}
