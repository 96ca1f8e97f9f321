/** The state of a record in the words of its screen (page). A value nobody has seen yet is shown as it is. */
import { isMessageId } from '../../messages/index.ts';
import type { Text } from '../../messages/useText.ts';
import type { RecordScreen } from '../../stores/place.ts';

/** `STATUS_777` is the desk's own name for a number without a wording (`statusOf`); the provider's label says more where there is one. */
export function statusText(t: Text, screen: RecordScreen, status: string, label?: string | null): string {
  const id = `${screen}.status.${status}`;
  if (isMessageId(id)) return t(id);
  const value = status.replace(/^STATUS_/, '');
  return label === undefined || label === null || label === '' ? (value === status ? status : t('records.unknownStatus', { value })) : `${label} (${value})`;
}
