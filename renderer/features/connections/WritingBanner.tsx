/** Over every screen of a production connection: that nothing can be sent, and the way to change that. */
import { useEffect } from 'react';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { useSessionPart } from '../../stores/session.ts';
import { Banner } from '../../ui/index.ts';
import { unlockWriting } from './actions.ts';

/** So often at most the desk is told that somebody is there, in milliseconds. */
const tellEveryMs = 60_000;

export function WritingBanner() {
  const t = useText();
  const desk = useDesk();
  const writing = useSessionPart((session) => session.writing);
  useEffect(() => {
    if (writing !== 'open') return undefined;
    let toldAt = 0;
    const tell = (): void => {
      if (Date.now() - toldAt < tellEveryMs) return;
      toldAt = Date.now();
      void desk.call('writing.stillHere');
    };
    const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, tell, { passive: true, capture: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, tell, { capture: true });
    };
  }, [writing, desk]);
  if (writing !== 'locked') return null;
  return (
    <Banner tone="info" title={t('writing.locked')} actions={<ActionButton action={unlockWriting} subjects={[null]} />}>
      {t('writing.locked.text')}
    </Banner>
  );
}
