/** What the processes of an app hold of the computer's memory. */
import { readFileSync, readdirSync } from 'node:fs';
import { readProc } from '../../../tools/machine/processes.mts';

export interface Held {
  readonly mainMB: number;
  /** Of all its pages; hidden ones count. */
  readonly pageMB: number;
}

/**
 * `pid`: of the main process. What processes share is divided among them (PSS): counted whole, an app would pay for Chromium's program
 * once for each of its processes. @throws Error on a system that does not tell it, or where no page is found
 */
export function held(pid: number): Held {
  if (process.platform !== 'linux') throw new Error('only Linux tells what a process holds without what others share with it');
  const pages = below(pid).filter((each) => readProc(each, 'cmdline').includes('--type=renderer'));
  if (pages.length === 0) throw new Error(`the process ${pid} has no page`);
  return { mainMB: megabytes(pid), pageMB: pages.reduce((sum, each) => sum + megabytes(each), 0) };
}

function megabytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`nothing is told of the process ${pid}`);
  return (Number(kilobytes) * 1024) / 1e6;
}

/** All processes that this one began, and those that they began. */
function below(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const parent = Number(readProc(Number(name), 'stat').split(') ').at(-1)?.split(' ')[1]);
    parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  for (const next = [pid]; next.length > 0;) {
    const children = parents.get(next.pop() ?? 0) ?? [];
    found.push(...children);
    next.push(...children);
  }
  return found;
}
