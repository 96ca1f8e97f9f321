/** What is known about one thing: terms and values, a code to copy. */
import { type ReactNode, useState } from 'react';
import { useText } from '../messages/useText.ts';
import styles from './Facts.module.css';
import { Icon } from './Icon.tsx';
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
