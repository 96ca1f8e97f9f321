/** What electron-builder is told, where a wrong word would be found out only by the one who installs. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { appId } from '../../../main/electron/beginning.ts';
import { type Wanted, builderCall } from '../../../tools/packing/builderFlags.mts';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
type Section = Readonly<Record<string, unknown>>;
const config = load(read('electron-builder.yml')) as Readonly<Record<'appId' | 'copyright' | 'publish', string>> &
  Readonly<Record<'win' | 'nsis' | 'mac' | 'linux' | 'directories', Section>>;
const manifest = JSON.parse(read('package.json')) as Readonly<Record<'version' | 'license' | 'homepage' | 'desktopName' | 'name', string>>;
const granted = (file: string): string[] => Array.from(read(file).matchAll(/<key>([^<]+)<\/key>\s*<true\/>/g), ([, key = '']) => key);

const mac: Wanted = { platform: 'darwin', arch: 'arm64', installers: true, placeholder: null, output: undefined };

describe('a package', () => {
  it('has one identity: the installer’s, and what the running desk tells Windows', () => {
    expect(config.appId).toBe(appId);
  });

  it('bears version, licence and copyright, which its licence says too', () => {
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(manifest.license).toBe('MIT');
    expect(read('LICENSE')).toContain(config.copyright.replace('©', '(c)').replace('Copyright (c) ', ''));
  });

  it('is made for the processor that is asked for: no target names one, or that one would be made whatever was asked', () => {
    expect([config.win['target'], config.mac['target'], config.linux['target']]).toEqual(['nsis', ['dmg', 'zip'], ['AppImage', 'deb']]);
  });

  it('of Windows is installed for the person, without questions, in Vietnamese and English, and leaves the data when it goes', () => {
    expect(config.nsis).toMatchObject({
      oneClick: true,
      perMachine: false,
      deleteAppDataOnUninstall: false,
      installerLanguages: ['vi_VN', 'en_US'],
    });
  });

  it('names icons that are there', () => {
    for (const icon of [config.win['icon'], config.mac['icon'], config.linux['icon']])
      expect(existsSync(join(root, String(icon))), String(icon)).toBe(true);
  });

  it('of Debian says who keeps it and where from, without which none is made, and is found by its window', () => {
    expect(config.linux['maintainer']).toMatch(/^.+ <\S+@\S+>$/);
    expect(manifest.homepage).toMatch(/^https:\/\//);
    expect([manifest.desktopName, config.linux['syncDesktopName']]).toEqual([`${manifest.name}.desktop`, true]);
  });

  it('is published nowhere by itself', () => {
    expect(config.publish).toBeNull();
  });
});

describe('a package of macOS', () => {
  it('runs hardened, with the right to compile while it runs and no other', () => {
    expect(config.mac).toMatchObject({
      hardenedRuntime: true,
      entitlements: 'build/entitlements.mac.plist',
      entitlementsInherit: 'build/entitlements.mac.plist',
    });
    expect(granted('build/entitlements.mac.plist')).toEqual(['com.apple.security.cs.allow-jit']);
  });

  it('is signed with the certificate that is named, and notarised if the environment says with what', () => {
    for (const name of ['CSC_LINK', 'CSC_NAME']) {
      const { flags, environment, unsigned } = builderCall(mac, { [name]: 'a certificate', APPLE_API_KEY: 'key.p8' });
      expect(flags).toEqual(['--mac', '--arm64', '--publish', 'never']);
      expect([environment['CSC_IDENTITY_AUTO_DISCOVERY'], unsigned]).toEqual([undefined, null]);
    }
  });

  it('is signed ad hoc without one, and then may load what bears no team’s name; nothing of this computer’s is used', () => {
    const { flags, environment, unsigned } = builderCall(mac, { CSC_LINK: '' });
    expect(flags).toEqual(
      expect.arrayContaining([
        '-c.mac.identity=-',
        '-c.mac.notarize=false',
        '-c.mac.entitlements=build/entitlements.mac.adhoc.plist',
        '-c.mac.entitlementsInherit=build/entitlements.mac.adhoc.plist',
      ]),
    );
    expect(granted('build/entitlements.mac.adhoc.plist')).toEqual([
      'com.apple.security.cs.allow-jit',
      'com.apple.security.cs.disable-library-validation',
    ]);
    expect(environment['CSC_IDENTITY_AUTO_DISCOVERY']).toBe('false');
    expect(unsigned).toContain('signed ad hoc, and not notarised');
  });
});

describe('packing', () => {
  it('against a placeholder signs nothing, whatever certificate is named', () => {
    for (const environment of [{}, { CSC_NAME: 'a certificate' }]) {
      const { flags, unsigned } = builderCall({ ...mac, installers: false, placeholder: 'shape' }, environment);
      expect([flags.filter((flag) => flag.startsWith('-c.mac')), unsigned]).toEqual([['-c.mac.identity=null'], null]);
    }
  });

  it('for Windows and Linux asks for that system and processor alone', () => {
    expect(builderCall({ ...mac, platform: 'win32', arch: 'x64' }, { WIN_CSC_LINK: 'x' })).toMatchObject({
      flags: ['--win', '--x64', '--publish', 'never'],
      unsigned: null,
    });
    expect(builderCall({ ...mac, platform: 'win32', arch: 'x64' }, {}).unsigned).toBe(
      'No certificate is named (WIN_CSC_LINK or CSC_LINK): not signed.',
    );
    expect(builderCall({ ...mac, platform: 'linux', installers: false, placeholder: 'shape', output: '/somewhere' }, {}).flags).toEqual([
      '--linux',
      '--arm64',
      '--publish',
      'never',
      '--dir',
      `-c.directories.output=${resolve('/somewhere')}`,
      '-c.electronDist=shape',
    ]);
  });
});
