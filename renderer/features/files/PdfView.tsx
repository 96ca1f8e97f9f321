/** A PDF, one page at a time (page). */
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../messages/useText.ts';
import { Button, Spinner } from '../../ui/index.ts';
import styles from './files.module.css';
import { openPdf, type PDFDocumentProxy } from './pdfDocument.ts';

type Opened = { readonly kind: 'opening' } | { readonly kind: 'open'; readonly pdf: PDFDocumentProxy } | { readonly kind: 'locked' } | { readonly kind: 'broken' };

export function PdfView({ bytes, name }: { readonly bytes: Uint8Array; readonly name: string }) {
  const t = useText();
  const [opened, setOpened] = useState<Opened>({ kind: 'opening' });
  const [page, setPage] = useState(1);
  useEffect(() => {
    const { document: opening, close } = openPdf(bytes);
    let isGone = false;
    opening.then(
      (pdf) => {
        if (!isGone) setOpened({ kind: 'open', pdf });
      },
      (cause: unknown) => {
        if (isGone) return;
        setOpened({ kind: cause instanceof Error && cause.name === 'PasswordException' ? 'locked' : 'broken' });
      },
    );
    return () => {
      isGone = true;
      close();
    };
  }, [bytes]);

  if (opened.kind === 'opening') return <Spinner label={t('files.loading')} />;
  if (opened.kind === 'locked') return <p className={styles.problem}>{t('files.pdf.locked')}</p>;
  if (opened.kind === 'broken') return <p className={styles.problem}>{t('files.previewFailed')}</p>;
  const pages = opened.pdf.numPages;
  return (
    <div className={styles.pdf}>
      {pages > 1 && (
        <div className={styles.pages}>
          <Button isSmall variant="quiet" aria-label={t('files.pdf.previous')} isDisabled={page <= 1} onPress={() => setPage(page - 1)}>
            ‹
          </Button>
          <span aria-live="polite">{t('files.pdf.position', { page, pages })}</span>
          <Button isSmall variant="quiet" aria-label={t('files.pdf.next')} isDisabled={page >= pages} onPress={() => setPage(page + 1)}>
            ›
          </Button>
        </div>
      )}
      <PdfPage pdf={opened.pdf} page={page} label={t('files.pdf.page', { page, pages, name })} onBroken={() => setOpened({ kind: 'broken' })} />
    </div>
  );
}

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly page: number;
  readonly label: string;
  readonly onBroken: () => void;
}

/** Drawn at the width it has on screen, in the screen's own pixels, and again when the width changes. */
function PdfPage({ pdf, page, label, onBroken }: PdfPageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const told = useRef(onBroken);
  useEffect(() => {
    told.current = onBroken;
  });

  useEffect(() => {
    const box = frame.current;
    if (box === null) return undefined;
    const watch = new ResizeObserver(() => setWidth(Math.floor(box.clientWidth)));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    const target = canvas.current;
    if (target === null || width === 0) return undefined;
    let stop: (() => void) | null = null;
    let isGone = false;
    const draw = async (): Promise<void> => {
      const proxy = await pdf.getPage(page);
      if (isGone) return;
      const natural = proxy.getViewport({ scale: 1 });
      // A label of 10 × 15 cm is not blown up to the width of a wide screen.
      const shown = Math.min(width, natural.width * 1.5);
      const viewport = proxy.getViewport({ scale: (shown / natural.width) * window.devicePixelRatio });
      // Drawn aside and shown when it is whole: turning a page does not flicker.
      const drawn = document.createElement('canvas');
      drawn.width = Math.floor(viewport.width);
      drawn.height = Math.floor(viewport.height);
      const task = proxy.render({ canvas: drawn, viewport });
      stop = () => task.cancel();
      await task.promise;
      target.width = drawn.width;
      target.height = drawn.height;
      target.style.width = `${shown}px`;
      target.getContext('2d')?.drawImage(drawn, 0, 0);
      target.dataset['page'] = String(page);
    };
    draw().catch((cause: unknown) => {
      if (!isGone && !(cause instanceof Error && cause.name === 'RenderingCancelledException')) told.current();
    });
    return () => {
      isGone = true;
      stop?.();
    };
  }, [pdf, page, width]);

  return (
    <div ref={frame} className={styles.paper}>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}
