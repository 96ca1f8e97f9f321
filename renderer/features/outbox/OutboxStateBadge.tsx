/** The state of a row in the outbox, in a word (page). */
import type { OutboxItem } from '../../../contract/outbox.ts';
import { useText } from '../../messages/useText.ts';
import { StatusBadge } from '../../ui/index.ts';
import { stateTones, stateWords } from './words.ts';

export function OutboxStateBadge({ item }: { readonly item: OutboxItem }) {
  const t = useText();
  return <StatusBadge tone={stateTones[item.state]}>{t(stateWords[item.state])}</StatusBadge>;
}
