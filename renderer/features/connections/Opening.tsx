/** What stands on screen while another connection is opened. */
import type { AppState } from '../../../contract/bridge.ts';
import { useText } from '../../messages/useText.ts';
import { Spinner } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './connections.module.css';
import { connectionName } from './words.ts';

export function Opening({ app }: { readonly app: AppState }) {
  return (
    <main className={classes(styles.opening)}>
      <OpeningLine app={app} />
    </main>
  );
}

/** Nothing, where none is being opened. */
export function OpeningLine({ app }: { readonly app: AppState }) {
  const t = useText();
  const connection = app.connections.find((each) => each.id === app.opening);
  return connection === undefined ? null : <Spinner label={t('connections.opening', { name: connectionName(t, connection) })} />;
}
