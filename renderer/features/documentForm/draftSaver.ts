/** Saves a draft while it is typed: soon after a change, one save at a time, and again until it worked. */
import type { DeskError, Outcome } from '../../../contract/errors.ts';

export type SaveState =
  /** Nothing typed yet. */
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  /** `at` in Unix milliseconds. */
  | { readonly kind: 'saved'; readonly at: number }
  /** What was typed is on the screen only; it is tried again. */
  | { readonly kind: 'failed'; readonly error: DeskError };

export interface DraftSaver {
  /** Something was typed: it is saved within `delayMs`. */
  changed(): void;
  /** Saves now what is not saved yet; answers whether all of it is saved. */
  flush(): Promise<boolean>;
  /** Whether something typed is not saved yet. */
  isBehind(): boolean;
  /** No save after this: the draft has become a row of the outbox, or was discarded. */
  stop(): void;
}

interface Parts {
  /** Saves what the form holds now. */
  readonly save: () => Promise<Outcome<unknown>>;
  readonly onState: (state: SaveState) => void;
  readonly delayMs?: number;
  readonly retryMs?: number;
}

/**
 * The delay runs from the first change that is not saved, not from the last one: somebody who types for a minute without a pause
 * must not lose that minute.
 */
export function createDraftSaver({ save, onState, delayMs = 400, retryMs = 3_000 }: Parts): DraftSaver {
  let typed = 0;
  let saved = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let stopped = false;

  const clear = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const later = (milliseconds: number): void => {
    timer ??= setTimeout(() => {
      timer = null;
      void flush();
    }, milliseconds);
  };
  const once = async (): Promise<void> => {
    const revision = typed;
    onState({ kind: 'saving' });
    const outcome = await save();
    if (outcome.ok) saved = Math.max(saved, revision);
    if (stopped) return;
    onState(outcome.ok ? { kind: 'saved', at: Date.now() } : { kind: 'failed', error: outcome.error });
    if (saved !== typed) later(outcome.ok ? delayMs : retryMs);
  };
  const flush = async (): Promise<boolean> => {
    clear();
    // A save under way may have started before the last key: wait for it, then look again.
    if (running !== null) await running;
    if (stopped || saved === typed) return saved === typed;
    if (running === null) {
      clear();
      running = once().finally(() => {
        running = null;
      });
    }
    await running;
    return saved === typed;
  };

  return {
    changed: () => {
      typed += 1;
      if (!stopped) later(delayMs);
    },
    flush,
    isBehind: () => saved !== typed,
    stop: () => {
      stopped = true;
      clear();
    },
  };
}
