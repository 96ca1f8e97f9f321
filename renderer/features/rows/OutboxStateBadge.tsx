/** The state of a row in the outbox, in a word. */
import type { OutboxItem } from '../../../contract/outbox.ts';
import { useText } from '../../messages/useText.ts';
import { StatusBadge } from '../../ui/index.ts';
import { isStuck, isWaiting, stateTones, stateWord } from './words.ts';

export function OutboxStateBadge({ item }: { readonly item: OutboxItem }) {
  const t = useText();
  const tone = item.isGivenUp ? 'neutral' : isWaiting(item) && item.waitsFor.some(isStuck) ? 'warn' : stateTones[item.state];
  return <StatusBadge tone={tone}>{t(stateWord(item))}</StatusBadge>;
}
