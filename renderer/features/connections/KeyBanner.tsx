/** The banner over every screen while the token is missing, refused, or kept for this session only (page). */
import { useState } from 'react';
import type { SessionState } from '../../../contract/connection.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button } from '../../ui/index.ts';
import { useDesk } from '../../app/useDesk.ts';
import { KeyForm } from './KeyForm.tsx';

export function KeyBanner({ session }: { readonly session: SessionState }) {
  const desk = useDesk();
  const t = useText();
  const [isRead, setRead] = useState(false);
  const { connection } = session;
  switch (connection.key) {
    case 'stored':
      return null;
    case 'none':
      return (
        <Banner tone="warn" title={t('connections.banner.none')} actions={<KeyForm connectionId={connection.id} />}>
          {t('connections.banner.none.next')}
        </Banner>
      );
    case 'refused':
      return (
        <Banner
          tone="bad"
          title={t('connections.banner.refused')}
          actions={
            <>
              <KeyForm connectionId={connection.id} />
              {connection.environment === 'practice' && <Button onPress={() => void desk.call('practice.newKey')}>{t('practice.newKey')}</Button>}
            </>
          }
        >
          {t('connections.banner.refused.next')}
        </Banner>
      );
    case 'sessionOnly':
      // Practice makes a new token at every start anyway.
      if (isRead || connection.environment === 'practice') return null;
      return (
        <Banner
          tone="info"
          title={t(session.keychain === 'locked' ? 'connections.banner.locked' : session.keychain === 'missing' ? 'connections.banner.missing' : 'connections.banner.sessionOnly')}
          actions={<Button onPress={() => setRead(true)}>{t('connections.banner.understood')}</Button>}
        >
          {t('connections.banner.sessionOnly.next')}
        </Banner>
      );
    default:
      return connection.key satisfies never;
  }
}
