/** Enter in the search of a list opens the record that is meant: the only hit, or the one whose code was typed whole. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { RecordRow } from '../../../contract/bridge.ts';
import { isCalled } from './calledBy.ts';

/** `null` where more than one may be meant. */
export function singleHit<Row extends RecordRow>(rows: readonly Row[], total: number, search: string): Row | null {
  if (search.trim() === '') return null;
  const [first] = rows;
  if (total === 1 && first !== undefined) return first;
  const named = rows.filter((row) => isCalled(row, search));
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
  /** Nothing fits. Answers whether more rows are asked now, so that it is looked at again when they come. */
  readonly onNone: () => boolean;
}

/** Answers what Enter calls. The rows of that very search are waited for: what is shown may be those of a key before. */
export function useSingleHit<Row extends RecordRow>({
  search,
  isLoading,
  rows,
  total,
  onOpen,
  onSeveral,
  onNone,
}: Answered<Row>): (typed: string) => void {
  /** On what Enter was pressed. */
  const entered = useRef<string | null>(null);
  const act = useEffectEvent(() => {
    const typed = entered.current;
    if (typed === null || isLoading) return;
    entered.current = null;
    // Something else was typed meanwhile.
    if (typed !== search || typed.trim() === '') return;
    const hit = singleHit(rows, total, search);
    if (hit !== null) onOpen(hit);
    else if (rows.length > 0) onSeveral();
    else if (onNone()) entered.current = typed;
  });
  const [presses, setPresses] = useState(0);
  // Looked at when Enter is pressed, and when an answer has come.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => act(), [presses, isLoading, search]);
  return (typed) => {
    entered.current = typed;
    setPresses((before) => before + 1);
  };
}
