/**
 * Out through a company's proxy: the way the computer goes, what has left when a proxy fails, and the company's own authority. Real proxies
 * on loopback.
 */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleanUp, clientAt, opened } from './behindProxy.ts';
import { envelope, errorOf, token } from './onflowServer.ts';
import { connectAnswer, proxy, sample, secureServer } from './proxy.ts';
import type { Listening, ProxyServer, SecureServer } from './proxy.ts';

/** A port where nobody listens. */
async function nobody(): Promise<string> {
  const gone = await proxy(() => 'cut');
  await gone.close();
  return gone.name;
}

describe('the way the computer goes', () => {
  test('is asked for by host alone, and every request takes it: questions, documents, uploads, downloads', async () => {
    const server = await opened(
      secureServer((request, response) => {
        if (request.url?.includes('.pdf') === true) response.end('%PDF-1.4');
        else
          request.resume().on('end', () => response.end(envelope(request.method === 'POST' ? { tracking_code: 'OASC1', url: 'u' } : [])));
      }),
    );
    const through = await opened(proxy(() => 'open'));
    const { onflow, urls, log } = clientAt(server.origin, () => `PROXY ${through.name}`);
    const folder = await mkdtemp(join(tmpdir(), 'desk-proxy-'));
    cleanUp.push(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'label.pdf'), '%PDF-1.4');

    await onflow.warehouses.list();
    expect(await onflow.shipments.create({ a: 1 })).toBe('OASC1');
    expect(await onflow.files.upload({ path: join(folder, 'label.pdf'), name: 'label.pdf', mediaType: 'application/pdf' })).toBe('u');
    expect((await onflow.download(`${server.origin}/secret/bill.pdf?sig=1`)).bytes.toString()).toBe('%PDF-1.4');

    expect(new Set(urls)).toEqual(new Set([`${server.origin}/`]));
    expect(new Set(through.asked.map(({ to }) => to))).toEqual(new Set([server.name]));
    // The token goes through the tunnel, and to no proxy.
    expect(JSON.stringify(through.asked)).not.toContain(token);
    expect(log).toEqual([`proxy: ${server.origin} is reached by ${through.name}`]);
  });

  test('HTTP/2 is spoken through a proxy too', async () => {
    const server = await opened(secureServer());
    const through = await opened(proxy(() => 'open'));
    await clientAt(server.origin, () => `PROXY ${through.name}`).onflow.warehouses.list();
    expect(server.requests.map(({ version }) => version)).toEqual(['2.0']);
  });

  test('a proxy that is spoken to over TLS, with a certificate of the company', async () => {
    const server = await opened(secureServer());
    const through = await opened(proxy(() => 'open', true));
    await clientAt(server.origin, () => `HTTPS ${through.name}`).onflow.warehouses.list();
    expect(through.asked).toHaveLength(1);
    const untrusted = clientAt(
      server.origin,
      () => `HTTPS ${through.name}`,
      undefined,
      () => Promise.resolve({ pem: [], unread: [] }),
    );
    expect(await errorOf(untrusted.onflow.warehouses.list())).toMatchObject({
      code: 'certificate',
      sent: 'no',
      params: { host: through.name, issuer: 'Company CA' },
    });
  });

  test("this computer's own server is not asked about", async () => {
    const { onflow, urls } = clientAt('http://127.0.0.1:9', () => 'PROXY 127.0.0.1:9');
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'network' });
    expect(urls).toEqual([]);
  });

  test('is straight where the computer gives no answer, or none in time', async () => {
    const server = await opened(secureServer());
    expect(await clientAt(server.origin, () => '').onflow.warehouses.list()).toMatchObject({ rows: [] });
    const failing = clientAt(server.origin, () => {
      throw new Error('no network service');
    });
    expect(await failing.onflow.warehouses.list()).toMatchObject({ rows: [] });
    expect(await clientAt(server.origin, () => new Promise<string>(() => undefined)).onflow.warehouses.list()).toMatchObject({ rows: [] });
  });

  test.each(['SOCKS', 'SOCKS5'])('%s is spoken', async (word) => {
    const server = await opened(secureServer());
    const through = await opened(socksProxy());
    await clientAt(server.origin, () => `${word} ${through.name}`).onflow.warehouses.list();
    expect(through.versions).toEqual([word === 'SOCKS' ? 4 : 5]);
    expect(server.requests).toHaveLength(1);
  });

  test('a kind of proxy that nobody here speaks is said, and not gone round', async () => {
    const server = await opened(secureServer());
    expect(await errorOf(clientAt(server.origin, () => 'QUIC proxy.example:443').onflow.shipments.create({}))).toMatchObject({
      code: 'proxyRefused',
      sent: 'no',
      params: { cause: 'kind' },
    });
    expect(server.requests).toHaveLength(0);
  });
});

