/** What became of a file that was asked for; nothing where the operator thought better of it. */
import type { DeskError, Outcome } from '../../../contract/errors.ts';
import type { SavedFile } from '../../../contract/journal.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, ErrorBanner, formatBytes } from '../../ui/index.ts';
import { useIntl } from 'react-intl';

export function Saved({ result }: { readonly result: Outcome<SavedFile> | null }) {
  const t = useText();
  const intl = useIntl();
  if (result === null) return null;
  if (!result.ok) return <ErrorBanner error={result.error satisfies DeskError} />;
  if (!result.value.saved) return null;
  return <Banner tone="good" title={t('journal.saved', { name: result.value.name, size: formatBytes(intl, result.value.size) })} />;
}
