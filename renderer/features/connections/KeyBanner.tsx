/**
 * The banner over every screen while the token is missing, refused, or kept for this session only, or the server's certificate is not
 * accepted.
 */
import { Suspense } from 'react';
import { useSessionPart } from '../../stores/session.ts';
import { later } from '../../ui/later.tsx';
import { obstacleOf } from './obstacle.ts';

const KeyTrouble = later(async () => (await import('./KeyTrouble.tsx')).KeyTrouble);

export function KeyBanner() {
  const connection = useSessionPart((session) => session.connection);
  const said = useSessionPart((session) => session.obstacle);
  if (connection === null) return null;
  const obstacle = obstacleOf({ connection, obstacle: said });
  // Practice makes a new token at every start anyway.
  const isKept = (connection.key !== 'sessionOnly' && connection.key !== 'tooLong') || connection.environment === 'practice';
  if (obstacle === null && isKept) return null;
  return (
    <Suspense>
      <KeyTrouble connection={connection} obstacle={obstacle} />
    </Suspense>
  );
}
