/** What the descriptions of actions look at, without what is on its way: renews its component with the clock. */
import { useIntl } from 'react-intl';
import { useText } from '../messages/useText.ts';
import { useAppPart, useSessionPart } from '../stores/session.ts';
import { useNow } from '../ui/index.ts';
import type { Surroundings } from './action.ts';

/** `everyMs`: how often the clock is looked at. */
export function useSurroundings(everyMs: number): Surroundings {
  const t = useText();
  const intl = useIntl();
  const now = useNow(everyMs);
  const sending = useSessionPart((session) => session.sending);
  const key = useSessionPart((session) => session.connection.key);
  const writing = useSessionPart((session) => session.writing);
  const operator = useAppPart((app) => app.operator);
  return { t, intl, now, sending, key, writing, operator: operator?.name ?? null };
}
