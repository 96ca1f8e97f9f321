/** What is known about one thing: terms and values, its way so far, a code to copy. */
import { type ReactNode, useState } from 'react';
import { useText } from '../messages/useText.ts';
import type { MessageId } from '../messages/index.ts';
import styles from './Facts.module.css';
import { Icon } from './Icon.tsx';
import { DateTime } from './Times.tsx';
import { classes } from './classes.ts';

export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
}

/** Terms with empty values are shown with a dash: that nothing is known is worth knowing. */
export const DescriptionList = ({ items }: { readonly items: readonly Fact[] }) => (
  <dl className={classes(styles.facts)}>
    {items.map((item) => (
      <div key={item.term} className={classes(styles.fact)}>
        <dt>{item.term}</dt>
        <dd>{item.value === null || item.value === undefined || item.value === '' ? '—' : item.value}</dd>
      </div>
    ))}
  </dl>
);

export interface TimelineStep {
  readonly label: string;
  /** Unix seconds or milliseconds; `null` when it has not happened or the time is not known. */
  readonly time: number | null;
  readonly state: 'done' | 'current' | 'todo' | 'stopped';
}

const stateWords: Record<TimelineStep['state'], MessageId> = {
  done: 'ui.timeline.done',
  current: 'ui.timeline.current',
  todo: 'ui.timeline.todo',
  stopped: 'ui.timeline.stopped',
};

/** Steps from left to right; the state is read out, not only coloured. */
export function Timeline({ steps, label }: { readonly steps: readonly TimelineStep[]; readonly label?: string }) {
  const t = useText();
  return (
    <ol className={classes(styles.timeline)} aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.label}
          className={classes(styles.step, styles[step.state])}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span className={classes(styles.dot)} aria-hidden="true" />
          <span className={classes(styles.stepLabel)}>{step.label}</span>
          <span className={classes(styles.stepTime)}>
            {step.time === null ? (
              <span className={classes(styles.unseen)}>{t(stateWords[step.state])}</span>
            ) : (
              <DateTime time={step.time} />
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A code that is often needed elsewhere: selected whole, copied by its button. */
export function CopyText({ text }: { readonly text: string }) {
  const t = useText();
  const [isCopied, setCopied] = useState(false);
  return (
    <span className={classes(styles.copy)}>
      <span className={classes(styles.code)}>{text}</span>
      <button
        type="button"
        className={classes(styles.copyButton)}
        aria-label={t('ui.copy', { text })}
        onClick={() => {
          copyText(text);
          setCopied(true);
          setTimeout(() => setCopied(false), 1_500);
        }}
      >
        <Icon name={isCopied ? 'done' : 'copy'} />
      </button>
      <span role="status" className={classes(styles.unseen)}>
        {isCopied ? t('ui.copied') : ''}
      </span>
    </span>
  );
}

/** By the old way: the clipboard API asks for a permission, and the desk denies every permission. */
export function copyText(text: string): void {
  const put = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
}
