/** Lies over the desk until somebody enters. What is under it stays as it was: forms, drafts, what is being sent. */
import { Suspense } from 'react';
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
  if (app === null) return null;
  return (
    <Suspense fallback={<div className={classes(styles.veil)} />}>
      <LockScreen app={app} />
    </Suspense>
  );
}
