/**
 * A folder with the shape of Electron's, for packing where its binary cannot be had: the names electron-builder moves and reads, and the
 * wire of fuses in the file that carries it. Shows what is packed and how; nothing in it can be run.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

export type PackPlatform = 'linux' | 'darwin' | 'win32';

/** As Electron ships it: version 1, and each fuse as it is before anybody flips one. Node on, cookies plain, any folder loaded. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1'),
  Buffer.from([1, 9]),
  Buffer.from('101100011', 'latin1'),
]);

/** @param folder is made; it must not be there */
export function makePlaceholder(folder: string, platform: PackPlatform): void {
  const write = (path: string, content: string | Uint8Array): void => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: 0o755 });
  };
  // No default_app.asar among them.
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) write(name, '');
  if (platform === 'darwin') return mac(write);
  for (const locale of ['vi', 'en-US', 'fr']) write(join('locales', `${locale}.pak`), '');
  mkdirSync(join(folder, 'resources'));
  if (platform === 'win32') write('electron.exe', windowsProgram());
  else
    for (const [name, content] of [
      ['electron', fuseWire],
      ['chrome-sandbox', ''],
    ] as const)
      write(name, content);
}

function mac(write: (path: string, content: string | Uint8Array) => void): void {
  const app = (name: string, folder: string): void => {
    write(join(folder, `${name}.app`, 'Contents', 'Info.plist'), plist(name));
    write(join(folder, `${name}.app`, 'Contents', 'MacOS', name), '');
  };
  const frameworks = join('Electron.app', 'Contents', 'Frameworks');
  app('Electron', '');
  write(join('Electron.app', 'Contents', 'Resources', 'electron.icns'), '');
  for (const locale of ['vi', 'en', 'fr']) write(join('Electron.app', 'Contents', 'Resources', `${locale}.lproj`, '.keep'), '');
  for (const kind of ['', ' (Renderer)', ' (Plugin)', ' (GPU)']) app(`Electron Helper${kind}`, frameworks);
  write(join(frameworks, 'Electron Framework.framework', 'Electron Framework'), fuseWire);
  for (const locale of ['vi', 'en', 'fr'])
    write(join(frameworks, 'Electron Framework.framework', 'Versions', 'A', 'Resources', `${locale}.lproj`, 'locale.pak'), '');
}

const plist = (name: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
  <key>CFBundleExecutable</key><string>${name}</string>
  <key>CFBundleIdentifier</key><string>com.github.Electron</string>
  <key>CFBundleName</key><string>${name}</string>
  ${name === 'Electron' ? '<key>CFBundleIconFile</key><string>electron.icns</string>' : ''}
</dict></plist>
`;

/** A program of Windows with nothing in it but a version, as the editor of its resources asks for, and behind that the fuses. */
function windowsProgram(): Uint8Array {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.lang = 1033;
  version.setStringValues({ lang: 1033, codepage: 1200 }, { FileDescription: 'Electron', ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  program.setExtraData(fuseWire.buffer.slice(fuseWire.byteOffset, fuseWire.byteOffset + fuseWire.byteLength));
  return new Uint8Array(program.generate());
}
