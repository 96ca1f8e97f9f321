/** Lies over the desk until somebody enters. What is under it stays as it was: forms, drafts, what is being sent. */
import { Suspense } from 'react';
import type { AppState } from '../../../contract/bridge.ts';
import { classes } from '../../ui/classes.ts';
import { later } from '../../ui/later.tsx';
import styles from './operators.module.css';

const LockScreen = later(async () => (await import('./LockScreen.tsx')).LockScreen);

export function Lock({ app }: { readonly app: AppState }) {
  if (app.operators.length === 0 || app.operator !== null) return null;
  return (
    <Suspense fallback={<div className={classes(styles.veil)} />}>
      <LockScreen app={app} />
    </Suspense>
  );
}
