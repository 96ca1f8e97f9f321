/** A person who scrolls through a list, and how much of that time it stands there whole. */
import type { Page } from 'playwright-core';

/** What a list is made of, as selectors. */
export interface Parts {
  readonly scroller: string;
  readonly row: string;
  /** A row that is still to come. */
  readonly blank: string;
}

export interface Scrolled {
  /** Of the time, the part in which every row in sight was painted with what is in it. */
  readonly onTimeShare: number;
  /** The longest time in which at least one was not. */
  readonly longestBlankMs: number;
  readonly frames: number;
  /** The same by the way it was scrolled. */
  readonly onTimeShares: Readonly<Record<Way, number>>;
}

/** Ten seconds: a wheel, a held Page down, and a bar that is dragged to six places and let go at each. */
export type Way = 'wheel' | 'pages' | 'drags';

export const scrollThrough = (page: Page, parts: Parts): Promise<Scrolled> =>
  page.evaluate(async ({ scroller, row, blank }): Promise<Scrolled> => {
    const list = document.querySelector<HTMLElement>(scroller);
    if (list === null) throw new Error(`there is no ${scroller}`);
    const rowHeight = list.querySelector(row)?.getBoundingClientRect().height ?? 0;
    if (rowHeight < 10) throw new Error('there is no row');
    const ways: readonly { readonly way: Way; readonly ms: number; readonly at: (ms: number) => number }[] = [
      { way: 'wheel', ms: 4_000, at: (ms) => Math.floor(ms / 40) * 120 },
      { way: 'pages', ms: 3_000, at: (ms) => 12_000 + Math.floor(ms / 33) * 18 * rowHeight },
      {
        way: 'drags',
        ms: 3_000,
        at: (ms) => ([0.3, 0.8, 0.1, 0.55, 0.95, 0.4][Math.floor(ms / 500)] ?? 0.4) * (list.scrollHeight - list.clientHeight),
      },
    ];
    /** Whether what was painted last shows every row in sight. */
    const isWhole = (): boolean => {
      const { left, top, width, height } = list.getBoundingClientRect();
      // Headings stand above the first row, and the last row may be cut.
      for (let y = top + rowHeight * 1.5; y < top + height - rowHeight / 2; y += rowHeight / 2) {
        const drawn = document.elementFromPoint(left + width * 0.3, y)?.closest(row);
        if (drawn === null || drawn === undefined || drawn.matches(blank) || (drawn.textContent ?? '').trim() === '') return false;
      }
      return true;
    };
    const { port1, port2 } = new MessageChannel();
    /** After the frame: what it painted is what stands there. */
    const painted = (): Promise<void> =>
      new Promise((resolve) => {
        port1.addEventListener('message', () => resolve(), { once: true });
        port1.start();
        requestAnimationFrame(() => port2.postMessage(null));
      });
    const seen: { readonly way: Way; readonly ms: number; readonly isWhole: boolean }[] = [];
    for (const { way, ms, at } of ways) {
      const began = performance.now();
      for (let now = began; now - began < ms;) {
        list.scrollTop = at(now - began);
        await painted();
        const shown = isWhole();
        const next = performance.now();
        seen.push({ way, ms: next - now, isWhole: shown });
        now = next;
      }
    }
    const shareOf = (some: typeof seen): number => {
      const time = (all: typeof seen): number => all.reduce((sum, each) => sum + each.ms, 0);
      return Math.round((time(some.filter((each) => each.isWhole)) / time(some)) * 1_000) / 1_000;
    };
    let [longest, blankMs] = [0, 0];
    for (const each of seen) {
      blankMs = each.isWhole ? 0 : blankMs + each.ms;
      longest = Math.max(longest, blankMs);
    }
    const of = (way: Way): number => shareOf(seen.filter((each) => each.way === way));
    return {
      onTimeShare: shareOf(seen),
      longestBlankMs: Math.round(longest),
      frames: seen.length,
      onTimeShares: { wheel: of('wheel'), pages: of('pages'), drags: of('drags') },
    };
  }, parts);
