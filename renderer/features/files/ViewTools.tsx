/** Larger, smaller, turned: for PDFs and pictures alike. */
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../../messages/useText.ts';
import { Button } from '../../ui/index.ts';
import styles from './files.module.css';

export interface View {
  /** 1: as wide as its place, a small one no more than half as large again as it is. */
  readonly zoom: number;
  /** Degrees to the right. */
  readonly turn: 0 | 90 | 180 | 270;
}

const zooms = [0.5, 0.75, 1, 1.5, 2, 3, 4] as const;

export function useView(): readonly [View, (view: View) => void] {
  return useState<View>({ zoom: 1, turn: 0 });
}

export function ViewTools({
  view,
  onChange,
  name,
}: {
  readonly view: View;
  readonly onChange: (view: View) => void;
  readonly name: string;
}) {
  const t = useText();
  const intl = useIntl();
  const { zoom, turn } = view;
  const smaller = zooms.findLast((each) => each < zoom);
  const larger = zooms.find((each) => each > zoom);
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('files.view', { name })}>
      <Button
        isSmall
        variant="quiet"
        aria-label={t('files.view.smaller')}
        isDisabled={smaller === undefined}
        onPress={() => onChange({ ...view, zoom: smaller ?? zoom })}
      >
        −
      </Button>
      <span aria-live="polite">{intl.formatNumber(zoom, { style: 'percent' })}</span>
      <Button
        isSmall
        variant="quiet"
        aria-label={t('files.view.larger')}
        isDisabled={larger === undefined}
        onPress={() => onChange({ ...view, zoom: larger ?? zoom })}
      >
        +
      </Button>
      <Button isSmall variant="quiet" onPress={() => onChange({ ...view, turn: ((turn + 90) % 360) as View['turn'] })}>
        {t('files.view.turn')}
      </Button>
    </div>
  );
}