describe('of several ways', () => {
  test('the next is taken where a proxy cannot be reached, and the dead one is not knocked at again', async () => {
    const server = await opened(secureServer(undefined, { http2: false }));
    const through = await opened(proxy(() => 'open'));
    const broken = await opened(proxy(() => 'cut'));
    const { onflow } = clientAt(server.origin, () => `PROXY ${broken.name}; PROXY ${through.name}; DIRECT`);
    await onflow.shipments.create({ a: 1 });
    await Promise.all([onflow.warehouses.list(), onflow.brands.list(), onflow.shipments.create({ a: 2 })]);
    expect(broken.asked).toHaveLength(1);
    expect(through.asked.length).toBeGreaterThan(1);
    expect(server.requests.filter(({ call }) => call.startsWith('POST'))).toHaveLength(2);
  });

  test.each([
    ['cannot be reached', async () => `PROXY ${await nobody()}`],
    ['breaks off', async () => `PROXY ${(await opened(proxy(() => 'cut'))).name}`],
    ['does not answer', async () => `PROXY ${(await opened(proxy(() => 'silent'))).name}`],
  ])('the straight one is the last, where the computer allows it and the proxy %s', async (_name, entry) => {
    const server = await opened(secureServer());
    const pac = await entry();
    await clientAt(server.origin, () => `${pac}; DIRECT`).onflow.shipments.create({});
    expect(server.requests).toHaveLength(1);
    expect(await errorOf(clientAt(server.origin, () => pac).onflow.shipments.create({}))).toMatchObject({
      code: 'proxyUnreachable',
      sent: 'no',
    });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    [103, 'proxyRefused'],
    [403, 'proxyRefused'],
    [302, 'proxyRefused'],
    [502, 'proxyUnreachable'],
    [503, 'proxyUnreachable'],
    [407, 'proxySignIn'],
  ])('a proxy that answers %i has the last word', async (status, code) => {
    const server = await opened(secureServer());
    const refusing = await opened(proxy(() => connectAnswer(status, ['location: http://portal.example/'], '<html>')));
    const error = await errorOf(clientAt(server.origin, () => `PROXY ${refusing.name}; DIRECT`).onflow.shipments.create({}));
    expect(error).toMatchObject({ code, sent: 'no', params: { proxy: refusing.name } });
    expect(server.requests).toHaveLength(0);
  });

  test.each(['', '; DIRECT'])('a proxy that opens the way and then answers with a page says no (then%s)', async (then) => {
    const server = await opened(secureServer());
    const page = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<!doctype html><title>Chặn</title>';
    const refusing = await opened(proxy(() => page, false, { staysOpen: true }));
    const error = await errorOf(clientAt(server.origin, () => `PROXY ${refusing.name}${then}`).onflow.shipments.create({}));
    expect(error).toMatchObject({ code: 'proxyRefused', sent: 'no', params: { proxy: refusing.name, host: '127.0.0.1', cause: 'page' } });
    expect(server.requests).toHaveLength(0);
  });

  test('a proxy that does not reach one host is not left out for the others', async () => {
    const server = await opened(secureServer());
    const files = await nobody();
    const through = await opened(proxy(({ url }) => (url === files ? connectAnswer(503) : 'open')));
    const { onflow, log } = clientAt(server.origin, () => `PROXY ${through.name}; DIRECT`);
    expect(await errorOf(onflow.download(`https://${files}/bill.pdf`))).toMatchObject({ code: 'proxyUnreachable' });
    await onflow.shipments.create({});
    expect(through.asked.map(({ to }) => to)).toEqual([files, server.name]);
    expect(log).toEqual([`proxy: ${server.origin} is reached by ${through.name}`]);
  });

  test('a host that is an IPv6 address is asked for in brackets', async () => {
    const through = await opened(proxy(() => connectAnswer(403)));
    const error = await errorOf(clientAt('https://[2001:db8::1]', () => `PROXY ${through.name}`).onflow.warehouses.list());
    expect(error).toMatchObject({ code: 'proxyRefused', params: { host: '2001:db8::1' } });
    expect(through.asked).toMatchObject([{ to: '[2001:db8::1]:443', headers: { host: '[2001:db8::1]:443' } }]);
  });

  test.each([
    ['SOCKS5', 1, 'proxyUnreachable', { status: 'Failure' }],
    ['SOCKS5', 2, 'proxyRefused', { status: 'NotAllowed' }],
    ['SOCKS5', 3, 'proxyUnreachable', { status: 'NetworkUnreachable' }],
    ['SOCKS5', 4, 'proxyUnreachable', { status: 'HostUnreachable' }],
    ['SOCKS5', 5, 'proxyUnreachable', { status: 'ConnectionRefused' }],
    ['SOCKS5', 6, 'proxyUnreachable', { status: 'TTLExpired' }],
    ['SOCKS5', 'name', 'proxyRefused', { cause: 'socksName' }],
    ['SOCKS', 91, 'proxyUnreachable', { status: 'Failed' }],
    ['SOCKS', 93, 'proxyRefused', { status: 'RejectedIdent' }],
  ] as const)('%s that answers %s is the last: %s', async (word, says, code, params) => {
    const server = await opened(secureServer());
    const through = await opened(socksProxy(says));
    const error = await errorOf(clientAt(server.origin, () => `${word} ${through.name}; DIRECT`).onflow.shipments.create({}));
    expect(error).toMatchObject({ code, sent: 'no', params: { proxy: through.name, host: '127.0.0.1', ...params } });
    expect(server.requests).toHaveLength(0);
  });
});

