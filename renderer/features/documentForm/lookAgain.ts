/**
 * Looks at a form's fields again behind the picture of the key that changed them: the whole document is held against its schema, and a
 * thousand lines take longer than a key may.
 */
import type { FieldProblem } from '../../../contract/errors.ts';
import { type Shown, afterChange, afterLeaving } from './problems.ts';
import { type StandingStore, hasProblems, show } from './standing.ts';

/** Longer than a picture takes, shorter than anybody waits. */
const behindPictureMs = 40;

export interface LookAgain {
  readonly changed: (name: string) => void;
  readonly left: (name: string) => void;
  /** Forgets what was to be looked at: a check has seen all, or a row is gone and the rows behind it have other names now. */
  readonly stop: () => void;
}

export function createLookAgain(standing: StandingStore, problemsNow: () => readonly FieldProblem[]): LookAgain {
  const typedIn = new Set<string>();
  let due: ((shown: Shown, now: readonly FieldProblem[]) => Shown)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    timer = undefined;
    const steps = due;
    due = [];
    const now = problemsNow();
    show(standing, (shown) => steps.reduce((so, step) => step(so, now), shown));
  };
  const later = (step: (typeof due)[number]): void => {
    due.push(step);
    timer ??= setTimeout(look, behindPictureMs);
  };
  return {
    changed: (name) => {
      typedIn.add(name);
      if (due.length > 0 || hasProblems(standing.getState().shown)) later((shown, now) => afterChange(shown, name, now));
    },
    left: (name) =>
      later((shown, now) => {
        // Walking through an empty form is no mistake. That a value is missing is said only if there was one before, or by a check.
        const isDue = (each: FieldProblem): boolean =>
          each.problem !== 'required' || typedIn.has(name) || shown.own.some((other) => other.path === each.path);
        return afterLeaving(shown, name, now.filter(isDue));
      }),
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      due = [];
    },
  };
}
