/** Whether a process is there, and ending one that we started. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A file of Linux's `/proc`; '' where the process has gone, or the system has no `/proc`. */
export function readProc(pid: number, file: 'stat' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (reason) {
    if (['ENOENT', 'ESRCH'].includes((reason as NodeJS.ErrnoException).code ?? '')) return '';
    throw reason;
  }
}

/** A process that has ended but whose parent has not taken notice yet (a zombie) counts as gone: it holds nothing. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(readProc(pid, 'stat'));
  } catch (reason) {
    return (reason as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What tells a process from another that got the same number later; '' where the system does not say. */
export function startTimeOf(pid: number): string {
  return readProc(pid, 'stat').split(') ').at(-1)?.split(' ')[19] ?? '';
}

/** SIGKILL for a process that was started as the leader of its own group, and for all that it started. */
export function killGroup(pid: number): void {
  if (process.platform === 'win32') killTree(pid);
  else kill(-pid);
}

/** Ends a process at once; on Windows, where its children would outlive it, with all that it started. */
export function killTree(pid: number): void {
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
  else kill(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code !== 'ESRCH') throw reason;
  }
}
