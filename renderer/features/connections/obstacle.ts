/** What the banner over every screen says is in the way: what fails for it is not said a second time below. */
import type { SessionState } from '../../../contract/connection.ts';
import type { DeskError } from '../../../contract/errors.ts';

/** Something between here and the provider: no key gets through, right or wrong. */
export const onTheWay: readonly DeskError['code'][] = ['certificate', 'proxyRefused', 'proxySignIn', 'webPage'];

/** A name and a password would open it. */
export const asksForName = ({ code, params }: DeskError): boolean => code === 'proxySignIn' && params?.['cause'] !== 'scheme';

/** `null` where nothing needs a person before requests can be made. */
export function obstacleOf({ connection, obstacle }: Pick<SessionState, 'connection' | 'obstacle'>): DeskError | null {
  if (obstacle !== null && onTheWay.includes(obstacle.code)) return obstacle;
  if (obstacle?.code === 'otherCompany') return obstacle;
  if (connection.key === 'none') return { code: 'noToken' };
  if (connection.key === 'refused') return obstacle ?? { code: 'unauthorized' };
  return null;
}

export const isSaidAbove = (error: DeskError, session: SessionState | null): boolean =>
  session !== null && obstacleOf(session)?.code === error.code;

/** A proxy asks for a name, and not the one for which the banner over every screen has the form. */
export function isProxyAskedBelow(error: DeskError, session: Pick<SessionState, 'connection' | 'obstacle'>): boolean {
  const above = obstacleOf(session);
  return asksForName(error) && !(above !== null && asksForName(above) && above.params?.['proxy'] === error.params?.['proxy']);
}
