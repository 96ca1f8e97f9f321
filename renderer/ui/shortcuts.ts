/** Keys of actions: bound where the action stands, listed by `?`. One listener for all, so that one stroke does one thing. */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { watchScans, whenAlone } from './scanBurst.ts';

export interface Shortcut {
  /** Whose key it is: the id of an action. */
  readonly action: string;
  /** As shown: `Ctrl+Enter`, `Alt+1`, `?`. */
  readonly keys: string;
}

interface Bound extends Shortcut {
  readonly run: () => void;
  /** The control the key belongs to: hidden or outside an open dialog, the key is not heard. */
  readonly element: () => Element | null;
}

const bound: Bound[] = [];
const useListed = create<{ readonly all: readonly Shortcut[] }>(() => ({ all: [] }));

/** The keys that work right now, in the order their controls appeared. */
export const useShortcutList = (): readonly Shortcut[] => useListed((state) => state.all);

export interface KeyStroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a stroke is the one written in `keys`. Digits and letters go by their place on the keyboard where Alt changes what they type. */
export function matches(stroke: KeyStroke, keys: string): boolean {
  const parts = keys.split('+');
  const last = parts.at(-1) ?? '';
  const wanted = (name: string): boolean => parts.slice(0, -1).includes(name);
  if (wanted('Ctrl') !== (stroke.ctrlKey || stroke.metaKey) || wanted('Alt') !== stroke.altKey) return false;
  // `?` needs Shift on most keyboards: a sign that is no letter or digit is matched by what it types.
  const isWord = /^[A-Za-z0-9]$/.test(last) || last.length > 1;
  if (isWord && wanted('Shift') !== stroke.shiftKey) return false;
  const named: Record<string, string> = { Left: 'ArrowLeft', Right: 'ArrowRight', Up: 'ArrowUp', Down: 'ArrowDown', Esc: 'Escape' };
  if (stroke.key.toLowerCase() === (named[last] ?? last).toLowerCase()) return true;
  return (stroke.altKey || stroke.ctrlKey) && (stroke.code === `Digit${last}` || stroke.code === `Key${last.toUpperCase()}`);
}

const typingIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.tagName === 'TEXTAREA' ||
    target.tagName === 'SELECT' ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'file'].includes(target.type)));

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing || event.repeat) return;
  const dialog = [...document.querySelectorAll('[role="dialog"],[role="alertdialog"]')].at(-1);
  struck = null;
  const part = dialog === undefined ? coming.at(-1) : undefined;
  const early = part?.keys.find((keys) => matches(event, keys));
  if (part !== undefined && early !== undefined) {
    event.preventDefault();
    event.stopImmediatePropagation();
    struck = { keys: early, within: part.within, until: performance.now() + patienceMs };
    return;
  }
  for (const each of bound.toReversed()) {
    if (!matches(event, each.keys)) continue;
    // A key without Ctrl or Alt is a character first: in a field it is typed.
    if (!/^(Ctrl|Alt)\+|^F\d/.test(each.keys) && typingIn(event.target)) continue;
    // A menu that is open closes by this key itself.
    if (each.keys === 'Esc' && document.querySelector('[role="menu"]') !== null) continue;
    const element = each.element();
    if (dialog !== undefined && (element === null || !dialog.contains(element))) continue;
    if (element !== null && element.getClientRects().length === 0) continue;
    event.preventDefault();
    event.stopImmediatePropagation();
    // The first letter of a scan is no command.
    if (/^.$/u.test(each.keys)) whenAlone(each.run);
    else each.run();
    return;
  }
}

/** What each action with a key does just now, by its id: for whoever starts it without its key. */
export const keyedActions = (): ReadonlyMap<string, () => void> =>
  new Map(bound.flatMap(({ action, run, element }) => ((element()?.getClientRects().length ?? 1) === 0 ? [] : [[action, run] as const])));

/** A part of the screen that is still being read, and the keys that its actions will have. */
interface Coming {
  readonly keys: readonly string[];
  readonly within: () => Element | null;
}
const coming: Coming[] = [];
/** So long a stroke waits for its action, in milliseconds; the next key or press of the mouse forgets it. */
const patienceMs = 3_000;
let struck: { readonly keys: string; readonly within: () => Element | null; readonly until: number } | null = null;

/**
 * A record that was opened a moment ago has no buttons yet. A key of theirs that is struck meanwhile is not lost, and goes to nobody else's
 * button: it is done as soon as its action stands within `within`.
 */
export function useComingKeys(keys: readonly string[], isComing: boolean, within: () => Element | null): void {
  const latest = useRef({ keys, within });
  useEffect(() => {
    latest.current = { keys, within };
  });
  useEffect(() => {
    if (!isComing) return undefined;
    const part: Coming = { keys: latest.current.keys, within: () => latest.current.within() };
    coming.push(part);
    return () => void coming.splice(coming.indexOf(part), 1);
  }, [isComing]);
}

/** Its stroke came before it. */
function isAwaited({ keys, element }: Bound): boolean {
  if (struck?.keys !== keys || performance.now() > struck.until) return false;
  const here = element();
  return here !== null && struck.within()?.contains(here) === true;
}

const tell = (): void => useListed.setState({ all: bound.map(({ action, keys }) => ({ action, keys })) });

let isListening = false;
function add(shortcut: Bound): () => void {
  if (!isListening) {
    watchScans();
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('pointerdown', () => (struck = null), true);
    isListening = true;
  }
  bound.push(shortcut);
  tell();
  if (isAwaited(shortcut)) {
    struck = null;
    // Not while its part is being put on the screen.
    queueMicrotask(() => bound.includes(shortcut) && shortcut.run());
  }
  return () => {
    const index = bound.indexOf(shortcut);
    if (index !== -1) bound.splice(index, 1);
    tell();
  };
}

export interface ShortcutOptions {
  /** Without one, nothing is bound. */
  readonly shortcut: Shortcut | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly run: () => void;
  /** Leave out for keys that belong to no control. */
  readonly element?: () => Element | null;
}

/** Binds a key while its component is on screen. The newest binding of a key wins. `Button` does this for its own `shortcut`. */
export function useShortcut({ shortcut, isDisabled, run, element }: ShortcutOptions): void {
  const { action, keys } = shortcut ?? {};
  const latest = useRef({ run, element });
  useEffect(() => {
    latest.current = { run, element };
  });
  useEffect(() => {
    if (action === undefined || keys === undefined || isDisabled === true) return undefined;
    return add({ action, keys, run: () => latest.current.run(), element: () => latest.current.element?.() ?? null });
  }, [action, keys, isDisabled]);
}

/** The value of `aria-keyshortcuts` for keys as shown. */
export const ariaKeys = (keys: string): string => keys.replace('Ctrl', 'Control');
