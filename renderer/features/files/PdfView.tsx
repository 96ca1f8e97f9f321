/** A PDF, one page at a time. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '../../messages/useText.ts';
import { Button, Spinner } from '../../ui/index.ts';
import styles from './files.module.css';
import { openPdf, type PDFDocumentProxy } from './pdfDocument.ts';
import { type DrawnPage, drawPage } from './pdfPage.ts';
import { type View, ViewTools, useView } from './ViewTools.tsx';

type Opened =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly pdf: PDFDocumentProxy }
  | { readonly kind: 'locked' }
  | { readonly kind: 'broken' };

export function PdfView({
  bytes,
  name,
  openOutside,
}: {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly openOutside: ReactNode;
}) {
  const t = useText();
  const [opened, setOpened] = useState<Opened>({ kind: 'opening' });
  const [page, setPage] = useState(1);
  const [view, setView] = useView();
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
      <ViewTools view={view} onChange={setView} name={name} />
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
      <PdfPage
        pdf={opened.pdf}
        page={page}
        view={view}
        label={t('files.pdf.page', { page, pages, name })}
        openOutside={openOutside}
        onBroken={() => setOpened({ kind: 'broken' })}
      />
    </div>
  );
}

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly page: number;
  readonly view: View;
  readonly label: string;
  /** The way to see what could not be drawn. */
  readonly openOutside: ReactNode;
  readonly onBroken: () => void;
}

/** Drawn at the width it has on screen, in the screen's own pixels, and again when the width changes. */
function PdfPage({ pdf, page, view: { zoom, turn }, label, openOutside, onBroken }: PdfPageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const t = useText();
  const [width, setWidth] = useState(0);
  const [missing, setMissing] = useState<DrawnPage['missing']>('none');
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
    const ending = new AbortController();
    drawPage(pdf, page, { width, zoom, turn }, ending.signal).then(
      (drawn) => {
        if (drawn === null || ending.signal.aborted) return;
        // A page is shown when it is whole, so that turning it does not flicker.
        target.width = drawn.canvas.width;
        target.height = drawn.canvas.height;
        target.style.width = `${drawn.shownWidth}px`;
        target.getContext('2d')?.drawImage(drawn.canvas, 0, 0);
        target.dataset['page'] = String(page);
        target.dataset['turn'] = String(turn);
        setMissing(drawn.missing);
      },
      () => {
        if (!ending.signal.aborted) told.current();
      },
    );
    return () => ending.abort();
  }, [pdf, page, width, zoom, turn]);

  return (
    <>
      {missing !== 'none' && (
        <p className={styles.missing} role="status">
          {t(missing === 'nothing' ? 'files.pdf.notDrawn' : 'files.pdf.partlyDrawn')}
          {openOutside}
        </p>
      )}
      <div ref={frame} className={styles.paper}>
        {/* A white sheet would say that the page is empty. */}
        <canvas ref={canvas} role="img" aria-label={label} hidden={missing === 'nothing'} />
      </div>
    </>
  );
}
