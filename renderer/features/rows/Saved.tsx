/** What became of a file that was asked for; nothing where the operator thought better of it. */
import type { DeskError, Outcome } from '../../../contract/errors.ts';
import type { SavedFile } from '../../../contract/journal.ts';
import { useText } from '../../messages/useText.ts';
import { desk } from '../../bridge/desk.ts';
import { Banner, Button, ErrorBanner, formatBytes } from '../../ui/index.ts';
import { useIntl } from 'react-intl';

export function Saved({ result }: { readonly result: Outcome<SavedFile> | null }) {
  const t = useText();
  const intl = useIntl();
  if (result === null) return null;
  if (!result.ok) return <ErrorBanner error={result.error satisfies DeskError} />;
  const { saved, name, size } = result.value;
  if (!saved) return null;
  return (
    <Banner
      tone="good"
      title={t('journal.saved', { name, size: formatBytes(intl, size) })}
      actions={
        <Button isSmall onPress={() => void desk.call('app.showSaved', { name })}>
          {t('journal.saved.folder')}
        </Button>
      }
    />
  );
}
