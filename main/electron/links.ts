/** Opening addresses in the system's browser and files in its viewers. */
import type { Shell } from 'electron';
import { DeskFailure } from '../../contract/errors.ts';

/** The provider's own pages that the desk links to. */
const hosts: readonly string[] = ['stg-oms.nandh.vn', 'oms.nandh.vn', 'nandh.vn', 'www.nandh.vn'];

/**
 * SECURITY: the only place that hands an address to the system: https, on the list, nothing in it but a path.
 * @throws DeskFailure `linkRefused`
 */
export async function openLink(shell: Pick<Shell, 'openExternal'>, address: string): Promise<void> {
  if (!isAllowedLink(address)) throw new DeskFailure({ code: 'linkRefused' });
  await shell.openExternal(address);
}

export function isAllowedLink(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && hosts.includes(url.hostname) && url.username === '' && url.password === '' && url.port === '';
}
