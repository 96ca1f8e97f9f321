/**
 * Hears scans: a keyboard scanner types a code faster than any hand (`scanRhythm.ts`), and mostly ends it with Enter. Wherever the caret
 * is, that is one code, never a quantity, a shortcut, a press of a button, or the tail of another code.
 */
import { type RefObject, useEffect, useEffectEvent } from 'react';
import { doubtOfCode, telexKeys } from '../../contract/codes.ts';
import { create } from 'zustand';
import { type Burst, gapOf, grown, isScan, isSlowScan, longestGapMs, shortScan, signOfPlace } from './scanRhythm.ts';
import { answerScan, useScanner } from './scanAnswer.ts';

/**
 * A field that nobody has typed into for so long holds what was there before: shorter stops may lie within one code, where the radio
 * stumbles.
 */
const pauseMs = 500;
/** The same code again within this time is the trigger held too long, not another piece. */
const repeatMs = 2_000;

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
  /** With what came a moment before it: a hand's last key, or the first sign of a code behind which the radio stumbled. */
  readonly perhaps: string | null;
  /** A Vietnamese input method has rewritten it: it is what a local code says, or nothing. */
  readonly isDamaged: boolean;
  /** The same code was heard a moment ago. */
  readonly isRepeated: boolean;
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
export const useStrayScan = create<{ readonly text: string | null; readonly within: TextWithin | null }>(() => ({
  text: null,
  within: null,
}));
/** A field of any text, which took a code as text: the form may know better. */
export interface TextWithin {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly before: string;
}

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
  /** An input method or another keyboard was writing: the keys are known by their places, what stands in the field is its own. */
  readonly isComposed: boolean;
}
let typing: Typing | null = null;
/** The last sign that was typed, by whomever, and what stood in its field before the last pause. */
let lastKey: {
  readonly target: EventTarget | null;
  readonly time: number;
  readonly before: string;
  /** All signs since that pause. */
  readonly since: string;
} | null = null;
/** The last scan, when it was over, and whether a key ended it. */
let lastScan: { readonly text: string; readonly time: number; readonly isEnded: boolean } | null = null;
/** The pace of the last slow scanner. */
let paceMs: number | null = null;
/** Keys that wait until it is known where they belong. */
let held: string[] | null = null;
let silence: ReturnType<typeof setTimeout> | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** The code of a burst: without the prefix that this desk's scanners are set to. */
const codeOf = ({ text }: Burst): string => {
  const { prefix } = useScanner.getState();
  return prefix !== '' && text.startsWith(prefix) ? text.slice(prefix.length) : text;
};
/** A prefix says that it is a scan, however slow it was typed. */
const isScanHere = (burst: Burst, endedAt: number | null): boolean =>
  (codeOf(burst) !== burst.text && codeOf(burst).length >= shortScan.keys && !burst.isDamaged) || isScan(burst, endedAt, paceMs);

const isUnderWay = (): boolean => typing !== null && typing.burst.text.length > 1 && performance.now() - typing.burst.last <= longestGapMs;

/**
 * Keeps what is typed until `until` is settled and the caret has gone where it goes then, and types it there: a quantity whose first key
 * came within milliseconds of the code's Enter is no part of the code, and not lost. A scan among it is a scan. `beforeTyping` brings the
 * caret there where `until` has not.
 */
export async function holdKeys(until: Promise<unknown>, beforeTyping: () => void): Promise<void> {
  const keys: string[] = [];
  const isFirst = held === null;
  held ??= keys;
  await until.catch(() => undefined);
  if (!isFirst) return;
  // Drawn first; and a code that is under way comes to its end.
  do await new Promise((resolve) => setTimeout(resolve, 0));
  while (isUnderWay());
  held = null;
  if (keys.length > 0) beforeTyping();
  for (const key of keys) {
    const field = document.activeElement;
    if (key === 'Enter' || key === 'Tab') press(field ?? document.body, key);
    else if (field !== null && isControl(field)) document.execCommand('insertText', false, key);
  }
}

/** Runs what a single letter is the shortcut of, once it is sure that no scan begins with it. */
export function whenAlone(run: () => void): void {
  if (typing !== null && typing.burst.text.length > 1) return;
  waiting = setTimeout(run, longestGapMs);
}

