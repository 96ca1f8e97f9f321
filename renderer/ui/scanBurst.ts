/**
 * Tells a scanner from a person. A keyboard scanner types a code faster than any hand and mostly ends it with Enter; wherever the
 * caret is, that is one code, never a quantity, a shortcut, a press of a button, or the tail of another code. Times are those of the
 * events, which do not wait for a busy page.
 */
import { type RefObject, useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';

/** Keys further apart than this are no burst: wireless scanners stay below 50 ms, a hand's next key mostly comes later. */
const longestGapMs = 100;
/** On average over a whole code. A hand at 200 words a minute needs 60 ms a key; a key held down repeats, and is not counted. */
const scannerGapMs = 50;
/** Fewer keys may be a hand rolling over the number pad: then they must be faster still, and end in Enter. */
const shortScan = { keys: 3, gapMs: 25 } as const;
const wholeScan = 6;
/**
 * A field that nobody has typed into for so long holds what was there before: shorter stops may lie within one code, where the radio
 * stumbles.
 */
const pauseMs = 500;

export interface Burst {
  readonly text: string;
  /** In milliseconds, as `Event.timeStamp` has it. */
  readonly first: number;
  readonly last: number;
}

/** The burst with one more key; a new one where the key came too late. */
export const grown = (burst: Burst | null, key: string, time: number): Burst =>
  burst === null || time - burst.last > longestGapMs
    ? { text: key, first: time, last: time }
    : { ...burst, text: burst.text + key, last: time };

/** Whether a scanner typed this. `endedAt`: when Enter or Tab came after it; `null` where silence ended it. */
export function isScan({ text, first, last }: Burst, endedAt: number | null): boolean {
  const keys = text.length;
  if (endedAt !== null && endedAt - last > longestGapMs) return false;
  const gapMs = endedAt === null ? (last - first) / Math.max(1, keys - 1) : (endedAt - first) / keys;
  if (keys >= wholeScan) return gapMs <= scannerGapMs;
  return endedAt !== null && keys >= shortScan.keys && gapMs <= shortScan.gapMs;
}

/**
 * What a field wants done with a scan (`data-scan`). `refuse`: no scan belongs here (quantities, times), what stood here is put back.
 * `one`: one code at most, a second one is put elsewhere. `replace`: the last one counts. `own`: the field sees to it (`useScan`). Without
 * the attribute it is just text.
 */
export type ScanPolicy = 'refuse' | 'one' | 'replace' | 'own';

export interface Scan {
  readonly text: string;
  /** What stood in the field before. */
  readonly before: string;
  /** Whether Enter (or Tab) came behind it; the field gets that key as well, unless the scan is taken. */
  readonly isEnded: boolean;
}

/**
 * Hears scans inside of an element. `take` answers whether it has taken the code; else an element further out is asked, and at last it is a
 * stray.
 */
export function useScan(element: RefObject<Element | null>, take: (scan: Scan, target: Element) => boolean): void {
  const hear = useEffectEvent((event: Event) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (take((event as CustomEvent<Scan>).detail, event.target)) event.preventDefault();
  });
  useEffect(() => {
    const here = element.current;
    here?.addEventListener('scan', hear);
    return () => here?.removeEventListener('scan', hear);
  }, [element]);
}

/** Offers a code to the elements around `target` as if it had been scanned there. */
export function offerScan(target: Element, scan: Scan): boolean {
  return !target.dispatchEvent(new CustomEvent('scan', { bubbles: true, cancelable: true, detail: scan }));
}

/** The last code that nothing has taken: said on the screen, so that it is not lost. */
export const useStrayScan = create<{ readonly text: string | null }>(() => ({ text: null }));

type TextControl = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const isControl = (target: EventTarget | null): target is TextControl =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'file', 'submit'].includes(target.type));
const policyOf = (target: EventTarget | null): ScanPolicy | null => {
  if (target instanceof HTMLSelectElement) return 'refuse';
  return target instanceof HTMLElement ? ((target.dataset['scan'] as ScanPolicy | undefined) ?? null) : null;
};

/** Sets what a control holds as if it had been typed: React hears of it. */
export function putText(control: TextControl, text: string): void {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control) as object, 'value')?.set?.call(control, text);
  control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
}

