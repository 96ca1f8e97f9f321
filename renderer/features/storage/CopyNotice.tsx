/** That the data folder of the open connection was copied or put back, until it is read. */
import type { SessionState } from '../../../contract/connection.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button } from '../../ui/index.ts';

export function CopyNotice({ session }: { readonly session: SessionState }) {
  const t = useText();
  const desk = useDesk();
  if (!session.isCopied) return null;
  return (
    <Banner
      tone="warn"
      title={t('storage.copied.title')}
      actions={<Button onPress={() => void desk.call('connections.copyRead')}>{t('connections.banner.understood')}</Button>}
    >
      {t('storage.copied.text')}
    </Banner>
  );
}
