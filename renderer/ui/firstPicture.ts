/**
 * The first picture has the computer to itself: whatever it does not need, questions to the desk, parts for later, rows out of
 * sight, waits until it is seen.
 */

/** So long it is waited for, in milliseconds: the picture of a window nobody sees may never come. */
const patienceMs = 500;

let shown: Promise<void> | null = null;

/** From now on `firstPicture` is waited for. */
export function awaitFirstPicture(): Promise<void> {
  shown = new Promise<void>((resolve) => {
    new PerformanceObserver((list, observer) => {
      if (list.getEntriesByName('first-contentful-paint').length === 0) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, patienceMs);
  }).then(() => {
    shown = null;
  });
  return shown;
}

/** Resolves when it is seen; `null` where it has been, and nothing is to be waited for. */
export const firstPicture = (): Promise<void> | null => shown;
