/** What stands in the way of sending, with a link to each field. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../messages/useText.ts';
import { focusField } from './Field.tsx';
import styles from './FormLayout.module.css';
import { Heading } from './Heading.tsx';
import { classes } from './classes.ts';

export interface SummaryProblem {
  /** Dotted path of the field; empty for the document as a whole. */
  readonly path: string;
  readonly label: string;
  readonly text: string;
  /** What can be done about it at once. */
  readonly more?: ReactNode;
}

export interface ErrorSummaryProps {
  readonly problems: readonly SummaryProblem[];
  /** Default: `focusField(path)`. */
  readonly onFocusField?: (path: string) => void;
  /** Instead of "n things to mend". */
  readonly title?: string;
}

/** Takes the focus when it appears and when its problems change from none to some; shows nothing without problems. */
export function ErrorSummary({ problems, onFocusField, title }: ErrorSummaryProps) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const isShown = problems.length > 0;
  useEffect(() => {
    if (isShown) {
      box.current?.focus({ preventScroll: true });
      box.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [isShown]);
  if (!isShown) return null;
  return (
    <div ref={box} className={classes(styles.summary)} role="alert" tabIndex={-1}>
      <Heading depth={1} className={styles.summaryTitle}>
        {title ?? t('ui.errorSummary.title', { count: problems.length })}
      </Heading>
      <ul>
        {problems.map((problem, index) => (
          <li key={`${index}-${problem.path}`}>
            {problem.path === '' ? (
              problem.text
            ) : (
              <button type="button" className={classes(styles.summaryLink)} onClick={() => (onFocusField ?? focusField)(problem.path)}>
                <strong>{problem.label}</strong>: {problem.text}
              </button>
            )}
            {problem.more}
          </li>
        ))}
      </ul>
    </div>
  );
}
