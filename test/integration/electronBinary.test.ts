/**
 * Electron's binary is fetched at a start, by its own installer, from a server of the test's own: what fails is said, and tried again the
 * next time.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { zip } from '../../main/support/zip.ts';

const checkout = resolve(import.meta.dirname, '../..');
const root = mkdtempSync(join(tmpdir(), 'desk fetch ô-'));
const electron = join(root, 'node_modules', 'electron');
const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform as string] ?? 'electron';
const { version } = JSON.parse(readFileSync(join(checkout, 'node_modules/electron/package.json'), 'utf8')) as { version: string };

/** A checkout that lacks nothing but Electron's binary. */
beforeAll(() => {
  mkdirSync(electron, { recursive: true });
  for (const file of ['bootstrap.mjs', 'machine']) cpSync(join(checkout, 'tools', file), join(root, 'tools', file), { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(checkout, file), join(root, file));
  for (const file of ['package.json', 'install.js', 'checksums.json'])
    cpSync(join(checkout, 'node_modules/electron', file), join(electron, file));
  for (const each of readdirSync(join(checkout, 'node_modules'))) {
    if (each !== 'electron' && each !== '.onflow-desk')
      symlinkSync(join(checkout, 'node_modules', each), join(root, 'node_modules', each), 'junction');
  }
  mkdirSync(join(root, 'node_modules', '.onflow-desk'));
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
  writeFileSync(join(root, 'node_modules', '.onflow-desk', 'lock'), lock);
});
let server: Server;
let asked: string[] = [];
afterEach(() => {
  server.closeAllConnections();
  server.close();
  asked = [];
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Serves in GitHub's place. */
async function serve(answer: RequestListener): Promise<string> {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** What `npm start` does first. */
async function start(mirror: string, env: NodeJS.ProcessEnv = {}): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [join(root, 'tools/bootstrap.mjs')], {
    env: {
      ...process.env,
      ONFLOW_HOST: undefined,
      NODE_OPTIONS: undefined,
      ELECTRON_MIRROR: mirror,
      electron_config_cache: join(root, 'cache'),
      electron_use_remote_checksums: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, said };
}

describe('a start without Electron’s binary', () => {
  it('says why it could not be fetched, goes on with the stand-in, and tries again at the next', async () => {
    const mirror = await serve((_, response) => {
      response.writeHead(503, 'Closed for repairs').end();
    });
    const first = await start(mirror);
    expect(first).toMatchObject({ code: 0, said: expect.stringContaining('Response code 503 (Closed for repairs)') as string });
    expect(first.said).toContain('stand in');
    const before = asked.length;
    expect(before).toBeGreaterThan(0);
    await start(mirror);
    expect(asked.length).toBe(2 * before);
  });

  it('names the cause where no server answers', async () => {
    const mirror = await serve(() => undefined);
    await new Promise((done) => server.close(done));
    expect((await start(mirror)).said).toMatch(/cannot be had: 127\.0\.0\.1:\d+: .*ECONNREFUSED/);
  });

  it('gives up a download from which nothing comes any more, not one that is slow', async () => {
    const archive = fake();
    const mirror = await serve((request, response) => {
      if (request.url?.endsWith('SHASUMS256.txt')) response.end(sums(archive));
      else response.writeHead(200, { 'content-length': archive.length }).write(archive.subarray(0, 10));
    });
    const { said } = await start(mirror, { ONFLOW_ELECTRON_SECONDS: '1' });
    expect(said).toMatch(/cannot be had: nothing arrived from 127\.0\.0\.1:\d+ for 1 s/);
  });

  it('starts nothing else where ONFLOW_HOST=electron demands it', async () => {
    const mirror = await serve((_, response) => {
      response.writeHead(404).end();
    });
    const { code, said } = await start(mirror, { ONFLOW_HOST: 'electron' });
    expect([code, said]).toEqual([1, expect.stringMatching(/Response code 404.*ONFLOW_HOST=electron demands it/)]);
  });

  it('does not ask for it where ONFLOW_HOST=chromium wants none', async () => {
    const mirror = await serve((_, response) => {
      response.writeHead(404).end();
    });
    expect(await start(mirror, { ONFLOW_HOST: 'chromium' })).toEqual({ code: 0, said: '' });
    expect(asked).toEqual([]);
  });

  it('has it once a download worked, however slowly it came, and is quiet from then on', async () => {
    const archive = fake();
    const mirror = await serve((request, response) => {
      if (request.url?.endsWith('SHASUMS256.txt')) return void response.end(sums(archive));
      response.writeHead(200, { 'content-length': archive.length });
      // For longer than nothing may arrive, and each part long before that.
      const parts = Array.from({ length: 9 }, (_, part) =>
        archive.subarray((part * archive.length) / 9, ((part + 1) * archive.length) / 9),
      );
      parts.forEach((part, index) => setTimeout(() => (index === 8 ? response.end(part) : response.write(part)), index * 450));
      return undefined;
    });
    expect(await start(mirror, { ONFLOW_ELECTRON_SECONDS: '3' })).toEqual({ code: 0, said: `bootstrap: fetching Electron ${version} …\n` });
    expect(existsSync(join(electron, 'dist', name))).toBe(true);
    expect(await start(mirror, { ONFLOW_HOST: 'electron' })).toEqual({ code: 0, said: '' });
    // A newer version's start does not take the older one's binary.
    const manifest = join(electron, 'package.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(`"version": "${version}"`, '"version": "99.0.0"'));
    expect((await start(mirror)).said).toContain('fetching Electron 99.0.0');
  });
});

/** What takes the place of Electron's archive: its executable and its version in name only. */
const fake = (): Buffer =>
  zip(
    [
      { name, content: 'electron' },
      { name: 'version', content: version },
    ],
    0,
  );
const sums = (archive: Buffer): string =>
  `${createHash('sha256').update(archive).digest('hex')} *electron-v${version}-${process.platform}-${process.arch}.zip\n`;
