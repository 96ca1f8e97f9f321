/** The times that the day's screen counts by. */
import { inVietnam } from '../../../contract/vietnamTime.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useNow } from '../../ui/index.ts';
import type { Moments } from '../records/recordView.ts';

/** Unix seconds at which the warehouse's day began. */
export function dayBegan(now: number): number {
  const { hour, minute } = inVietnam(now);
  return Math.floor(now / 60_000) * 60 - hour * 3_600 - minute * 60;
}

/** `null` until it is known when whoever is here was away. */
export function useMoments(): Moments | null {
  const now = useNow(60_000);
  const { value } = useVerb('place.left', undefined);
  if (value === null) return null;
  return { today: dayBegan(now), left: value.leftAt === null ? null : Math.floor(value.leftAt / 1_000) };
}