interface Typing {
  readonly burst: Burst;
  readonly target: EventTarget | null;
  readonly before: string;
}
let typing: Typing | null = null;
/** The last sign that was typed, by whomever, and what stood in its field before the last pause. */
let lastKey: { readonly target: EventTarget | null; readonly time: number; readonly before: string } | null = null;
let silence: ReturnType<typeof setTimeout> | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Runs what a single letter is the shortcut of, once it is sure that no scan begins with it. */
export function whenAlone(run: () => void): void {
  if (typing !== null && typing.burst.text.length > 1) return;
  waiting = setTimeout(run, longestGapMs);
}

/** What was scanned goes where it belongs. Answers whether the key that ended it has been dealt with. */
function settle(endedAt: number | null): boolean {
  const { burst, target, before } = typing ?? {};
  clearTimeout(silence);
  // Keys that a busy page hears late still say when they were pressed: what is no scan yet may go on.
  if (burst === undefined || target === undefined || !isScan(burst, endedAt)) return false;
  typing = null;
  lastKey = null;
  const scan = { text: burst.text, before, isEnded: endedAt !== null } as Scan;
  const place = target instanceof Element && target.isConnected ? target : document.body;
  const policy = policyOf(target);
  if (isControl(target)) {
    if (policy === null || (policy === 'one' && scan.before.trim() === '')) return false;
    if (policy === 'own') return offerScan(place, scan);
    putText(target, policy === 'replace' ? scan.text : scan.before);
    // The same label under the scanner once more.
    if (policy === 'replace' || (policy === 'one' && scan.before === scan.text)) return policy === 'one';
  }
  if (!offerScan(place, scan)) useStrayScan.setState({ text: scan.text });
  return true;
}

function onKeyDown(event: KeyboardEvent): void {
  // SECURITY: a key that is typed or scanned into its own field is remembered nowhere else in the page.
  if (event.target instanceof HTMLInputElement && event.target.type === 'password') {
    typing = null;
    lastKey = null;
    return;
  }
  if (event.key === 'Shift' || event.key === 'CapsLock') return;
  // The keyboard of another language is at work, or a key is held down: no scanner.
  if (event.isComposing || event.key === 'Process' || event.repeat) {
    typing = null;
    return;
  }
  const sinceLast = lastKey?.target === event.target ? event.timeStamp - lastKey.time : Number.POSITIVE_INFINITY;
  const isFast = typing !== null && sinceLast <= longestGapMs;
  const isCommand = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
  // In the midst of a code a scanner sends signs that cannot be typed as Ctrl with a letter (FNC1 is Ctrl+]): no command of a person's.
  const isSign =
    isCommand &&
    isFast &&
    (typing?.burst.text.length ?? 0) >= shortScan.keys &&
    isScan(typing?.burst ?? { text: '', first: 0, last: 0 }, event.timeStamp);
  const stop = (): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  if (event.key === 'Enter' || event.key === 'Tab') {
    if (!isCommand && isFast && settle(event.timeStamp)) stop();
    typing = null;
    lastKey = null;
    return;
  }
  if (event.key.length !== 1 || (isCommand && !isSign)) {
    typing = null;
    return;
  }
  const { target } = event;
  lastKey = { target, time: event.timeStamp, before: sinceLast <= pauseMs ? (lastKey?.before ?? '') : valueOf(target) };
  typing = {
    burst: grown(isFast ? (typing?.burst ?? null) : null, isSign ? '\u001D' : event.key, event.timeStamp),
    target,
    before: lastKey.before,
  };
  clearTimeout(silence);
  silence = setTimeout(() => settle(null), longestGapMs);
  if (typing.burst.text.length === 1) return;
  clearTimeout(waiting);
  // On a button, a list, a choice the rest of a code means nothing; its space would press the button.
  if (isSign || !isControl(target) || target instanceof HTMLSelectElement) stop();
}

/** What would stay if the key replaced what is marked. Where no scan belongs none replaces anything: all of it stays. */
function valueOf(target: EventTarget | null): string {
  if (!isControl(target)) return '';
  if (target instanceof HTMLSelectElement || policyOf(target) === 'refuse') return target.value;
  const { value, selectionStart, selectionEnd } = target;
  return selectionStart === null || selectionEnd === null ? value : value.slice(0, selectionStart) + value.slice(selectionEnd);
}

/** Starts listening, before anything else that hears keys; answers what ends it. */
export function watchScans(): () => void {
  window.addEventListener('keydown', onKeyDown, true);
  return () => window.removeEventListener('keydown', onKeyDown, true);
}
