/** The state of a record as a badge. */
import { useText } from '../../messages/useText.ts';
import type { RecordScreen } from '../../stores/place.ts';
import { StatusBadge, type Tone } from '../../ui/index.ts';
import { statusText } from './statusText.ts';

export interface RecordStatusProps {
  readonly screen: RecordScreen;
  readonly tones: Readonly<Record<string, Tone>>;
  readonly status: string;
  readonly label?: string | null | undefined;
}

export function RecordStatus({ screen, tones, status, label }: RecordStatusProps) {
  const t = useText();
  return <StatusBadge tone={tones[status] ?? 'neutral'}>{statusText(t, screen, status, label ?? null)}</StatusBadge>;
}
