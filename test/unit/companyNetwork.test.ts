/** Files of authorities from the environment, and which way is asked of Electron. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { caFilesIn, createCompanyNetwork } from '../../main/desk/companyNetwork.ts';
import { wayOut } from '../../main/electron/wayOut.ts';
import { readRoutes } from '../../main/onflow/routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-ca-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const samples = resolve(import.meta.dirname, '../samples/certificates');

function networkWith(caFiles: readonly string[]) {
  const lines: string[] = [];
  const network = createCompanyNetwork({
    resolveProxy: () => Promise.resolve('DIRECT'),
    caFiles,
    log: (line) => lines.push(line),
    settings: { get: (_name, _shape, fallback) => fallback, set: () => undefined, note: () => undefined },
    vault: { signIn: () => Promise.resolve(null), putSignIn: () => Promise.resolve('stored'), forgetSignIn: () => Promise.resolve() },
  });
  return { network, lines };
}

describe('files of authorities', () => {
  test('come from either variable, and may be named twice', () => {
    expect(caFilesIn({ ONFLOW_CA_FILE: ' /a.pem ', NODE_EXTRA_CA_CERTS: '/b.pem' })).toEqual(['/a.pem', '/b.pem']);
    expect(caFilesIn({ ONFLOW_CA_FILE: '  ' })).toEqual([]);
  });

  test('are read for all that is in them; what cannot be used is named and stops nothing', async () => {
    const both = join(folder, 'both.pem');
    const ca = join(samples, 'ca.pem');
    const { readFileSync } = await import('node:fs');
    writeFileSync(
      both,
      `# Company\r\n${readFileSync(ca, 'utf8').replaceAll('\n', '\r\n')}\r\n${readFileSync(join(samples, 'selfSigned.pem'), 'utf8')}`,
    );
    const empty = join(folder, 'empty.pem');
    writeFileSync(empty, 'no certificate here');
    const cut = join(folder, 'cut.pem');
    writeFileSync(cut, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
    const { network, lines } = networkWith([both, empty, cut, join(folder, 'gone.pem'), 'relative.pem', both]);
    const { pem, unread } = await network.authorities();
    expect(pem).toHaveLength(2);
    expect(unread).toEqual([empty, cut, join(folder, 'gone.pem'), 'relative.pem']);
    expect(lines.filter((line) => line.includes('is not used'))).toHaveLength(4);
  });
});

describe('the way out', () => {
  test("is asked of Electron's session, and not before there is one", async () => {
    let isReady = false;
    let ready = (): void => undefined;
    const whenReady = new Promise<void>((settle) => (ready = settle));
    const asked: string[] = [];
    const session = {
      get defaultSession() {
        if (!isReady) throw new Error('Session can only be received when app is ready');
        return { resolveProxy: (url: string) => Promise.resolve(asked.push(url) > 0 ? 'PROXY a.example:8080' : '') };
      },
    };
    const answer = wayOut({ whenReady: () => whenReady }, session)('https://open-api.example/');
    isReady = true;
    ready();
    expect(await answer).toBe('PROXY a.example:8080');
    expect(asked).toEqual(['https://open-api.example/']);
  });

  test.each([
    ['', ['direct']],
    ['DIRECT', ['direct']],
    ['PROXY a.example:8080;DIRECT', ['a.example:8080', 'direct']],
    [
      ' proxy A.example ; HTTPS b.example:8443;SOCKS c.example:1080 ; SOCKS5 [::1]:9050; ',
      ['a.example:80', 'b.example:8443', 'c.example:1080', '[::1]:9050'],
    ],
    ['QUIC q.example:443;PROXY a.example:3128', ['a.example:3128']],
    ['QUIC q.example:443', []],
    ['PROXY ;PROXY user:pw@a.example:1;PROXY a.example:99999;PROXY http://a.example:1;DIRECT', ['direct']],
  ])('%j is read as %j', (pac, names) => {
    expect(readRoutes(pac).map((route) => (route === 'direct' ? route : route.name))).toEqual(names);
  });

  test('a list without an end is read to its sixth entry', () => {
    expect(readRoutes(Array.from({ length: 50 }, (_, n) => `PROXY p${n}.example:1`).join(';'))).toHaveLength(6);
  });
});
