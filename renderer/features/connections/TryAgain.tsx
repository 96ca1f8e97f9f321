/**
 * Asks the provider once whether it lets us in again. Where it does, the desk goes on by itself and the banner goes; else it says
 * when it was asked.
 */
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { DeskError } from '../../../contract/errors.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useErrorText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { Button, formatClock } from '../../ui/index.ts';

interface Vain {
  readonly error: DeskError;
  readonly at: number;
}

export function TryAgain({ obstacle }: { readonly obstacle: DeskError['code'] }) {
  const desk = useDesk();
  const t = useText();
  const intl = useIntl();
  const describe = useErrorText();
  const [isBusy, setBusy] = useState(false);
  const [vain, setVain] = useState<Vain | null>(null);
  const ask = async () => {
    setBusy(true);
    const outcome = await desk.call('connections.test');
    setBusy(false);
    setVain(outcome.ok ? null : { error: outcome.error, at: Date.now() });
  };
  return (
    <>
      <Button isPending={isBusy} onPress={() => void ask()}>
        {t('ui.retry')}
      </Button>
      {vain !== null && (
        <span role="status">
          {vain.error.code === obstacle
            ? t('connections.tryAgain.still', { time: formatClock(intl, vain.at) })
            : t('connections.tryAgain.vain', { time: formatClock(intl, vain.at), reason: describe(vain.error).title })}
        </span>
      )}
    </>
  );
}
