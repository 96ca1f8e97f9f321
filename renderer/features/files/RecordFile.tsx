/** A file that a record points to: fetched by main from the record's own field, then shown like any other. */
import { useState } from 'react';
import type { RecordKind } from '../../../contract/records.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { Button, ErrorBanner, Spinner } from '../../ui/index.ts';
import { FilePreview } from './FilePreview.tsx';
import { FileRow } from './FileRow.tsx';

export interface RecordFileProps {
  readonly kind: RecordKind;
  readonly code: string;
  /** Path of the field: `label_url`, `po_documents.0.document_url`. */
  readonly field: string;
  /** For images: only the picture, with this text for who cannot see it. */
  readonly alt?: string;
}

export function RecordFile({ kind, code, field, alt }: RecordFileProps) {
  const t = useText();
  const { value, error, loading, reload } = useVerb('records.file', { kind, code, field });
  if (error !== null) return <ErrorBanner tone="warn" error={error} actions={<Button onPress={reload}>{t('ui.retry')}</Button>} />;
  if (loading || value === null) return <Spinner label={t('files.fetching')} />;
  return alt === undefined ? <FileRow file={value} record={{ kind, code, field }} /> : <FilePreview file={value} alt={alt} />;
}

/** The same, fetched only when asked for: every fetch costs a request of somebody's server. */
export function RecordFileOnDemand({ show, ...file }: RecordFileProps & { readonly show: string }) {
  const [isShown, setShown] = useState(false);
  return isShown ? (
    <RecordFile {...file} />
  ) : (
    <div>
      <Button isSmall onPress={() => setShown(true)}>
        {show}
      </Button>
    </div>
  );
}
