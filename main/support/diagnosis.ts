/** What support asks first, short enough for a message: what this is, where it runs, where its data lies, how it stands. */
import { arch, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import type { AppState } from '../../contract/bridge.ts';
import { withoutSecrets } from './secrets.ts';
import { settingsOf, withoutHome } from './bundle.ts';
import { withoutPhones } from './personal.ts';

interface Parts {
  readonly app: AppState;
  /** Of Electron, Chromium, Node. */
  readonly versions: Readonly<Record<string, string>>;
  /** The desk's own. */
  readonly folder: string;
  readonly secrets: readonly string[];
  /** Unix milliseconds: now, and when this desk was built. */
  readonly now: number;
  readonly builtAt: number;
}

/** SECURITY: it goes into chats and letters: no token, no phone number, no name of an operator or of the system's account. */
export function diagnosis({ app, versions, folder, secrets, now, builtAt }: Parts): string {
  const time = (at: number): string => new Date(at).toISOString();
  const lines = [
    `Onflow Desk ${app.version}${builtAt > 0 ? `, built ${time(builtAt)}` : ''}`,
    `${type()} ${release()} ${arch()}, ${Math.round(totalmem() / 2 ** 30)} GB`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    `Data: ${folder}`,
    `Logs: ${join(folder, 'logs')}`,
    `Time: ${time(now)}`,
    JSON.stringify(settingsOf({ app }), null, 2),
  ];
  return withoutSecrets(withoutPhones(withoutHome(lines.join('\n'))), secrets);
}
