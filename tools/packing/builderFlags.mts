/** How electron-builder is called: the target, and whether somebody signs. The rest stands in `electron-builder.yml`. */
import { resolve } from 'node:path';
import type { PackPlatform } from './placeholder.mts';

export interface Wanted {
  readonly platform: PackPlatform;
  readonly arch: 'x64' | 'arm64';
  readonly installers: boolean;
  /** A folder in Electron's place; null: Electron itself, which electron-builder fetches. */
  readonly placeholder: string | null;
  readonly output: string | undefined;
  /** Instead of the one in package.json. */
  readonly version?: string | undefined;
}

/** As electron-builder calls the systems. */
export const builderNames = { win32: 'win', darwin: 'mac', linux: 'linux' } as const;

export interface BuilderCall {
  readonly flags: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Null where a certificate is named, or there is nothing to sign. */
  readonly unsigned: string | null;
}

export function builderCall(
  { platform, arch, installers, placeholder, output, version }: Wanted,
  environment: NodeJS.ProcessEnv,
): BuilderCall {
  const flags = [`--${builderNames[platform]}`, `--${arch}`, '--publish', 'never'];
  if (!installers) flags.push('--dir');
  if (version !== undefined) flags.push(`-c.extraMetadata.version=${version}`);
  if (output !== undefined) flags.push(`-c.directories.output=${resolve(output)}`);
  if (placeholder !== null) flags.push(`-c.electronDist=${placeholder}`);
  // No program is in it that could be signed, though macOS would try.
  if (placeholder !== null)
    return {
      flags: platform === 'darwin' ? [...flags, '-c.mac.identity=null'] : flags,
      environment: { ...environment, CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
      unsigned: null,
    };
  const names = platform === 'win32' ? ['WIN_CSC_LINK', 'CSC_LINK'] : ['CSC_LINK', 'CSC_NAME'];
  if (platform === 'linux' || names.some((name) => environment[name])) return { flags, environment, unsigned: null };
  // macOS's own certificates are not used unasked: a package is signed by who says so. Without any signature an arm64 app is called
  // damaged.
  if (platform === 'darwin')
    flags.push(
      '-c.mac.identity=-',
      '-c.mac.notarize=false',
      ...['entitlements', 'entitlementsInherit'].map((which) => `-c.mac.${which}=build/entitlements.mac.adhoc.plist`),
    );
  return {
    flags,
    environment: { ...environment, CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
    unsigned: `No certificate is named (${names.join(' or ')}): ${platform === 'darwin' ? 'signed ad hoc, and not notarised' : 'not signed'}.`,
  };
}
