/** What is in a staged file: the image, the pages of a PDF, or the word that it has no preview. */
import { Suspense, useEffect, useRef, useState } from 'react';
import type { FileRef } from '../../../contract/documents/index.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { Spinner } from '../../ui/index.ts';
import { later } from '../../ui/later.tsx';
import styles from './files.module.css';
import { hasPreview, isImage } from './fileKinds.ts';
import { OpenOutside } from './OpenOutside.tsx';
import { ViewTools, useView } from './ViewTools.tsx';
import { useErrorLine } from './useErrorLine.ts';

/** pdf.js is larger than the rest of the page: it is fetched with the first PDF. */
const PdfView = later(async () => (await import('./PdfView.tsx')).PdfView, { isRare: true });

export function FilePreview({ file, alt }: { readonly file: FileRef; readonly alt?: string }) {
  const t = useText();
  const errorLine = useErrorLine();
  const [openError, setOpenError] = useState<DeskError | null>(null);
  const { value, error, loading } = useVerb('files.preview', hasPreview(file.mime) ? { file_id: file.file_id } : null);
  if (!hasPreview(file.mime)) return <p className={styles.note}>{t('files.noPreview')}</p>;
  if (error !== null) return <p className={styles.problem}>{errorLine(error)}</p>;
  if (loading || value === null) return <Spinner label={t('files.loading')} />;
  if (isImage(value.mime))
    return <ImageView key={file.file_id} bytes={value.bytes} mime={value.mime} alt={alt ?? t('files.image', { name: file.name })} />;
  return (
    <Suspense fallback={<Spinner label={t('files.loading')} />}>
      <PdfView bytes={value.bytes} name={file.name} openOutside={<OpenOutside file={file} onError={setOpenError} />} />
      {openError !== null && <p className={styles.problem}>{errorLine(openError)}</p>}
    </Suspense>
  );
}

function ImageView({ bytes, mime, alt }: { readonly bytes: Uint8Array; readonly mime: string; readonly alt: string }) {
  const t = useText();
  const image = useRef<HTMLImageElement>(null);
  const [isBroken, setBroken] = useState(false);
  const [view, setView] = useView();
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytes.slice()], { type: mime }));
    if (image.current !== null) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [bytes, mime]);
  if (isBroken) return <p className={styles.problem}>{t('files.previewFailed')}</p>;
  return (
    <div className={styles.pdf}>
      <ViewTools view={view} onChange={setView} name={alt} />
      <div className={styles.paper}>
        <img
          ref={image}
          className={styles.image}
          // A turned picture keeps its place: the box around it is as high as it is wide.
          style={{ rotate: `${view.turn}deg`, ...(view.zoom === 1 ? {} : { inlineSize: `${view.zoom * 100}%` }) }}
          data-zoomed={view.zoom === 1 ? undefined : ''}
          data-turned={view.turn % 180 === 0 ? undefined : ''}
          alt={alt}
          onError={() => setBroken(true)}
        />
      </div>
    </div>
  );
}
