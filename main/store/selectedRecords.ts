/** Which records a selection means, in the order in which its list shows them. */
import { unfiltered } from '../../contract/query.ts';
import type { Selection } from '../../contract/selection.ts';
import { sourceOf } from './listedRecords.ts';
import { allOf } from './listing.ts';
import type { Reading } from './reader.ts';

/** Their numbers. What was chosen and is not there any more is left out. `now` in Unix milliseconds. */
export function selectedIn(reader: Reading, selection: Selection, now: number): number[] {
  const { kind } = selection;
  const filter = 'codes' in selection ? { ...unfiltered, order: selection.order } : selection.filter;
  const named = numbersOf(reader, kind, 'codes' in selection ? selection.codes : selection.except);
  const isMeant = 'codes' in selection;
  return allOf(reader, sourceOf(kind), filter, now).filter((id) => named.has(id) === isMeant);
}

const numbersOf = (reader: Reading, kind: string, codes: readonly string[]): ReadonlySet<number> =>
  new Set(
    codes.length === 0
      ? []
      : reader
          .all('SELECT id FROM records WHERE kind = ? AND code IN (SELECT value FROM json_each(?))', kind, JSON.stringify(codes))
          .map(({ id }) => Number(id)),
  );
