import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serve, openPage } from '../../../main/electron/protocol.ts';

const page =
  '<!doctype html>\n<html lang="vi">\n<head><title>x</title><script src="./assets/app.js"></script>\n<link rel="modulepreload" href="./assets/en.js" hreflang="en">\n<link rel="modulepreload" href="./assets/vi.js" hreflang="vi"></head></html>';
let root: string;
let folder: string;
let serve: Serve;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'desk-protocol-'));
  folder = join(root, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'assets', 'app.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'strange.exe'), 'MZ');
  writeFileSync(join(root, 'secret.json'), '{"secret":true}');
  serve = openPage(folder);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const get = (path: string, init?: RequestInit): Promise<Response> => serve(new Request(`app://desk${path}`, init), 'en');

describe('app://desk', () => {
  it('serves the page with the whole content security policy as a header', async () => {
    const answer = await get('/index.html');
    expect(answer.status).toBe(200);
    const policy = (answer.headers.get('content-security-policy') ?? '').replace(/'nonce-[^']+'/, "'nonce-X'");
    expect(policy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-X'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('hands the page the nonce of its header, another one each time', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const answer = await get('/');
        const nonce = /nonce-([^']+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? 'none';
        expect(await answer.text()).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD'])('refuses %s', async (method) => {
    expect((await get('/index.html', { method })).status).toBe(405);
  });

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%5csecret.json',
    '/%00',
    '/%zz',
    '/.%2e/secret.json',
    '//secret.json',
  ])('serves nothing outside the renderer folder: %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
  });

  it('serves no other host, and no kind of file the page has no use for', async () => {
    expect((await serve(new Request('app://elsewhere/index.html'), 'en')).status).toBe(404);
    expect((await get('/assets/strange.exe')).status).toBe(404);
    expect((await get('/assets/app.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('comes in the language of the desk, and brings the wording of no other', async () => {
    const vi = await (await serve(new Request('app://desk/index.html'), 'vi')).text();
    expect(vi).toContain('<html lang="vi">');
    expect(vi).toContain('./assets/vi.js');
    expect(vi).not.toContain('./assets/en.js');
    const en = await (await get('/index.html')).text();
    expect(en).toContain('<html lang="en">');
    expect(en).toContain('./assets/en.js');
    expect(en).not.toContain('./assets/vi.js');
    expect(en).toContain('<script src="./assets/app.js">');
  });

  it('gives the nonce to the page and to no other file', async () => {
    expect((await get('/assets/app.js')).headers.get('content-security-policy')).toContain("style-src 'self';");
  });
});
