/** The state of a record in the words of its screen. A value nobody has seen yet is shown as it is. */
import { isMessageId } from '../../messages/index.ts';
import type { Text } from '../../messages/useText.ts';
import type { RecordScreen } from '../../stores/place.ts';

/**
 * `STATUS_777` is the desk's own name for a number without a wording (`statusOf`); the provider's label says more where there is one.
 * `GONE` is the desk's too: the provider knows the record no more.
 */
export function statusText(t: Text, screen: RecordScreen, status: string, label?: string | null): string {
  if (status === 'GONE') return t('records.status.gone');
  const id = `${screen}.status.${status}`;
  if (isMessageId(id)) return t(id);
  const value = status.replace(/^STATUS_/, '');
  if (label !== undefined && label !== null && label !== '') return label;
  return value === status ? status : t('records.unknownStatus', { value });
}
