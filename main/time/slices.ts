/**
 * Long work beside the desk's own: what sweeps and copies takes its turn for a few milliseconds and then lets everybody else
 * go first, so that no key and no answer ever waits for it.
 */

/** `turnMs`: how long a turn lasts at most, as long as single steps are short; `restMs`: how long the others have before the next. */
export interface Slices {
  readonly turnMs: number;
  readonly restMs: number;
}
export const usualSlices: Slices = { turnMs: 8, restMs: 12 };

/** Takes all steps. Answers what the work returns, `undefined` where it was ended from outside (`work.return()`). */
export async function inSlices<T>(
  work: Generator<void, T, void> | AsyncGenerator<void, T, void>,
  { turnMs, restMs }: Slices = usualSlices,
): Promise<T | undefined> {
  for (;;) {
    const end = performance.now() + turnMs;
    do {
      // A step that needs not wait goes on within the turn.
      // oxlint-disable-next-line typescript/await-thenable
      const step = await work.next();
      if (step.done === true) return step.value;
    } while (performance.now() < end);
    await new Promise<void>((resolve) => void setTimeout(resolve, restMs));
  }
}
