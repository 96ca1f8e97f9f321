/** An error in one line, for places beside a field where a banner would be too much. */
import { useCallback } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import { useErrorText } from '../../messages/useErrorText.ts';

/** What is wrong, a full stop, what to do. */
export function useErrorLine(): (error: DeskError) => string {
  const errorText = useErrorText();
  return useCallback(
    (error: DeskError) => {
      const { title, next } = errorText(error);
      return `${title}${/[.!?…]$/.test(title) ? '' : '.'} ${next}`;
    },
    [errorText],
  );
}
