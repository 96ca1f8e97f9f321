/** The times that the day's screen counts by. */
import { useEffect, useRef } from 'react';
import { inVietnam } from '../../../contract/vietnamTime.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useNow } from '../../ui/index.ts';
import type { Moments } from '../records/recordView.ts';

/** Unix seconds at which the warehouse's day began. */
export function dayBegan(now: number): number {
  const { hour, minute } = inVietnam(now);
  return Math.floor(now / 60_000) * 60 - hour * 3_600 - minute * 60;
}

/** While nothing changes anywhere, what is late becomes so by the clock alone, and somebody comes back. */
export function useEachMinute(act: () => void): number {
  const now = useNow(60_000);
  const last = useRef(now);
  useEffect(() => {
    if (last.current === now) return;
    last.current = now;
    act();
  }, [now, act]);
  return now;
}

/** `null` until it is known when whoever is here was away. */
export function useMoments(): Moments | null {
  const { value, reload } = useVerb('place.left', undefined);
  const now = useEachMinute(reload);
  if (value === null) return null;
  return { today: dayBegan(now), left: value.leftAt === null ? null : Math.floor(value.leftAt / 1_000) };
}
