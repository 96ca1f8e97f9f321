/** Where the token of a set-up comes from, on systems that hand it over differently, and what is left of it. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { provisionedToken } from '../../main/start/provisionedToken.ts';
import { temporaryFolder } from './store/temporary.ts';

const silent = (): void => undefined;
/** As on Windows, where Electron's `process.stdin` has always ended. */
const ended = (): Readable => Readable.from([]);
const fileWith = (content: string | Buffer): string => {
  const file = join(temporaryFolder(), 'token.txt');
  writeFileSync(file, content);
  return file;
};

test('without standard input, as on Windows, a file brings it, and is gone when it has been read', async () => {
  const file = fileWith('tok-5f2c9e0b7a\r\n');
  const token = provisionedToken({ environment: {}, stdin: ended(), file, log: silent });
  // Not before somebody asks: a mistake in the other file must not cost the token.
  expect(existsSync(file)).toBe(true);
  expect((await token())?.trim()).toBe('tok-5f2c9e0b7a');
  expect(existsSync(file)).toBe(false);
});

test('a file as the PowerShell of Windows writes it is read', async () => {
  const file = fileWith(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('tok-5f2c9e0b7a\r\n', 'utf16le')]));
  expect((await provisionedToken({ environment: {}, stdin: ended(), file, log: silent })())?.replace('\uFEFF', '').trim()).toBe(
    'tok-5f2c9e0b7a',
  );
});

test('a file that is not there is named', async () => {
  const file = join(temporaryFolder(), 'token.txt');
  await expect(provisionedToken({ environment: {}, stdin: ended(), file, log: silent })()).rejects.toMatchObject({
    error: { code: 'fileUnreadable', params: { name: file } },
  });
});

test('a file that has gone is no mistake where the connection has its key from an earlier start: a shortcut says the same each time', async () => {
  const token = provisionedToken({ environment: {}, stdin: ended(), file: join(temporaryFolder(), 'token.txt'), log: silent });
  expect(await token(() => Promise.resolve(true))).toBeNull();
  await expect(token(() => Promise.resolve(false))).rejects.toMatchObject({ error: { code: 'fileUnreadable' } });
});

test('a file that holds no token stays, so that it can be mended', async () => {
  const file = fileWith('tok-5f2c 9e0b7a');
  await expect(provisionedToken({ environment: {}, stdin: ended(), file, log: silent })()).rejects.toMatchObject({
    error: { code: 'tokenHasSpaces' },
  });
  expect(existsSync(file)).toBe(true);
});

test('the environment loses it at once, whether it is used or not', async () => {
  const environment: NodeJS.ProcessEnv = { ONFLOW_TOKEN: 'tok-5f2c9e0b7a', PATH: '/bin' };
  const token = provisionedToken({ environment, stdin: ended(), file: null, log: silent });
  expect(environment).toEqual({ PATH: '/bin' });
  expect(await token()).toBe('tok-5f2c9e0b7a');
});

test('standard input brings it where there is one, and a terminal is not waited for', async () => {
  const from = (stdin: Readable): Promise<string | null> => provisionedToken({ environment: {}, stdin, file: null, log: silent })();
  expect(await from(Readable.from([Buffer.from('tok-'), Buffer.from('1\n')]))).toBe('tok-1\n');
  expect(await from(ended())).toBeNull();
  expect(await from(Object.assign(new Readable({ read: silent }), { isTTY: true }))).toBeNull();
});
