/** One desk per user-data folder: a lock file taken at once, and a socket over which a second start hands its arguments to the first. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isAlive, startTimeOf } from '../machine/processes.mts';

export interface SecondStart {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly additionalData?: unknown;
}

export class SingleInstance {
  readonly held: boolean;
  readonly #file: string;
  readonly #socket: string;
  #server: Server | null = null;

  constructor(userData: string) {
    this.#file = join(userData, 'standin.lock');
    const name = `onflow-standin-${createHash('sha256').update(resolve(userData)).digest('hex').slice(0, 16)}`;
    this.#socket = socketAddress(name);
    this.held = isMade(userData) && this.#take();
  }

  #take(): boolean {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        const file = openSync(this.#file, 'wx');
        writeSync(file, `${process.pid} ${startTimeOf(process.pid)}`);
        closeSync(file);
        return true;
      } catch (reason) {
        // As in Electron, a lock that cannot be taken for another reason is not held either.
        if ((reason as NodeJS.ErrnoException).code !== 'EEXIST') return false;
      }
      const [pid, startTime] = this.#owner();
      if (pid > 0 && isAlive(pid) && (startTime === '' || startTimeOf(pid) === startTime)) return false;
      rmSync(this.#file, { force: true }); // left behind by a desk that was killed
    }
    return false;
  }

  #owner(): [pid: number, startTime: string] {
    try {
      const [pid, startTime] = readFileSync(this.#file, 'utf8').split(' ');
      return [Number(pid), startTime ?? ''];
    } catch (reason) {
      if ((reason as NodeJS.ErrnoException).code === 'ENOENT') return [0, ''];
      throw reason;
    }
  }

  /** Calls back for each later start. */
  listen(onSecond: (second: SecondStart) => void): void {
    if (process.platform === 'darwin') rmSync(this.#socket, { force: true });
    this.#server = createServer((connection) => {
      let text = '';
      connection.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      connection.on('error', () => connection.destroy());
      connection.on('end', () => {
        connection.end('ok');
        onSecond(JSON.parse(text) as SecondStart);
      });
    });
    this.#server.listen(this.#socket);
    this.#server.unref();
  }

  /** Returns when the first desk has the arguments, or after two seconds. Synchronous, because the caller exits next. */
  handOver(second: SecondStart): void {
    const script = `
      const [path, text] = process.argv.slice(1).map(word => JSON.parse(word)), until = Date.now() + 2000;
      const attempt = () => require('node:net').connect(path).on('connect', function () { this.end(text); }).on('data', () => process.exit(0))
        .on('error', () => Date.now() < until ? setTimeout(attempt, 50) : process.exit(1));
      attempt();`;
    spawnSync(process.execPath, ['-e', script, JSON.stringify(this.#socket), JSON.stringify(JSON.stringify(second))], { timeout: 3000 });
  }

  release(): void {
    this.#server?.close();
    this.#server = null;
    if (this.held && this.#owner()[0] === process.pid) rmSync(this.#file, { force: true });
  }
}

/** Level by level: where the system answers that a folder it has is not there (`/proc`), Node's `recursive` never comes back. */
function isMade(folder: string): boolean {
  if (existsSync(folder)) return true;
  if (dirname(folder) === folder || !isMade(dirname(folder))) return false;
  try {
    mkdirSync(folder);
    return true;
  } catch {
    // The app finds out by itself and says so.
    return existsSync(folder);
  }
}

/** On Linux a name that is in no folder: a desk that was killed leaves nothing behind. */
function socketAddress(name: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}
