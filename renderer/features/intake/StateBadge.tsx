/** How a document stands, in a word. */
import type { IntakeRow } from '../../../contract/intake.ts';
import { useText } from '../../messages/useText.ts';
import { StatusBadge } from '../../ui/index.ts';
import { stateTones } from './words.ts';

/** What no row says is given once for all: without it none of them goes. */
const isLacking = ({ kind, state, warehouse, platform }: IntakeRow): boolean =>
  state === 'new' && kind !== 'product' && (warehouse === '' || (kind === 'shipment' && platform === ''));

export function StateBadge({ row }: { readonly row: IntakeRow }) {
  const t = useText();
  const { state, isLeftOut, isSent } = row;
  if (isSent) return <StatusBadge tone="info">{t('intake.state.sent')}</StatusBadge>;
  if (isLeftOut) return <StatusBadge tone="neutral">{t('intake.leftOut.word')}</StatusBadge>;
  if (isLacking(row)) return <StatusBadge tone="warn">{t('intake.state.lacking')}</StatusBadge>;
  return <StatusBadge tone={stateTones[state]}>{t(`intake.state.${state}`)}</StatusBadge>;
}
