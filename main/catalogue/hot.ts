/** Where what is hot in a list is found with the fewest requests. */
import { kindOf } from '../../contract/kinds/index.ts';
import type { RecordKind } from '../../contract/records.ts';
import { callsOf } from '../kinds/index.ts';
import type { Catalogue as Rows } from '../store/catalogue.ts';
import type { Clock } from '../time/clock.ts';

/** What is hot is looked for on so many pages: 5,000 records of a provider that gives a hundred a page, within a minute. */
export const mostHotPages = 50;

export interface Hot {
  /** The pages are read down to what was created then, in Unix seconds; `Infinity`: there is nothing to look for. */
  readonly from: number;
  readonly pageSize: number;
  /** Codes of those that are asked for by themselves: they are fewer than the pages down to them. `mostHotPages` of them at most. */
  readonly alone: Set<string>;
}

interface Where {
  readonly rows: Pick<Rows, 'openBetween' | 'newerThan'>;
  readonly clock: Pick<Clock, 'wall'>;
  /** Rows of a usual page, and of one in a walk. */
  readonly pageSize: number;
  readonly walkSize: number;
}

export function hotOf(kind: RecordKind, { rows, clock, pageSize, walkSize }: Where): Hot {
  const { ends } = kindOf(kind);
  const { hot } = callsOf(kind);
  const none: Hot = { from: Infinity, pageSize, alone: new Set() };
  if (hot === null || ends === 'made') return none;
  const now = clock.wall();
  const found = rows.openBetween(kind, {
    ends,
    by: hot.by,
    from: (now - hot.before) / 1000,
    to: (now + hot.after) / 1000,
    most: mostHotPages * walkSize,
  });
  const [oldest] = found;
  if (oldest === undefined) return none;
  // Of one whose creation is not told nobody knows where it stands.
  const pages = oldest.created === null ? Infinity : Math.ceil(rows.newerThan(kind, oldest.created) / walkSize);
  if (pages <= 1 && walkSize === pageSize) return none;
  if (found.length < pages) {
    // Where they are too many, all have their turn.
    const longestAgo = found.toSorted((a, b) => a.asOf - b.asOf).slice(0, mostHotPages);
    return { ...none, alone: new Set(longestAgo.map(({ code }) => code)) };
  }
  return { from: oldest.created ?? Infinity, pageSize: walkSize, alone: new Set() };
}
