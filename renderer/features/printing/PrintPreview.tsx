/** The sheets of one thing after the other, as the printer will get them. */
import { Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { PaperName, PrintedThing, ToPrint } from '../../../contract/printing.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button, ErrorBanner, Spinner } from '../../ui/index.ts';
import { later } from '../../ui/later.tsx';
import styles from './printing.module.css';

const PdfView = later(async () => (await import('../files/PdfView.tsx')).PdfView, { isRare: true });

export const nameOf = ({ code, part }: ToPrint): string => (part === null ? code : `${part} · ${code}`);

interface PrintPreviewProps {
  readonly what: PrintedThing;
  readonly things: readonly ToPrint[];
  readonly paper: PaperName;
}

export function PrintPreview({ what, things, paper }: PrintPreviewProps) {
  const t = useText();
  const [wanted, setWanted] = useState(0);
  const at = Math.min(wanted, things.length - 1);
  const thing = things[at];
  if (thing === undefined) return null;
  return (
    <>
      {things.length > 1 && (
        <div className={styles.turn}>
          <Button isSmall variant="quiet" aria-label={t('printing.preview.before')} isDisabled={at === 0} onPress={() => setWanted(at - 1)}>
            ‹
          </Button>
          <span aria-live="polite">{t('printing.preview.of', { at: at + 1, count: things.length, name: nameOf(thing) })}</span>
          <Button
            isSmall
            variant="quiet"
            aria-label={t('printing.preview.after')}
            isDisabled={at === things.length - 1}
            onPress={() => setWanted(at + 1)}
          >
            ›
          </Button>
        </div>
      )}
      <Sheets what={what} thing={thing} paper={paper} />
    </>
  );
}

function Sheets({ what, thing, paper }: { readonly what: PrintedThing; readonly thing: ToPrint; readonly paper: PaperName }) {
  const t = useText();
  const intl = useIntl();
  const { value, error, reload } = useVerb('printing.look', { what, thing, paper });
  if (error !== null) return <ErrorBanner error={error} actions={<Button onPress={reload}>{t('ui.retry')}</Button>} />;
  if (value === null) return <Spinner label={t('printing.preview.busy')} />;
  const { sheets, pdf } = value;
  const sizes = [
    ...new Set(sheets.map(({ width, height }) => t('printing.size', { width: Math.round(width), height: Math.round(height) }))),
  ];
  const missing = sheets.some((sheet) => sheet.missing === 'nothing')
    ? 'nothing'
    : sheets.some((sheet) => sheet.missing === 'partly')
      ? 'partly'
      : null;
  return (
    <>
      <span className={styles.soft}>{intl.formatList(sizes)}</span>
      {sheets.some(({ isCut }) => isCut) && <Banner tone="warn" title={t('printing.cut')} />}
      {missing !== null && <Banner tone="bad" title={t(`printing.missing.${missing}`)} />}
      <Suspense fallback={<Spinner label={t('printing.preview.busy')} />}>
        <PdfView key={`${nameOf(thing)} ${paper}`} bytes={pdf} name={nameOf(thing)} openOutside={null} />
      </Suspense>
    </>
  );
}