describe('a proxy that fails', () => {
  const after = async (
    answer: Parameters<typeof proxy>[0],
    server: SecureServer,
  ): Promise<{ error: Awaited<ReturnType<typeof errorOf>>; through: ProxyServer }> => {
    const through = await opened(proxy(answer));
    return { error: await errorOf(clientAt(server.origin, () => `PROXY ${through.name}`).onflow.shipments.create({ a: 1 })), through };
  };

  test('before the way is open: nothing has left, and it is not asked again and again', async () => {
    const server = await opened(secureServer());
    for (const answer of ['cut', 'silent', connectAnswer(502), connectAnswer(503)]) {
      const { error, through } = await after(() => answer, server);
      expect(error).toMatchObject({ code: 'proxyUnreachable', sent: 'no', params: { proxy: through.name } });
      expect(through.asked).toHaveLength(1);
    }
    expect(server.requests).toHaveLength(0);
  });

  test('that opens the way and cuts it before TLS stands: nothing has left', async () => {
    const server = await opened(secureServer());
    const { error } = await after(() => 'HTTP/1.1 200 OK\r\n\r\n', server);
    expect(error).toMatchObject({ code: 'network', sent: 'no' });
    expect(server.requests).toHaveLength(0);
  });

  test.each([true, false])('that cuts while the server thinks: it may have been done, and goes once (HTTP/2: %s)', async (http2) => {
    const through = await opened(proxy(() => 'open'));
    const server = await opened(
      secureServer(
        () => {
          for (const tunnel of through.tunnels) tunnel.destroy();
        },
        { http2 },
      ),
    );
    const { onflow } = clientAt(server.origin, () => `PROXY ${through.name}; DIRECT`);
    expect(await errorOf(onflow.shipments.create({ a: 1 }))).toMatchObject({ code: 'connectionLost', sent: 'maybe' });
    expect(server.requests).toHaveLength(1);
  });
});

