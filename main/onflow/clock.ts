/** Time as the limiter sees it: monotonic, so that a changed wall clock can neither open nor close anything. */

export interface Clock {
  /** Milliseconds since some moment in the past; never goes back. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

export const monotonicClock: Clock = {
  now: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};
