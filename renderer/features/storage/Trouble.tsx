/** What is wrong with the desk's own files, and what can be done: a damaged file and its backup, a full disk, one that is held. */
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ConnectionId } from '../../../contract/connection.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { desk } from '../../bridge/desk.ts';
import { useText } from '../../messages/useText.ts';
import { readApp } from '../../stores/session.ts';
import { Banner, Button, ErrorBanner, formatTime } from '../../ui/index.ts';

export function Trouble({ trouble }: { readonly trouble: DeskError }) {
  const t = useText();
  if (trouble.code === 'storageDamaged') return <Damaged trouble={trouble} />;
  if (trouble.code === 'storageBusy') {
    return (
      <Banner tone="warn" title={t('errors.storageBusy.title')}>
        {t('storage.held.opening')}
      </Banner>
    );
  }
  return <ErrorBanner error={trouble} fieldLabel={(path) => path} />;
}

function Damaged({ trouble }: { readonly trouble: DeskError }) {
  const t = useText();
  const intl = useIntl();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const { name = '', connection, copiedAt, restoredFrom } = trouble.params ?? {};
  const [now] = useState(() => Date.now());
  const at = (time: string | number): string => formatTime(intl, Number(time), now, true);
  const kept = t('storage.damaged.name', { name });
  // The desk's own file is back already; a connection's is brought back when the operator says so.
  if (connection === undefined) {
    return (
      <Banner
        tone="warn"
        title={restoredFrom === undefined ? t('storage.startedEmpty') : t('storage.restored', { time: at(restoredFrom) })}
      >
        {kept}
      </Banner>
    );
  }
  const restore = async () => {
    setBusy(true);
    const outcome = await desk.call('storage.restoreBackup', { id: connection as ConnectionId });
    setBusy(false);
    setFailure(outcome.ok ? null : outcome.error);
    await readApp();
  };
  return (
    <>
      {failure !== null && <ErrorBanner error={failure} />}
      <Banner
        tone="bad"
        title={t('errors.storageDamaged.title')}
        actions={
          copiedAt !== undefined && (
            <Button variant="primary" isPending={isBusy} onPress={() => void restore()}>
              {t('storage.restore', { time: at(copiedAt) })}
            </Button>
          )
        }
      >
        <p>{kept}</p>
        <p>{t(copiedAt === undefined ? 'storage.noCopy' : 'storage.restore.note')}</p>
      </Banner>
    </>
  );
}
