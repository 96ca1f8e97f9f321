/** What the top bar says of the way to the provider. */
import type { SessionState } from '../../contract/connection.ts';
import type { MessageId } from '../messages/index.ts';

const words: Readonly<Record<Exclude<SessionState['network'], 'offline'>, MessageId>> = {
  unknown: 'shell.network.unknown',
  online: 'shell.network.online',
};

/** A provider that does not answer is no lost network: who hears that the network is gone looks for a cable. */
export const networkWord = (state: SessionState['network'], hasNetwork: boolean): MessageId =>
  state !== 'offline' ? words[state] : hasNetwork ? 'shell.network.away' : 'shell.network.offline';

/** Chromium knows for certain only that there is none. */
export function watchNetwork(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
