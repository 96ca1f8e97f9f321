/** For a page of a list of which nothing is left, because its rows are gone: back to one that has some. */
import { useEffect } from 'react';
import type { Paged, Place } from '../../contract/query.ts';

interface Shown {
  readonly isLoading: boolean;
  readonly rows: number;
  /** Where the page is read from; `null`: the first one, behind which there is none. */
  readonly at: Paged['at'];
  readonly previous: Place | null;
}

export function useBackFromEnd({ isLoading, rows, at, previous }: Shown, go: (at: Place | null) => void): void {
  const isPastEnd = !isLoading && rows === 0 && at !== null;
  useEffect(() => {
    if (isPastEnd) go(previous);
    // Once each time that the end is come to.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isPastEnd]);
}
