/** One label, as it will be printed: larger, smaller, turned. */
import { useEffect, useRef } from 'react';
import type { Intake, LabelPiece } from '../../../contract/intake.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { ErrorBanner, Spinner } from '../../ui/index.ts';
import { ViewTools, useView } from '../files/ViewTools.tsx';
import styles from './intake.module.css';

/** Dots: sharp when it is shown three times as large as it fits. */
const width = 1_200;

export function LabelPicture({ intake, piece }: { readonly intake: Intake; readonly piece: LabelPiece }) {
  const t = useText();
  const { value, error } = useVerb('intake.labelPicture', { id: intake.id, piece: piece.id, width });
  const [view, setView] = useView();
  const image = useRef<HTMLImageElement>(null);
  const name = t('intake.labels.at', { page: piece.page, file: intake.files.find(({ index }) => index === piece.file)?.name ?? '' });
  useEffect(() => {
    if (value === null) return undefined;
    const url = URL.createObjectURL(new Blob([value.bytes.slice()], { type: value.mime }));
    if (image.current !== null) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [value]);
  return (
    <div className={styles.picture}>
      <ViewTools view={view} onChange={setView} name={name} />
      {error !== null && <ErrorBanner error={error} />}
      {value === null && error === null && <Spinner label={t('files.loading')} />}
      {value !== null && (
        // It is scrolled by the arrow keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.paper} role="group" aria-label={name} tabIndex={0}>
          <img
            ref={image}
            alt={name}
            style={{ rotate: `${view.turn}deg`, ...(view.zoom === 1 ? {} : { inlineSize: `${view.zoom * 100}%` }) }}
            data-zoomed={view.zoom === 1 ? undefined : ''}
          />
        </div>
      )}
    </div>
  );
}
