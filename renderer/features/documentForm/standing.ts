/**
 * How a form stands: what is saved, what is wrong, what is under way. A store of its own beside the fields, so that a change of one of
 * these draws what shows it, and not the form.
 */
import { type StoreApi, createStore } from 'zustand/vanilla';
import type { DeskError, FieldProblem } from '../../../contract/errors.ts';
import type { Finding } from '../../../contract/findings.ts';
import { kept } from '../../stores/kept.ts';
import type { SaveState } from './draftSaver.ts';
import type { PlacedLine } from './pastedText.ts';
import { type Shown, isWithin, nothingShown } from './problems.ts';

/** Back to the list, or on to the next document of this kind. */
export type AfterSending = 'list' | 'next';

/** What the last check or send came to. */
export type Notice =
  | { readonly kind: 'good'; readonly hints: readonly Finding[] }
  /** `stopped`: it was to be sent, and waits for a person's word; what comes after it then. `null`: it was only checked. */
  | {
      readonly kind: 'warnings';
      readonly warnings: readonly Finding[];
      readonly hints: readonly Finding[];
      readonly stopped: AfterSending | null;
    }
  /** What it began with names what is no more. */
  | { readonly kind: 'template'; readonly name: string; readonly gone: readonly Finding[] }
  /** It was kept as a template. */
  | { readonly kind: 'kept' }
  /** What was scanned is in a row already, with this path. */
  | { readonly kind: 'listed'; readonly text: string; readonly row: string }
  /** Lines were pasted into this list, or into the packages around it; `passedOver`: sums, and more than is taken. */
  | {
      readonly kind: 'pasted';
      readonly list: string;
      readonly lines: readonly PlacedLine[];
      readonly passedOver: readonly string[];
      readonly undo: () => void;
    }
  /** Packages were copied, parted or given their measures. */
  | { readonly kind: 'packages'; readonly done: 'copied' | 'parted' | 'measured'; readonly package: number; readonly undo: () => void }
  /** The provider refused the last attempt. */
  | { readonly kind: 'rejected'; readonly error: DeskError }
  /** The desk itself could not save, check or queue. */
  | { readonly kind: 'failed'; readonly error: DeskError };

export interface Standing {
  readonly saveState: SaveState;
  readonly notice: Notice | null;
  readonly busy: 'check' | 'send' | null;
  /** The problems shown at their fields and in the summary. */
  readonly shown: Shown;
  /** Counts checks that found problems: the summary takes the focus at each. 0 while there was none, and once it has emptied. */
  readonly summons: number;
}
export type StandingStore = StoreApi<Standing>;

export interface StandingStart {
  /** When the draft was last saved, in Unix milliseconds; `null` for a new form. */
  readonly savedAt: number | null;
  readonly rejection: DeskError | null;
  /** What the template that it begins with names, and is no more. */
  readonly template?: { readonly name: string; readonly gone: readonly Finding[] };
}

export const openStanding = ({ savedAt, rejection, template }: StandingStart): StandingStore =>
  createStore<Standing>(() => ({
    saveState: savedAt === null ? { kind: 'untouched' } : { kind: 'saved', at: savedAt },
    notice:
      rejection !== null
        ? { kind: 'rejected', error: rejection }
        : template !== undefined && template.gone.length > 0
          ? { ...template, kind: 'template' }
          : null,
    busy: null,
    shown: rejection === null ? nothingShown : { own: [], told: rejection.fields ?? [] },
    summons: (rejection?.fields ?? []).length > 0 ? 1 : 0,
  }));

export const hasProblems = ({ own, told }: Shown): boolean => own.length + told.length > 0;

/** A part that did not change stays the same object, so that nothing is drawn again for it. */
export function show(standing: StandingStore, change: (shown: Shown) => Shown): void {
  standing.setState((before) => {
    const shown = kept(before.shown, change(before.shown));
    // An empty summary is over. A new mistake must not bring it back, because it would take the caret away.
    return shown === before.shown ? before : { shown, summons: hasProblems(shown) ? before.summons : 0 };
  });
}

/** What is asked about this field. */
export const doubtAt = (notice: Notice | null, name: string, within: boolean): Finding | null =>
  doubtsOf(notice).find(({ path }) => (within ? isWithin(path, name) : path === name)) ?? null;

const doubtsOf = (notice: Notice | null): readonly Finding[] =>
  notice?.kind === 'warnings' ? notice.warnings : notice?.kind === 'template' ? notice.gone : [];

/** After a field was changed: what was said of the whole form is over; what a template misses is said until each has been seen to. */
export function noticeAfter(notice: Notice | null, still: (finding: Finding) => boolean): Notice | null {
  if (notice?.kind === 'rejected') return notice;
  if (notice?.kind !== 'template') return null;
  const gone = notice.gone.filter(still);
  return gone.length === 0 ? null : gone.length === notice.gone.length ? notice : { ...notice, gone };
}

/** The problem at this field; with `within` also one of its parts (a barcode of the barcodes). */
export function problemAt({ own, told }: Shown, name: string, within: boolean): FieldProblem | null {
  const isHere = (each: FieldProblem): boolean => (within ? isWithin(each.path, name) : each.path === name);
  return told.find(isHere) ?? own.find(isHere) ?? null;
}
