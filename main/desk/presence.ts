/** When somebody was at the desk last, so that it can say what happened since. */
import { z } from 'zod';
import type { Settings } from '../store/settings.ts';
import type { Clock } from '../time/clock.ts';

const hereSetting = 'lastHere';
const leftSetting = 'leftAt';
/** Whoever is away for less has only looked elsewhere, or started the desk anew, in milliseconds. */
const awayMs = 30 * 60_000;
/** So often it is written down that somebody is there: a desk that is killed says nothing at its end. */
const beatMs = 5 * 60_000;

export interface Presence {
  /** When the last absence began, in Unix milliseconds; `null`: there was none. */
  leftAt(): number | null;
  /** The window has the focus, or has lost it. */
  here(isHere: boolean): void;
  close(): void;
}

export function presenceOf(settings: Pick<Settings, 'get' | 'set'>, clock: Pick<Clock, 'wall' | 'after'>): Presence {
  const Time = z.number().nullable();
  let leftAt = settings.get(leftSetting, Time, null);
  let wentAt: number | null = null;
  let endBeat = (): void => undefined;
  const remember = (): void => settings.set(hereSetting, wentAt ?? clock.wall());
  const back = (since: number | null): void => {
    if (since === null || clock.wall() - since < awayMs) return;
    leftAt = since;
    settings.set(leftSetting, leftAt);
  };
  const beat = (): void => {
    endBeat();
    remember();
    endBeat = clock.after(beatMs, beat);
  };
  back(settings.get(hereSetting, Time, null));
  return {
    leftAt: () => leftAt,
    here: (isHere) => {
      if (isHere) {
        back(wentAt);
        wentAt = null;
        return beat();
      }
      endBeat();
      wentAt ??= clock.wall();
      remember();
    },
    close: () => {
      endBeat();
      remember();
    },
  };
}
