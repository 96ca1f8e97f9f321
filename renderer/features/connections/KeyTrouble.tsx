/** What the banner over every screen says, and what can be done about it there. */
import { type ReactNode, Suspense, useState } from 'react';
import type { Connection } from '../../../contract/connection.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { useErrorText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button } from '../../ui/index.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useOutboxCounts } from '../../stores/outboxStore.ts';
import { useSessionPart } from '../../stores/session.ts';
import { KeyForm } from './KeyForm.tsx';
import { ProxyForm } from './proxyFormFor.tsx';
import { asksForName, onTheWay } from './obstacle.ts';
import { TryAgain } from './TryAgain.tsx';

interface Troubled {
  readonly connection: Connection;
  /** `null`: there is a token, and it is not kept. */
  readonly obstacle: DeskError | null;
}

export function KeyTrouble({ connection, obstacle }: Troubled) {
  const desk = useDesk();
  const t = useText();
  const [isRead, setRead] = useState(false);
  const keychain = useSessionPart((session) => session.keychain);
  if (obstacle?.code === 'noToken') {
    return (
      <Banner tone="warn" title={t('connections.banner.none')} actions={<KeyForm connectionId={connection.id} />}>
        {t('connections.banner.none.next')}
      </Banner>
    );
  }
  if (obstacle !== null) {
    return (
      <ObstacleBanner obstacle={obstacle}>
        {asksForName(obstacle) && (
          <Suspense>
            <ProxyForm proxy={String(obstacle.params?.['proxy'] ?? '')} />
          </Suspense>
        )}
        {!onTheWay.includes(obstacle.code) && <KeyForm connectionId={connection.id} />}
        {obstacle.code === 'otherCompany' && <Button onPress={() => void desk.call('keys.isOurs')}>{t('connections.keyIsOurs')}</Button>}
        {!onTheWay.includes(obstacle.code) && connection.environment === 'practice' && (
          <Button onPress={() => void desk.call('practice.newKey')}>{t('practice.newKey')}</Button>
        )}
      </ObstacleBanner>
    );
  }
  if (isRead) return null;
  return (
    <Banner
      tone="info"
      title={t(
        connection.key === 'tooLong'
          ? 'connections.banner.tooLong'
          : keychain === 'locked'
            ? 'connections.banner.locked'
            : keychain === 'missing'
              ? 'connections.banner.missing'
              : 'connections.banner.sessionOnly',
      )}
      actions={<Button onPress={() => setRead(true)}>{t('connections.banner.understood')}</Button>}
    >
      {t('connections.banner.sessionOnly.next')}
    </Banner>
  );
}

/** What keeps everything waiting, in words, with what the provider said; what can be done about it here, and *Try again*. */
function ObstacleBanner({ obstacle, children }: { readonly obstacle: DeskError; readonly children?: ReactNode }) {
  const t = useText();
  const describe = useErrorText();
  const { title, next, support } = describe(obstacle);
  const isKey = obstacle.code === 'unauthorized';
  const { queued } = useOutboxCounts();
  const said = obstacle.provider?.messages.filter((each) => each.trim() !== '').join(' · ') ?? '';
  return (
    <Banner
      tone="bad"
      title={isKey ? t('connections.banner.refused') : title}
      actions={
        <>
          {children}
          {!asksForName(obstacle) && obstacle.code !== 'otherCompany' && <TryAgain obstacle={obstacle.code} />}
        </>
      }
    >
      {isKey ? t('connections.banner.refused.next') : next}
      {obstacle.code === 'proxySignIn' && queued > 0 && ` ${t('connections.banner.waits', { count: queued })}`}
      {said !== '' && ` ${t('connections.banner.said', { words: said })}`}
      {support !== undefined && ` (log_id ${support})`}
    </Banner>
  );
}
