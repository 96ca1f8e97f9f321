/** How soon a key is seen: from the stroke to the paint that shows what it did, as the page itself notes it. */
import type { Page } from 'playwright-core';

type Timed = Window & { keyTimes: (number | null)[] };

/**
 * From now on; `until`: what stands on the page when a key was answered (a selector), where the next frame is not its answer. Delete does not
 * count: with it a driver empties a field.
 */
export const timeKeys = (page: Page, until: string | null = null): Promise<void> =>
  page.evaluate((wanted) => {
    const times: (number | null)[] = [];
    (window as unknown as Timed).keyTimes = times;
    window.addEventListener(
      'keydown',
      ({ key, timeStamp }) => {
        if (key === 'Delete') return;
        const place = times.push(null) - 1;
        const look = (): void => {
          if (wanted !== null && document.querySelector(wanted) === null) requestAnimationFrame(look);
          else {
            const { port1, port2 } = new MessageChannel();
            // Behind the frame that painted it.
            port1.addEventListener('message', () => (times[place] = performance.now() - timeStamp));
            port1.start();
            port2.postMessage(null);
          }
        };
        // What the key set off is told by the next frame.
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  }, until);

/** Milliseconds, of each key since then, in their order. @throws Error where what one of them did is not painted yet */
export async function keyTimes(page: Page): Promise<number[]> {
  const times = await page.evaluate(() => (window as unknown as Timed).keyTimes);
  return times.map((time) => {
    if (time === null) throw new Error('what a key did was never painted');
    return time;
  });
}
