/** `t(id, values)`: the wording of an id in the language of the moment. */
import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from './index.ts';

export type Values = Readonly<Record<string, string | number | null | undefined>>;
export type Text = (id: MessageId, values?: Values) => string;

/** Re-renders its component when the language is switched. */
export function useText(): Text {
  const intl = useIntl();
  return useCallback(
    (id: MessageId, values?: Values) => intl.formatMessage({ id }, values as Record<string, string | number> | undefined),
    [intl],
  );
}
