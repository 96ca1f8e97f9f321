/**
 * Screen, list, form, field and caret, as they were when the desk was closed: kept while the operator moves, and brought back at the
 * start.
 */
import type { ConnectionId } from '../../contract/connection.ts';
import type { SavedPlace } from '../../contract/place.ts';
import { beforeClosing } from '../bridge/closing.ts';
import type { ConnectionDesk } from '../bridge/desk.ts';
import { drawEvent, fieldAt } from '../ui/fieldAt.ts';
import { bringListBack, listNow, onListFilter } from './listFilters.ts';
import { onPlace, placeNow, startAnew } from './place.ts';
import { placeFrom } from './places.ts';

/** So long after the last move it is kept, in milliseconds. */
const settleMs = 300;
/** So long the field is waited for: its draft is read first. */
const fieldPatienceMs = 10_000;

type TextControl = HTMLInputElement | HTMLTextAreaElement;
const isTextControl = (element: Element | null): element is TextControl =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

function savedNow(): SavedPlace {
  const place = Object.fromEntries(Object.entries(placeNow()).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  const active = document.activeElement;
  const field = active instanceof HTMLElement ? (active.dataset['field'] ?? null) : null;
  const start = isTextControl(active) ? active.selectionStart : null;
  const end = isTextControl(active) ? active.selectionEnd : null;
  return { place, field, caret: field === null || start === null || end === null ? null : { start, end }, list: listNow() };
}

/** Each connection has a place of its own. */
let backIn: ConnectionId | null = null;
/** Whether the operator is where this connection was left: until then no screen is worth drawing. */
export const isPlaceBack = (connection: ConnectionId): boolean => backIn === connection;

let caretOf: SavedPlace | null = null;

/** Goes where the desk was closed. The caret follows when the shell is there. */
export function bringBack(connection: ConnectionId, saved: SavedPlace | null): void {
  backIn = connection;
  const place = saved === null ? null : placeFrom(saved.place);
  // Who was quicker than the desk has gone on.
  if (saved === null || place === null || placeNow().screen !== 'today') return;
  if (saved.list !== null) bringListBack(connection, saved.list);
  startAnew(place);
  caretOf = saved;
}

/** Brings the place back, says so, then keeps it. Answers what ends it. */
export function followPlace(desk: ConnectionDesk, onBack: () => void): () => void {
  const { connection } = desk;
  const ending = new AbortController();
  const { signal } = ending;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = '';

  const keep = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const now = savedNow();
    const text = JSON.stringify(now);
    if (text === kept) return;
    kept = text;
    await desk.call('place.save', now);
  };
  const moved = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void keep(), settleMs);
  };
  const begin = async (): Promise<void> => {
    if (!isPlaceBack(connection)) {
      const outcome = await desk.call('place.get');
      if (signal.aborted) return;
      bringBack(connection, outcome.ok ? outcome.value : null);
    }
    if (caretOf !== null && caretOf.field !== null) putCaret(caretOf.field, caretOf.caret, signal);
    caretOf = null;
    onBack();
    const ends = [onPlace(moved), onListFilter(moved), beforeClosing(keep)];
    document.addEventListener('selectionchange', moved, { signal });
    document.addEventListener('focusin', moved, { signal });
    window.addEventListener('pagehide', () => void keep(), { signal });
    signal.addEventListener('abort', () => ends.forEach((end) => end()));
  };
  void begin();
  return () => {
    clearTimeout(timer);
    ending.abort();
    backIn = null;
  };
}

/** Puts the caret back as soon as its field is there, unless the operator has put it elsewhere meanwhile. */
function putCaret(field: string, caret: SavedPlace['caret'], signal: AbortSignal): void {
  const done = new AbortController();
  const over = AbortSignal.any([signal, done.signal, AbortSignal.timeout(fieldPatienceMs)]);
  const look = (): void => {
    const found = fieldAt(field);
    if (found === null) return;
    // Out of sight, as its words: it draws itself, and is found then.
    if ('part' in found) {
      found.part.dispatchEvent(new Event(drawEvent));
      return;
    }
    const { control } = found;
    // The field itself, not one around it that was drawn sooner.
    if (control.dataset['field'] !== field) return;
    done.abort();
    control.scrollIntoView({ block: 'center' });
    control.focus({ preventScroll: true });
    // Fields of numbers and times have no caret to set.
    if (caret !== null && isTextControl(control) && control.selectionStart !== null) control.setSelectionRange(caret.start, caret.end);
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document.body, { childList: true, subtree: true });
  over.addEventListener('abort', () => watcher.disconnect());
  document.addEventListener('pointerdown', () => done.abort(), { signal: over });
  document.addEventListener('keydown', () => done.abort(), { signal: over });
  look();
}