let isPressing = false;
/** Presses a key for the person: nobody's own, so it is part of no burst. */
function press(element: Element, key: string): void {
  isPressing = true;
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  isPressing = false;
}

/** What an input method made of a burst, as it stands in the field; else what the keys said. */
function damagedText(target: EventTarget | null, before: string, heard: string): string {
  if (!isControl(target) || !target.value.startsWith(before)) return heard;
  const added = target.value.slice(before.length);
  return added === '' ? heard : added;
}

/** What was scanned goes where it belongs. Answers whether the key that ended it has been dealt with. */
function settle(endedAt: number | null): boolean {
  const { burst, target, before } = typing ?? {};
  clearTimeout(silence);
  // Keys that a busy page hears late still say when they were pressed: what is no scan yet may go on.
  if (burst === undefined || target === undefined || before === undefined || !isScanHere(burst, endedAt)) return false;
  const isComposed = typing?.isComposed === true;
  if (endedAt !== null && isSlowScan(burst, endedAt, paceMs)) paceMs = gapOf(burst);
  const since = lastKey?.since ?? burst.text;
  typing = null;
  lastKey = null;
  // The keys of a code are not typed anywhere afterwards.
  if (held !== null) held.splice(-burst.text.length);
  const heard = codeOf(burst);
  const text = burst.isDamaged ? damagedText(target, before, heard) : heard;
  const over = endedAt ?? burst.last;
  const isRepeated = lastScan?.text === text && burst.first - lastScan.time < repeatMs;
  lastScan = { text, time: over, isEnded: endedAt !== null };
  const isDamaged = burst.isDamaged || doubtOfCode(text) === 'vietnameseLetters';
  const scan: Scan = {
    text,
    perhaps: !burst.isDamaged && since !== burst.text && since.endsWith(burst.text) ? since : null,
    before,
    isEnded: endedAt !== null,
    isDamaged,
    isRepeated,
  };
  const place = target instanceof Element && target.isConnected ? target : document.body;
  answerScan('heard', text);
  const policy = policyOf(target);
  const isRewritten = isComposed || text !== burst.text;
  if (isControl(target)) {
    // Else the input method goes on with what it has begun.
    if (isComposed) {
      target.blur();
      target.focus();
    }
    if (policy === null || (policy === 'one' && before.trim() === '')) {
      if (policy === 'one' && isDamaged) {
        putText(target, before);
        refuse(text);
        return true;
      }
      if (isRewritten && !isDamaged) putText(target, before + text);
      if (policy === null && !(target instanceof HTMLSelectElement)) useStrayScan.setState({ text, within: { field: target, before } });
      return false;
    }
    if (policy === 'own') {
      if (!isRewritten && !isDamaged) return offerScan(place, scan);
      putText(target, before.trim() === '' ? text : before);
      return offerScan(place, { ...scan, isEnded: false });
    }
    putText(target, policy === 'replace' ? (telexKeys(text) ?? text) : before);
    // The same label under the scanner once more.
    if (policy === 'replace' || (policy === 'one' && before === text)) return policy === 'one';
  }
  if (!offerScan(place, scan)) lookUp(scan);
  return true;
}

/** Not used as it is: it may be another code than the one on the label. */
export function refuse(text: string): void {
  answerScan('inputMethod', text);
}

/** Nothing took the code: the list on the screen looks it up, and opens what has it; else it is said, so that it is not lost. */
function lookUp({ text, isDamaged }: Scan): void {
  const search = Array.from(document.querySelectorAll<HTMLInputElement>('[data-list-search]')).find(
    (each) => each.getClientRects().length > 0,
  );
  const isOver = document.querySelector('[role="dialog"], [role="alertdialog"], [role="form"]') !== null;
  if (isDamaged && search !== undefined && !isOver) refuse(text);
  else if (search !== undefined && !isOver) {
    search.focus();
    putText(search, text);
    // It has heard of its text by then.
    setTimeout(() => press(search, 'Enter'));
  } else {
    if (isDamaged) refuse(text);
    else answerScan('stray', text);
    useStrayScan.setState({ text, within: null });
  }
}

