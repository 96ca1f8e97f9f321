/** What the last scan came to, in a corner of every screen, for as long as a glance takes. */
import { useEffect, useState } from 'react';
import { useText } from '../messages/useText.ts';
import { type ScanOutcome, useScanAnswer } from './scanAnswer.ts';
import styles from './ScanSign.module.css';
import { classes } from './classes.ts';

const glanceMs = 2_500;
/** Something is to be done about it. */
const readingMs = 6_000;
const isGood = (outcome: ScanOutcome): boolean => outcome === 'heard' || outcome === 'counted';

export function ScanSign() {
  const t = useText();
  const last = useScanAnswer((state) => state.last);
  const [over, setOver] = useState(0);
  useEffect(() => {
    if (last === null) return undefined;
    const timer = setTimeout(() => setOver(last.number), isGood(last.outcome) ? glanceMs : readingMs);
    return () => clearTimeout(timer);
  }, [last]);
  const isShown = last !== null && last.number > over;
  return (
    <div role="status" className={classes(styles.place)}>
      {isShown && (
        <p
          key={last.number}
          className={classes(styles.sign, isGood(last.outcome) ? styles.good : styles.bad)}
          data-scan-outcome={last.outcome}
        >
          <strong>{last.text}</strong> {t(`ui.scan.${last.outcome}`)}
        </p>
      )}
    </div>
  );
}
