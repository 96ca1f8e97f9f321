/** Time, handed in: wall time for what is written down, a monotonic one for what is waited for. Tests use their own. */

export interface Clock {
  /** Unix milliseconds; may jump. */
  wall(): number;
  /** Milliseconds that never go back and know nothing of the wall clock. */
  now(): number;
  /** Calls once after `ms` milliseconds; answers the function that prevents it. Never keeps the process alive by itself. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  wall: () => Date.now(),
  now: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, Math.min(ms, 2_147_483_647));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
