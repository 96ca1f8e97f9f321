/**
 * Called by electron-builder for each folder it has packed, before anything is signed: keytar's binary is the target's, or there is no
 * package.
 */
import { join } from 'node:path';
import { Arch, type AfterPackContext } from 'electron-builder';
import { unfit } from './nativeBinary.mts';

/** Where the native module lies in a packed folder, below its resources. */
export const keytarBinary = join('app.asar.unpacked', 'node_modules', 'keytar', 'build', 'Release', 'keytar.node');

export default function afterPack({ appOutDir, electronPlatformName, arch, packager }: AfterPackContext): void {
  const problem = unfit(join(packager.getResourcesDir(appOutDir), keytarBinary), electronPlatformName, Arch[arch]);
  if (problem !== null) throw new Error(`keytar does not fit this package: ${problem}`);
}
