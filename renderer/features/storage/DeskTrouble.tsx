/** Why the desk is not as it should be, and what can be done: its own files (`Trouble.tsx`), a wrong clock. */
import { Suspense } from 'react';
import { useText } from '../../messages/useText.ts';
import { useAppPart, useSessionPart } from '../../stores/session.ts';
import { Banner } from '../../ui/index.ts';
import { later } from '../../ui/later.tsx';

const Trouble = later(async () => (await import('./Trouble.tsx')).Trouble);

export function DeskTrouble() {
  const t = useText();
  const trouble = useAppPart((app) => app.trouble);
  const clockIsBehind = useAppPart((app) => app.clockIsBehind) ?? false;
  const clockOffMinutes = useSessionPart((session) => session.clockOffMinutes);
  return (
    <>
      {trouble !== null && (
        <Suspense>
          <Trouble trouble={trouble} />
        </Suspense>
      )}
      {clockIsBehind && (
        <Banner tone="warn" title={t('storage.clock.title')}>
          {t('storage.clock.next')}
        </Banner>
      )}
      {!clockIsBehind && clockOffMinutes !== null && (
        <Banner
          tone="warn"
          title={t('storage.clockOff.title', {
            way: clockOffMinutes > 0 ? 'slow' : 'fast',
            hours: Math.floor(Math.abs(clockOffMinutes) / 60),
            minutes: Math.abs(clockOffMinutes) % 60,
          })}
        >
          {t('storage.clockOff.next')}
        </Banner>
      )}
    </>
  );
}
