/** Lies over the desk until somebody enters. What is under it stays as it was: forms, drafts, what is being sent. */
import { Suspense, useEffect } from 'react';
import { createPortal } from 'react-dom';
import { classes } from '../../ui/classes.ts';
import { useApp, useAppPart } from '../../stores/session.ts';
import { later } from '../../ui/later.tsx';
import styles from './operators.module.css';

const LockScreen = later(async () => (await import('./LockScreen.tsx')).LockScreen);

export function Lock() {
  const isLocked = useAppPart(({ operators, operator }) => operators.length > 0 && operator === null);
  return isLocked === true && <Locked />;
}

function Locked() {
  const app = useApp();
  useEffect(() => {
    // SECURITY: until its own screen has come, and where it does not come, no key reaches what lies under the veil either.
    const page = document.querySelector<HTMLElement>('#root');
    if (page === null) return undefined;
    page.inert = true;
    return () => {
      page.inert = false;
    };
  }, []);
  if (app === null) return null;
  return createPortal(
    <div className={classes(styles.veil, styles.bare)}>
      <Suspense>
        <LockScreen app={app} />
      </Suspense>
    </div>,
    document.body,
  );
}
