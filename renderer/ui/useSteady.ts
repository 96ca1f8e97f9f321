/**
 * A function that stays the same from drawing to drawing and does what the last one meant: for parts that are drawn again only for cause.
 */
import { useCallback, useLayoutEffect, useRef } from 'react';

export function useSteady<Args extends unknown[], Answer>(act: (...args: Args) => Answer): (...args: Args) => Answer {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
