/** Screen, form, field and caret, as they were when the desk was closed (page): kept while the operator moves, and brought back at the start. */
import type { SavedPlace } from '../../contract/place.ts';
import type { Outcome } from '../../contract/errors.ts';
import { beforeClosing } from '../app/closing.ts';
import { desk } from '../app/desk.ts';
import { type Place, type RecordScreen, onPlace, outboxFilters, placeNow, settingsSections, startAnew } from './place.ts';

/** So long after the last move it is kept, in milliseconds. */
const settleMs = 300;
/** So long the field is waited for: its draft is read first. */
const fieldPatienceMs = 10_000;

/** A place of the page, out of what was kept; `null` for what this version does not know. */
export function placeFrom({ screen, view, code, draftId, status, id, filter, section }: SavedPlace['place']): Place | null {
  switch (screen as Place['screen'] | undefined) {
    case 'today':
      return { screen: 'today' };
    case 'drafts':
      return { screen: 'drafts' };
    case 'directory':
      return { screen: 'directory' };
    case 'products':
    case 'purchaseOrders':
    case 'shipments':
    case 'returns': {
      const known = (['list', 'detail', 'form'] as const).find((each) => each === view) ?? 'list';
      return { screen: screen as RecordScreen, view: known, ...given({ code, draftId, status }) };
    }
    case 'outbox': {
      const known = outboxFilters.find((each) => each === filter);
      return { screen: 'outbox', ...given({ id, filter: known }) };
    }
    case 'settings': {
      const known = settingsSections.find((each) => each === section);
      return { screen: 'settings', ...given({ section: known }) };
    }
    case undefined:
    default:
      return null;
  }
}

/** Without what was not kept. */
const given = <T extends object>(parts: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };

type TextControl = HTMLInputElement | HTMLTextAreaElement;
const isTextControl = (element: Element | null): element is TextControl => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

function savedNow(): SavedPlace {
  const place = Object.fromEntries(Object.entries(placeNow()).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  const active = document.activeElement;
  const field = active instanceof HTMLElement ? (active.dataset['field'] ?? null) : null;
  const start = isTextControl(active) ? active.selectionStart : null;
  const end = isTextControl(active) ? active.selectionEnd : null;
  return { place, field, caret: field === null || start === null || end === null ? null : { start, end } };
}

/** Asked for before the shell is there, so that the start waits for one answer less. */
let asked: Promise<Outcome<SavedPlace | null>> | null = null;
export function askForPlace(): void {
  asked = desk.call('place.get');
}

/** Brings the place back, says so, then keeps it. Answers what ends it. */
export function followPlace(onBack: () => void): () => void {
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
    const early = await asked;
    asked = null;
    // Where no connection was open yet, there was nothing to answer.
    const outcome = early?.ok === true ? early : await desk.call('place.get');
    if (signal.aborted) return;
    const saved = outcome.ok ? outcome.value : null;
    const place = saved === null ? null : placeFrom(saved.place);
    // Who was quicker than the desk has gone on.
    if (saved !== null && place !== null && placeNow().screen === 'today') {
      startAnew(place);
      if (saved.field !== null) putCaret(saved.field, saved.caret, signal);
    }
    onBack();
    const ends = [onPlace(moved), beforeClosing(keep)];
    document.addEventListener('selectionchange', moved, { signal });
    document.addEventListener('focusin', moved, { signal });
    window.addEventListener('pagehide', () => void keep(), { signal });
    signal.addEventListener('abort', () => ends.forEach((end) => end()));
  };
  void begin();
  return () => {
    clearTimeout(timer);
    ending.abort();
  };
}

/** Puts the caret back as soon as its field is there, unless the operator has put it elsewhere meanwhile. */
function putCaret(field: string, caret: SavedPlace['caret'], signal: AbortSignal): void {
  const done = new AbortController();
  const over = AbortSignal.any([signal, done.signal, AbortSignal.timeout(fieldPatienceMs)]);
  const look = (): void => {
    const control = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
    if (control === null) return;
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
