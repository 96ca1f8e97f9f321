/** What would go with a connection, told before it is removed. */
import { useEffect, useState } from 'react';
import type { ConnectionContents, ConnectionId } from '../../../contract/connection.ts';
import type { DeskError, Outcome } from '../../../contract/errors.ts';
import { desk } from '../../bridge/desk.ts';
import { useText } from '../../messages/useText.ts';
import { ErrorBanner, Spinner } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './connections.module.css';

const parts = ['drafts', 'underWay', 'needsPerson', 'templates'] as const satisfies readonly (keyof ConnectionContents)[];

export function RemovalWords({ id }: { readonly id: ConnectionId }) {
  const t = useText();
  const [counted, setCounted] = useState<Outcome<ConnectionContents> | null>(null);
  useEffect(() => {
    let isHere = true;
    void desk.call('connections.contents', { id }).then((outcome) => {
      if (isHere) setCounted(outcome);
    });
    return () => {
      isHere = false;
    };
  }, [id]);
  return (
    <div className={classes(styles.removal)}>
      <p>{t('connections.remove.text')}</p>
      {counted === null ? <Spinner label={t('connections.remove.counting')} /> : <Left counted={counted} />}
      <p>{t('connections.remove.kept')}</p>
    </div>
  );
}

function Left({ counted }: { readonly counted: Outcome<ConnectionContents> }) {
  const t = useText();
  if (!counted.ok) return <ErrorBanner error={counted.error satisfies DeskError} />;
  if (parts.some((each) => counted.value[each] === null)) return <p>{t('connections.remove.unread')}</p>;
  const left = parts.filter((each) => counted.value[each] !== 0);
  if (left.length === 0) return <p>{t('connections.remove.empty')}</p>;
  return (
    <>
      <p>
        <strong>{t('connections.remove.left')}</strong>
      </p>
      <ul>
        {left.map((each) => (
          <li key={each}>{t(`connections.remove.${each}`, { count: counted.value[each] ?? 0 })}</li>
        ))}
      </ul>
    </>
  );
}
