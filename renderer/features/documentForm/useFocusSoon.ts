/** Puts the caret into a field that is only about to be drawn: the first field of a row that was just added. */
import { useEffect, useRef } from 'react';
import { focusField } from '../../ui/index.ts';

export function useFocusSoon(): (path: string) => void {
  const wanted = useRef<string | null>(null);
  // After every drawing: the row comes with one of the next.
  useEffect(() => {
    if (wanted.current !== null && focusField(wanted.current)) wanted.current = null;
  });
  return (path) => {
    wanted.current = path;
  };
}
