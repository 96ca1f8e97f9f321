/** Enter in the search of a list opens the record that is meant: the only hit, or the one whose code was typed whole. */
import { useEffect, useState } from 'react';
import type { RecordRow } from '../../../contract/bridge.ts';
import { foldCode } from '../../../contract/codes.ts';
import { kindOf } from '../../../contract/kinds/index.ts';

/** `null` where more than one may be meant. */
export function singleHit<Row extends RecordRow>(rows: readonly Row[], total: number, search: string): Row | null {
  if (search.trim() === '') return null;
  const [first] = rows;
  if (total === 1 && first !== undefined) return first;
  const wanted = foldCode(search);
  const isNamedBy = ({ kind, code, reference, record }: Row): boolean =>
    [code, reference, ...kindOf(kind).listing.codes(record as never)].some((each) => each != null && foldCode(each) === wanted);
  const named = rows.filter(isNamedBy);
  return named.length === 1 ? (named[0] ?? null) : null;
}

interface Answered<Row extends RecordRow> {
  /** What was searched for; the rows are of that question once it is no longer loading. */
  readonly search: string;
  readonly isLoading: boolean;
  readonly rows: readonly Row[];
  readonly total: number;
  readonly onOpen: (row: Row) => void;
  /** Several fit: into the list. */
  readonly onSeveral: () => void;
}

/** Answers what Enter calls. The rows of that very search are waited for: what is shown may be those of a key before. */
export function useSingleHit<Row extends RecordRow>({
  search,
  isLoading,
  rows,
  total,
  onOpen,
  onSeveral,
}: Answered<Row>): (typed: string) => void {
  const [entered, setEntered] = useState<string | null>(null);
  useEffect(() => {
    if (entered === null || isLoading) return;
    setEntered(null);
    // Something else was typed meanwhile.
    if (entered !== search || entered.trim() === '') return;
    const hit = singleHit(rows, total, search);
    if (hit !== null) onOpen(hit);
    else if (rows.length > 0) onSeveral();
    // Of what Enter was pressed on, once.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [entered, isLoading, search]);
  return setEntered;
}
