/**
 * Brings what has just come to be said into sight, after whatever moves the focus at the same moment has scrolled the form
 * elsewhere.
 */
import { type RefObject, useEffect } from 'react';

const afterFocusMs = 120;

/** `said` changes with what is said; `null`: nothing. */
export function useInSight(box: RefObject<HTMLElement | null>, said: unknown): void {
  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => box.current?.scrollIntoView({ block: 'nearest' }), afterFocusMs);
    return () => clearTimeout(timer);
  }, [box, said]);
}