/**
 * Whether the key does not say what was pressed: an input method has taken it, or the computer's keyboard is another than the scanner's.
 * Windows' own Vietnamese one has ă â ê ô where a scanner presses 1 2 3 4.
 */
const isByPlace = ({ isComposing, key, code, shiftKey }: KeyboardEvent): boolean =>
  isComposing || key === 'Process' || key === 'Unidentified' || (/^[^\0-\x7F]$/u.test(key) && signOfPlace(code, shiftKey) !== null);

/** What was pressed, by the place of the key. */
function keyOfPlace({ key, code, shiftKey }: KeyboardEvent): string | null {
  if (code === 'Enter' || code === 'NumpadEnter') return 'Enter';
  if (code === 'Tab' || code === 'Backspace') return code;
  return signOfPlace(code, shiftKey) ?? (key.length === 1 ? key : null);
}

function onKeyDown(event: KeyboardEvent): void {
  // SECURITY: a key that is typed or scanned into its own field is remembered nowhere else in the page.
  if (event.target instanceof HTMLInputElement && event.target.type === 'password') {
    typing = null;
    lastKey = null;
    return;
  }
  if (event.key === 'Shift' || event.key === 'CapsLock') return;
  if (isPressing) return;
  // A key that is held down: no scanner.
  if (event.repeat) {
    typing = null;
    return;
  }
  const isComposed = isByPlace(event);
  const key = isComposed ? keyOfPlace(event) : event.key;
  if (key === null) {
    typing = null;
    return;
  }
  const sinceLast = lastKey?.target === event.target ? event.timeStamp - lastKey.time : Number.POSITIVE_INFINITY;
  const isFast = typing !== null && sinceLast <= longestGapMs;
  const isCommand = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
  // In the midst of a code a scanner sends signs that cannot be typed as Ctrl with a letter (FNC1 is Ctrl+]): no command of a person's.
  const isSign =
    isCommand && isFast && typing !== null && typing.burst.text.length >= shortScan.keys && isScan(typing.burst, event.timeStamp);
  const stop = (): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const hold = (): void => {
    if (held === null || (isCommand && !isSign)) return;
    if (key === 'Backspace') held.pop();
    else held.push(key);
    stop();
  };
  // Return and line feed as control signs, as some scanners send them.
  if (isSign && /^[jm]$/iu.test(key)) {
    stop();
    settle(null);
    typing = null;
    lastKey = null;
    return;
  }
  if (key === 'Enter' || key === 'Tab') {
    const isSecondEnd = !isCommand && !isFast && lastScan?.isEnded === true && event.timeStamp - lastScan.time <= longestGapMs;
    // Return and line feed end one code: the second would press what the first has led to.
    if (isSecondEnd || (!isCommand && isFast && settle(event.timeStamp))) stop();
    else hold();
    typing = null;
    lastKey = null;
    return;
  }
  // An input method takes back what it rewrites, in the midst of a burst; a hand's own Backspace comes later.
  const isTakenBack = key === 'Backspace' && isFast && !isCommand;
  if (!isTakenBack && (key.length !== 1 || (isCommand && !isSign))) {
    if (key === 'Backspace' && (held?.length ?? 0) > 0) hold();
    typing = null;
    return;
  }
  const { target } = event;
  const isOn = sinceLast <= pauseMs && lastKey !== null;
  lastKey = {
    target,
    time: event.timeStamp,
    before: isOn ? (lastKey?.before ?? '') : valueOf(target),
    since: `${isOn ? (lastKey?.since ?? '') : ''}${isTakenBack ? '' : key}`,
  };
  typing = {
    burst: grown(isFast ? (typing?.burst ?? null) : null, isSign ? '\u001D' : key, event.timeStamp),
    target,
    before: lastKey.before,
    isComposed: isComposed || (isFast && typing?.isComposed === true),
  };
  clearTimeout(silence);
  silence = setTimeout(() => settle(null), longestGapMs);
  if (!isTakenBack || (held?.length ?? 0) > 0) hold();
  if (typing.burst.text.length <= 1) return;
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
