/** Symbolic links, which Windows lets only some accounts make (administrators, or anybody in developer mode). */
import { symlinkSync } from 'node:fs';

/** @returns false where this account may not make any. */
export function makeLink(target: string, path: string): boolean {
  try {
    symlinkSync(target, path);
    return true;
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code === 'EPERM' && process.platform === 'win32') return false;
    throw reason;
  }
}

export const noLinks = 'this account may not make symbolic links';
