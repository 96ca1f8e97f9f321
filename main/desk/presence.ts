/** When somebody was at the desk last, so that it can say what happened since. */
import { z } from 'zod';
import type { Settings } from '../store/settings.ts';
import type { Clock } from '../time/clock.ts';

const setting = 'lastHere';
/** Whoever is away for less has only looked elsewhere, in milliseconds. */
const awayMs = 30 * 60_000;

export interface Presence {
  /** When the last absence began, in Unix milliseconds; `null`: there was none. */
  leftAt(): number | null;
  /** The window has the focus, or has lost it. */
  here(isHere: boolean): void;
  close(): void;
}

export function presenceOf(settings: Pick<Settings, 'get' | 'set'>, clock: Pick<Clock, 'wall'>): Presence {
  let leftAt = settings.get(setting, z.number().nullable(), null);
  let wentAt: number | null = null;
  const remember = (): void => settings.set(setting, wentAt ?? clock.wall());
  return {
    leftAt: () => leftAt,
    here: (isHere) => {
      if (!isHere) {
        wentAt ??= clock.wall();
        return remember();
      }
      if (wentAt !== null && clock.wall() - wentAt >= awayMs) leftAt = wentAt;
      wentAt = null;
    },
    close: remember,
  };
}
