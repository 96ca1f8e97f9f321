/**
 * `node tools/proof/windowsInstaller.mts --installer PATH --newer PATH`, each an installer or the folder in which one lies: installs the
 * desk as those who roll it out do, without a word; installs the newer one over it while it is open; takes it away. After each step the
 * desk that is there, and its data, are as they must be. Windows alone has
 * `reg`; everything else here would run anywhere.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { killTree } from '../machine/processes.mts';
import { startSmoke } from '../packing/startSmoke.mts';

const { values: flags } = parseArgs({ options: { installer: { type: 'string' }, newer: { type: 'string' } } });
const patienceMs = 120_000;

interface Installed {
  readonly version: string;
  readonly uninstaller: string;
  readonly program: string;
}

/** What Windows has in its list of programs, for this person. */
function installed(): Installed | null {
  const { stdout, error } = spawnSync('reg', ['query', String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall`, '/s'], {
    encoding: 'utf8',
  });
  if (error) throw error;
  const entry = stdout.split(/^(?=HKEY_)/m).find((each) => /DisplayName\s+REG_SZ\s+Onflow Desk/.test(each));
  if (entry === undefined) return null;
  const value = (name: string): string => new RegExp(`^\\s+${name}\\s+REG_SZ\\s+(.*?)\\s*$`, 'm').exec(entry)?.[1] ?? '';
  const uninstaller = /^"([^"]+)"/.exec(value('UninstallString'))?.[1] ?? '';
  return { version: value('DisplayVersion'), uninstaller, program: join(dirname(uninstaller), 'Onflow Desk.exe') };
}

/** The installer in a folder, where a folder is named. */
function installerAt(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return resolve(path);
  const [found, ...more] = readdirSync(path).filter((name) => /^onflow-desk-.*\.exe$/.test(name));
  if (found === undefined || more.length > 0)
    throw new Error(`There must be one installer in ${path}, not ${more.length + (found === undefined ? 0 : 1)}`);
  return resolve(path, found);
}

function must(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`Not so: ${what}`);
  console.log(`ok  ${what}`);
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + patienceMs; !isSo() && Date.now() < end;) await sleep(200);
  must(isSo(), what);
}

/** `/S`: no window, no question. */
function silently(program: string): void {
  const { status, error } = spawnSync(program, ['/S'], { stdio: 'inherit', timeout: patienceMs });
  if (error) throw error;
  must(status === 0, `${program} /S ends with 0`);
}

function there(version: string): Installed {
  const found = installed();
  must(found !== null && existsSync(found.program), 'the desk is in the list of programs, and in its place');
  must(version === '' || found?.version !== version, `its version is ${found?.version}`);
  return found as Installed;
}

async function testsItself(program: string): Promise<void> {
  const { code, said } = await startSmoke({ standin: false, app: program });
  must(code === 0, `${program} --smoke-test ends with 0:\n${said.trimEnd()}`);
}

const readyTimes = (data: string): number => {
  const log = join(data, 'logs', 'desk.log');
  return existsSync(log) ? readFileSync(log, 'utf8').split(/ready \d+ ms after the start/).length - 1 : 0;
};

const hasEnded = (desk: ChildProcess): boolean => desk.exitCode !== null || desk.signalCode !== null;
const end = async (desk: ChildProcess): Promise<void> => {
  killTree(desk.pid ?? 0);
  await until(() => hasEnded(desk), 'it is closed');
};

async function prove(installer: string, newer: string): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'onflow-installed ô-'));
  const desks: ChildProcess[] = [];
  const open = async (program: string): Promise<ChildProcess> => {
    const before = readyTimes(data);
    const desk = spawn(program, [`--user-data-dir=${data}`], { stdio: 'ignore' });
    desks.push(desk);
    await until(() => readyTimes(data) > before || hasEnded(desk), 'the desk is open on its data');
    return desk;
  };
  try {
    silently(installer);
    const first = there('');
    const old = await open(first.program);
    silently(newer);
    await until(() => hasEnded(old), 'the desk that was open has ended');
    const second = there(first.version);
    await testsItself(second.program);
    await end(await open(second.program));
    silently(second.uninstaller);
    await until(() => installed() === null && !existsSync(second.program), 'the desk is gone, and out of the list of programs');
    must(existsSync(join(data, 'desk.sqlite')), 'its data are not');
  } finally {
    for (const desk of desks) if (!hasEnded(desk)) await end(desk);
    // What a desk has started ends a moment after it, and writes until then.
    await sleep(1_000);
    rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
  }
}

if (flags.installer === undefined || flags.newer === undefined) {
  console.error('Two installers are needed: --installer PATH --newer PATH');
  process.exitCode = 2;
} else {
  try {
    await prove(installerAt(flags.installer), installerAt(flags.newer));
  } catch (reason) {
    console.error((reason as Error).message);
    process.exitCode = 1;
  }
}
