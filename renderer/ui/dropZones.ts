/**
 * The places on the screen that take files, and what becomes of files that come to none of them: pasted, they go to the place that
 * is meant; let go beside them, the form or the list they were let go on takes them; elsewhere the nearest place says where they belong;
 * on a screen without any, the window does. Nothing that somebody does with a file is answered with silence.
 */
import { create } from 'zustand';

export interface DropPlace {
  readonly element: HTMLElement;
  /** Nothing is in it yet. */
  readonly isFree: () => boolean;
  readonly takesSeveral: boolean;
  readonly take: (files: readonly File[], how: 'given' | 'pasted') => void;
  readonly say: (what: 'missed' | 'noFile' | 'whichPlace') => void;
}

const places = new Set<DropPlace>();

/** A part of the screen that takes files wherever on it they are let go: a form, a list. */
export interface DropArea {
  readonly element: HTMLElement;
  readonly take: (files: readonly File[], how: 'given' | 'pasted') => void;
}
const areas = new Set<DropArea>();
export function addDropArea(area: DropArea): () => void {
  areas.add(area);
  return () => void areas.delete(area);
}

/** The places in this part of the screen, as they stand in it. */
const placesIn = (element: HTMLElement): DropPlace[] =>
  [...places]
    .filter((place) => element.contains(place.element))
    .toSorted((a, b) => ((a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING) === 0 ? 1 : -1));

/**
 * Files for a form as a whole: one to each of its places, the free ones first, or all to one that takes several. What is left over is
 * named by the last of them.
 */
export function takeIntoPlaces(element: HTMLElement, files: readonly File[], how: 'given' | 'pasted'): void {
  const here = placesIn(element);
  const [first] = here;
  if (first === undefined) return useStrayDrop.setState({ what: 'files' });
  const several = here.find((place) => place.takesSeveral);
  const free = here.filter((place) => place.isFree());
  const meant = several !== undefined ? [several] : free.length > 0 ? free : [first];
  const used = meant.slice(0, Math.max(files.length, 1));
  used[0]?.element.scrollIntoView({ block: 'nearest' });
  for (const [index, place] of used.entries())
    place.take(index === used.length - 1 ? files.slice(index) : files.slice(index, index + 1), how);
}

/** Answers what takes it out again. */
export function addDropPlace(place: DropPlace): () => void {
  places.add(place);
  return () => void places.delete(place);
}

/** Something was let go where no place takes it; `null` once that is read. */
export const useStrayDrop = create<{ readonly what: 'files' | 'address' | 'lost' | null }>(() => ({ what: null }));
/** What it was let go on had vanished in that moment: nothing on the page heard of it. */
export const dropWasLost = (): void => useStrayDrop.setState({ what: 'lost' });
export const strayDropRead = (): void => useStrayDrop.setState({ what: null });

/** Opens the system's dialog for the place of this field: only while a person presses something. */
export function chooseFileFor(name: string): void {
  const place = [...places].find(({ element }) => element.dataset['field'] === name);
  place?.element.scrollIntoView({ block: 'nearest' });
  place?.element.querySelector<HTMLInputElement>('input[type=file]')?.click();
}

/** Files, or what looks like one, were let go beside all places: the form or list there takes them, else the nearest place says so. */
export function letGo(event: DragEvent, what: 'files' | 'address'): void {
  const { clientX: x, clientY: y } = event;
  const files = [...(event.dataTransfer?.files ?? [])];
  const area = [...areas].find(({ element }) => event.target instanceof Node && element.contains(event.target));
  if (area !== undefined && files.length > 0) return area.take(files, 'given');
  const distance = ({ element }: DropPlace): number => {
    const box = element.getBoundingClientRect();
    return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  };
  const nearest = [...places].toSorted((a, b) => distance(a) - distance(b))[0];
  if (nearest === undefined) return useStrayDrop.setState({ what });
  nearest.element.scrollIntoView({ block: 'nearest' });
  nearest.say(what === 'files' && files.length > 0 ? 'missed' : 'noFile');
}

/**
 * Ctrl+V with a picture or a file on the clipboard. Where text is there as well (a spreadsheet puts a picture of its cells beside them),
 * the text is meant. It goes to the place with the focus, else to the only one; where there are several, they ask which; where there is
 * none, to the list.
 */
function paste(event: ClipboardEvent): void {
  const files = [...(event.clipboardData?.files ?? [])];
  if (event.clipboardData === null) return;
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
    meant.take(files, 'pasted');
  } else if (places.size === 0) {
    const [area] = areas;
    if (area === undefined) useStrayDrop.setState({ what: 'files' });
    else area.take(files, 'pasted');
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
