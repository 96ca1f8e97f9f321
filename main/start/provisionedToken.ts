/** The token that comes with `--provision`. */
import { readFileSync, rmSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { DeskFailure } from '../../contract/errors.ts';
import { parseToken } from '../vault/token.ts';

/** How long standard input is listened to, in milliseconds: an open pipe that nobody writes to must not keep the desk shut. */
const patienceMs = 3_000;

interface Places {
  readonly environment: NodeJS.ProcessEnv;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** `--token-file`. */
  readonly file: string | null;
  readonly log: (line: string) => void;
}

/** @param isKept whether the connection that is set up has a key already. */
export type ProvisionedToken = (isKept?: () => Promise<boolean>) => Promise<string | null>;
const nowhere = (): Promise<boolean> => Promise.resolve(false);

/**
 * From the file that `--token-file` names, else from `ONFLOW_TOKEN`, else from standard input when something is piped in; `null` when there
 * is none. Electron gives its app no standard input on Windows. SECURITY: never from an argument, which every process on the machine can
 * read.
 *
 * @returns what reads it, when the provisioning file was found to be right: the token's file is read once and then gone. It may have gone
 *   at an earlier start, where the key is kept already: a shortcut says the same each time. @throws DeskFailure `fileUnreadable`, and
 *   `tokenHasSpaces`, which leaves the file
 */
export function provisionedToken({ environment, stdin, file, log }: Places): ProvisionedToken {
  const given = environment['ONFLOW_TOKEN'] ?? '';
  // SECURITY: what the desk starts later (a viewer, a browser) must not inherit it.
  delete environment['ONFLOW_TOKEN'];
  return async (isKept = nowhere) => {
    if (file !== null) return readOnce(file, isKept, log);
    return given.trim() === '' ? piped(stdin) : given;
  };
}

async function readOnce(file: string, isKept: () => Promise<boolean>, log: (line: string) => void): Promise<string | null> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT' && (await isKept())) {
      log('the token’s file is not there, and the connection has its key from an earlier start');
      return null;
    }
    throw new DeskFailure({ code: 'fileUnreadable', params: { name: file } }, { cause });
  }
  // What `>` writes in the PowerShell that comes with Windows.
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(isWide ? 'utf16le' : 'utf8');
  // Before the file goes: a mistake in it is for whoever wrote it to mend.
  const token = text.trim() === '' ? null : parseToken(text);
  try {
    // SECURITY: a token lies in no file for longer than it takes to read it.
    rmSync(file);
  } catch (error) {
    log(`the token's file ${file} could not be deleted, delete it by hand: ${String(error)}`);
  }
  return token;
}

async function piped(stdin: Places['stdin']): Promise<string | null> {
  if (stdin.isTTY === true) return null;
  const parts: Buffer[] = [];
  const read = async (): Promise<void> => {
    for await (const part of stdin) parts.push(Buffer.from(part as Buffer));
  };
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  // A closed standard input, as of a program started from an icon, is no token and no error.
  await Promise.race([read().catch(() => undefined), patience]);
  clearTimeout(timer);
  const token = Buffer.concat(parts).toString('utf8');
  return token.trim() === '' ? null : token;
}