describe("the company's own authority", () => {
  test('is trusted beside the usual ones, and no other is', async () => {
    const good = await opened(secureServer());
    await clientAt(good.origin, () => 'DIRECT').onflow.warehouses.list();
    const other = await opened(secureServer(undefined, { certificate: 'selfSigned.pem' }));
    expect(await errorOf(clientAt(other.origin, () => 'DIRECT').onflow.warehouses.list())).toMatchObject({
      code: 'certificate',
      params: { cause: 'selfSigned' },
    });
    expect(other.requests).toHaveLength(0);
  });

  test('that could not be asked for once stops that connection, and none after it', async () => {
    const server = await opened(secureServer());
    let asked = 0;
    const { onflow } = clientAt(
      server.origin,
      () => 'DIRECT',
      undefined,
      () => {
        asked += 1;
        return asked === 1 ? Promise.reject(new Error('held')) : Promise.resolve({ pem: [sample('ca.pem')], unread: [] });
      },
    );
    expect(await errorOf(onflow.shipments.create({}))).toMatchObject({ code: 'network', sent: 'no' });
    await onflow.shipments.create({});
    await onflow.shipments.create({});
    expect(asked).toBe(2);
    expect(server.requests).toHaveLength(2);
  });

  test('whose file is not there yet is looked for again, where a certificate is refused for want of it', async () => {
    const server = await opened(secureServer());
    let asked = 0;
    let isThere = false;
    const { onflow } = clientAt(
      server.origin,
      () => 'DIRECT',
      undefined,
      () => {
        asked += 1;
        return Promise.resolve(isThere ? { pem: [sample('ca.pem')], unread: [] } : { pem: [], unread: ['Z:/ca.pem'] });
      },
    );
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'certificate', params: { caFile: 'Z:/ca.pem' } });
    isThere = true;
    await onflow.warehouses.list();
    expect(asked).toBe(2);
  });
});

/** Speaks just enough of SOCKS 4 and 5 to open a way, or to say no with a status; `name`: to take nobody without one. */
async function socksProxy(says: number | 'open' | 'name' = 'open'): Promise<Listening & { readonly versions: number[] }> {
  const versions: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    const join = (port: number, host: string, done: Buffer): void => {
      const onward = connect(port, host, () => {
        client.write(done);
        client.pipe(onward).pipe(client);
      });
      sockets.add(onward);
      onward.on('error', () => client.destroy());
    };
    client.on('error', () => client.destroy());
    client.once('data', (hello) => {
      versions.push(hello[0] ?? 0);
      const isV4 = hello[0] === 4;
      if (isV4 && typeof says === 'number') return client.end(Buffer.from([0, says, 0, 0, 0, 0, 0, 0]));
      if (isV4) return join(hello.readUInt16BE(2), [...hello.subarray(4, 8)].join('.'), Buffer.from([0, 90, 0, 0, 0, 0, 0, 0]));
      client.write(Buffer.from([5, says === 'name' ? 255 : 0]));
      client.once('data', (ask) =>
        typeof says === 'number'
          ? client.end(Buffer.from([5, says, 0, 1, 0, 0, 0, 0, 0, 0]))
          : join(ask.readUInt16BE(8), [...ask.subarray(4, 8)].join('.'), Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    versions,
    name: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
