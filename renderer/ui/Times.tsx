/** Times and money on screen. */
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { isElsewhere } from '../../contract/vietnamTime.ts';
import { useText } from '../messages/useText.ts';
import { formatAgo, formatExactTime, formatMoney, formatTime, toMs } from './formats.ts';

interface TimeProps {
  /** Unix seconds or milliseconds; `null` means it has not happened. */
  readonly time: number | null | undefined;
}

/**
 * Date and time by the warehouses' clock; where this computer's shows another, the zone is told on hovering, and by the long form.
 * `isExact`: with seconds, for a log.
 */
export function DateTime({ time, isLong, isExact = false }: TimeProps & { readonly isLong?: boolean; readonly isExact?: boolean }) {
  const intl = useIntl();
  const t = useText();
  const [now] = useState(() => Date.now());
  if (time === null || time === undefined) return <>{t('ui.time.never')}</>;
  const moment = toMs(time);
  return (
    <time dateTime={new Date(moment).toISOString()} title={isElsewhere(moment) ? formatTime(intl, time, now, true) : undefined}>
      {isExact ? formatExactTime(intl, time) : formatTime(intl, time, now, isLong)}
    </time>
  );
}

/** "5 minutes ago", kept right; the whole time on hovering. */
export function TimeAgo({ time }: TimeProps) {
  const intl = useIntl();
  const t = useText();
  const now = useNow(30_000);
  if (time === null || time === undefined) return <>{t('ui.time.never')}</>;
  return (
    <time dateTime={new Date(toMs(time)).toISOString()} title={formatTime(intl, time, now, true)}>
      {Math.abs(toMs(time) - now) < 60_000 ? t('ui.time.justNow') : formatAgo(intl, time, now)}
    </time>
  );
}

/** VND unless told otherwise. */
export function Money({ amount, currency }: { readonly amount: number | null | undefined; readonly currency?: string | null | undefined }) {
  const intl = useIntl();
  const t = useText();
  return <>{amount === null || amount === undefined ? t('ui.time.never') : formatMoney(intl, amount, currency ?? 'VND')}</>;
}

/** The time now, in Unix milliseconds, renewed every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
