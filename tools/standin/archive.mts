/**
 * A packaged app: its files lie in `app.asar`, which Electron reads in place and Node cannot. They are taken out into a temporary folder of
 * the same name, so that paths, and what the app may find in them, are as in the package.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export interface AppFiles {
  /** Where the app's files can be read. */
  readonly path: string;
  /** The folder that holds the archive; null where the app is no package. */
  readonly resources: string | null;
}

export const isArchive = (path: string): boolean => path.endsWith('.asar') && statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** The folder is deleted when this process ends; on Windows, where a module in use cannot be deleted, it stays. */
export async function takeOut(archive: string): Promise<AppFiles> {
  const { extractAll } = await import('@electron/asar');
  const folder = mkdtempSync(join(tmpdir(), 'onflow-standin-'));
  if (process.platform !== 'win32')
    process.once('exit', () => {
      rmSync(folder, { recursive: true, force: true });
    });
  const path = join(folder, basename(archive));
  mkdirSync(path);
  extractAll(archive, path);
  return { path, resources: dirname(archive) };
}
