/** How a document stands, in a word. */
import type { IntakeRow } from '../../../contract/intake.ts';
import { useText } from '../../messages/useText.ts';
import { StatusBadge } from '../../ui/index.ts';
import { stateTones } from './words.ts';

export function StateBadge({ row: { state, isLeftOut, isSent } }: { readonly row: IntakeRow }) {
  const t = useText();
  if (isSent) return <StatusBadge tone="info">{t('intake.state.sent')}</StatusBadge>;
  if (isLeftOut) return <StatusBadge tone="neutral">{t('intake.leftOut.word')}</StatusBadge>;
  return <StatusBadge tone={stateTones[state]}>{t(`intake.state.${state}`)}</StatusBadge>;
}
