/** What the descriptions of actions look at. Renews its component with the clock and with what is on its way. */
import { useIntl } from 'react-intl';
import { useText } from '../messages/useText.ts';
import { useOutbox } from '../stores/outboxStore.ts';
import { useAppPart, useSessionPart } from '../stores/session.ts';
import { useNow } from '../ui/index.ts';
import type { Situation } from './action.ts';

/** `everyMs`: how often the clock is looked at. */
export function useSituation(everyMs: number): Situation {
  const t = useText();
  const intl = useIntl();
  const now = useNow(everyMs);
  const sending = useSessionPart((session) => session.sending);
  const key = useSessionPart((session) => session.connection.key);
  const operator = useAppPart((app) => app.operator);
  const { items, uploads } = useOutbox();
  return { t, intl, now, outbox: items, uploads, sending, key, operator: operator?.name ?? null };
}
