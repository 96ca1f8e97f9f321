/** That the data folder of the open connection was copied or put back, until it is read. */
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { useSessionPart } from '../../stores/session.ts';
import { Banner, Button } from '../../ui/index.ts';

export function CopyNotice() {
  const t = useText();
  const desk = useDesk();
  const isCopied = useSessionPart((session) => session.isCopied);
  if (isCopied !== true) return null;
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
