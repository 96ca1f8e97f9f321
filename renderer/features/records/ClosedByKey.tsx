/** A panel that Esc closes, from its fields too; the keys go back to where they were when it was opened. */
import { type ReactNode, useState } from 'react';
import { useActionKey } from '../../actions/keys.ts';
import { closeBeside } from '../../actions/listActions.ts';
import { useSteady } from '../../ui/index.ts';
import styles from './records.module.css';

export function ClosedByKey({ onClose, children }: { readonly onClose: () => void; readonly children: ReactNode }) {
  const [opener] = useState(() => document.activeElement);
  const close = useSteady(() => {
    onClose();
    requestAnimationFrame(() => {
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
    });
  });
  useActionKey(closeBeside, close);
  return (
    // A field has the key for itself before: what it leaves of it comes here.
    <div
      className={styles.closedByKey}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented && event.currentTarget.contains(event.target as Node)) close();
      }}
    >
      {children}
    </div>
  );
}
