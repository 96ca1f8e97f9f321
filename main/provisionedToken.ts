/** The token that comes with `--provision` (main process). */
import type { Readable } from 'node:stream';

/** How long standard input is listened to, in milliseconds: an open pipe that nobody writes to must not keep the desk shut. */
const patienceMs = 3_000;

/**
 * From `ONFLOW_TOKEN`, else from standard input when something is piped in; `null` when there is none.
 * SECURITY: never from an argument, which every process on the machine can read.
 */
export async function provisionedToken(environment: NodeJS.ProcessEnv, stdin: Readable & { readonly isTTY?: boolean }): Promise<string | null> {
  const given = environment['ONFLOW_TOKEN'];
  // SECURITY: what the desk starts later (a viewer, a browser) must not inherit it.
  delete environment['ONFLOW_TOKEN'];
  if (given !== undefined && given.trim() !== '') return given;
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
  const piped = Buffer.concat(parts).toString('utf8');
  return piped.trim() === '' ? null : piped;
}
