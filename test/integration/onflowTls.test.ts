/** Certificates, HTTP/2, and connections that end: real TLS servers on loopback, with certificates of the samples. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { constants, createSecureServer } from 'node:http2';
import type { Http2ServerRequest, Http2ServerResponse, Http2Session, ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import { createServer } from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import tls from 'node:tls';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createOnflow } from '../../main/onflow/client.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import type { Onflow } from '../../main/onflow/client.ts';
import { envelope, errorOf, token } from './onflowServer.ts';

const sample = (name: string): Buffer => readFileSync(fileURLToPath(new URL(`../samples/certificates/${name}`, import.meta.url)));
const roots = tls.getCACertificates('default');
const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  tls.setDefaultCACertificates(roots);
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  for (const each of cleanUp.splice(0).toReversed()) await each();
});
const trustCompany = (): void => tls.setDefaultCACertificates([...roots, sample('ca.pem').toString()]);
/** What the operating system's store holds; the others as they are. */
function systemStore(read: () => string[]) {
  const known = tls.getCACertificates.bind(tls);
  const spy = vi.spyOn(tls, 'getCACertificates').mockImplementation((type) => (type === 'system' ? read() : known(type)));
  syncBuiltinESMExports();
  return { timesRead: (): number => spy.mock.calls.filter(([type]) => type === 'system').length };
}
const nameIn = (distinguished: string): string => /CN=(.+)/.exec(distinguished)?.[1] ?? '';
const clientAt = (baseUrl: string): Onflow => {
  const onflow = createOnflow({
    baseUrl,
    token: () => token,
    language: () => 'vi',
    profile: {},
    limiter: createLimiter(),
    timeouts: { connectMs: 2_000, answerMs: 2_000, bodyMs: 2_000 },
  });
  cleanUp.push(() => onflow.close());
  return onflow;
};

describe('a certificate that is not accepted', () => {
  async function serverWith(certificate: string): Promise<string> {
    const server = createServer({ key: sample('server.key'), cert: sample(certificate) }, (_, response) => response.end(envelope([])));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUp.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test.each([
    ['expired.pem', 'expired', 'CERT_HAS_EXPIRED', true],
    ['notYet.pem', 'notYetValid', 'CERT_NOT_YET_VALID', true],
    ['elsewhere.pem', 'wrongHost', 'ERR_TLS_CERT_ALTNAME_INVALID', true],
    ['selfSigned.pem', 'selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT', false],
    ['server.pem', 'unknownIssuer', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', false],
  ])('%s is named as what it is, with its host and whose it is; nothing has left', async (certificate, cause, reason, isTrusted) => {
    if (isTrusted) trustCompany();
    const origin = await serverWith(certificate);
    const error = await errorOf(clientAt(origin).products.create({}));
    const facts = new X509Certificate(sample(certificate));
    expect(error).toEqual({
      code: 'certificate',
      call: 'products.create',
      sent: 'no',
      params: {
        cause,
        reason,
        host: new URL(origin).host,
        subject: nameIn(facts.subject),
        issuer: nameIn(facts.issuer),
        validFrom: Date.parse(facts.validFrom),
        validTo: Date.parse(facts.validTo),
        now: expect.any(Number) as number,
      },
    });
    expect(Math.abs(Number(error.params?.['now']) - Date.now())).toBeLessThan(5_000);
  });

  test("a company's authority in the system's store is trusted, and the store is read only where it is needed", async () => {
    const store = systemStore(() => [sample('ca.pem').toString()]);
    const origin = await serverWith('server.pem');
    const onflow = clientAt(origin);
    await Promise.all([onflow.warehouses.list(), onflow.brands.list()]);
    await onflow.warehouses.list();
    expect(store.timesRead()).toBe(1);

    trustCompany();
    await clientAt(origin).warehouses.list();
    expect(store.timesRead()).toBe(1);
  });

  test("where the system's store cannot be read, the certificate is named all the same", async () => {
    systemStore(() => {
      throw new Error('no such store');
    });
    expect(await errorOf(clientAt(await serverWith('server.pem')).warehouses.list())).toMatchObject({
      code: 'certificate',
      params: { cause: 'unknownIssuer' },
    });
  });
});

describe('a server that speaks HTTP/2', () => {
  /** `take` answers whether the request is answered as usual. */
  async function serverThat(take: (call: string, stream: ServerHttp2Stream, session: Http2Session) => boolean) {
    trustCompany();
    const asked: string[] = [];
    const versions = new Set<string>();
    const sessions = new Set<ServerHttp2Session>();
    const server = createSecureServer({ key: sample('server.key'), cert: sample('server.pem'), allowHTTP1: true });
    server.on('session', (session) => {
      sessions.add(session);
      session.on('error', () => session.destroy());
    });
    server.on('request', (request: Http2ServerRequest, response: Http2ServerResponse) => {
      versions.add(request.httpVersion);
      const call = `${request.method} ${request.url}`;
      request.on('error', () => request.destroy());
      response.on('error', () => response.destroy());
      const session = request.stream.session;
      if (session === undefined || !take(call, request.stream, session)) return;
      asked.push(call);
      request.resume().on('end', () => response.end(envelope(call.includes('create') ? { tracking_code: `OASC${asked.length}` } : [])));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUp.push(() => {
      for (const session of sessions) session.destroy();
      server.close();
    });
    return { onflow: clientAt(`https://127.0.0.1:${(server.address() as AddressInfo).port}`), asked, versions };
  }
  const isCreate = (call: string): boolean => call.includes('create');

  test('is spoken to in HTTP/2', async () => {
    const { onflow, versions } = await serverThat(() => true);
    await onflow.warehouses.list();
    expect(await onflow.shipments.create({ a: 1 })).toMatch(/^OASC/);
    expect([...versions]).toEqual(['2.0']);
  });

  test("REFUSED_STREAM: nothing was taken up, and nothing is sent again behind the outbox's back", async () => {
    const refused: string[] = [];
    const { onflow } = await serverThat((call, stream) => {
      if (call.startsWith('GET')) return true;
      refused.push(call);
      stream.close(constants.NGHTTP2_REFUSED_STREAM);
      return false;
    });
    expect(await errorOf(onflow.shipments.create({ a: 1 }))).toMatchObject({ code: 'connectionLost', sent: 'no' });
    // A cancel has no body.
    expect(await errorOf(onflow.shipments.cancel('OASC1'))).toMatchObject({ code: 'connectionLost', sent: 'no' });
    expect(refused).toHaveLength(2);
  });

  test('any other reset: it may have been done', async () => {
    const { onflow } = await serverThat((call, stream) => {
      if (isCreate(call)) stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      return !isCreate(call);
    });
    expect(await errorOf(onflow.shipments.create({ a: 1 }))).toMatchObject({ code: 'connectionLost', sent: 'maybe' });
  });

  test('GOAWAY: what it did not accept was not sent, what it accepted may have been done', async () => {
    let first: ServerHttp2Stream | null = null;
    const { onflow } = await serverThat((call, stream, session) => {
      if (!isCreate(call)) return true;
      if (first === null) {
        first = stream;
        return false;
      }
      session.goaway(constants.NGHTTP2_NO_ERROR, first.id ?? 1);
      setTimeout(() => session.destroy(), 50);
      return false;
    });
    await onflow.warehouses.list();
    const accepted = errorOf(onflow.shipments.create({ a: 1 }));
    await expect.poll(() => first !== null).toBe(true);
    const refused = errorOf(onflow.shipments.create({ a: 2 }));
    expect(await refused).toMatchObject({ code: 'connectionLost', sent: 'no' });
    expect(await accepted).toMatchObject({ code: 'connectionLost', sent: 'maybe' });
  });

  test('GOAWAY with an error: likewise, whatever the error is called', async () => {
    let first: ServerHttp2Stream | null = null;
    const { onflow, asked } = await serverThat((call, stream, session) => {
      if (!isCreate(call)) return true;
      if (first === null) {
        first = stream;
        return false;
      }
      session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, first.id ?? 1);
      setTimeout(() => session.destroy(), 50);
      return false;
    });
    await onflow.warehouses.list();
    const accepted = errorOf(onflow.shipments.create({ a: 1 }));
    await expect.poll(() => first !== null).toBe(true);
    const refused = await errorOf(onflow.shipments.create({ a: 2 }));
    expect(refused).toMatchObject({ code: 'connectionLost', sent: 'no' });
    expect(await accepted).toMatchObject({ code: 'connectionLost', sent: 'maybe' });
    expect(asked.filter(isCreate)).toEqual([]);
  });

  test('GOAWAY to a connection that rests: the next document goes over a new one, once', async () => {
    let sessions = 0;
    const seen = new Set<Http2Session>();
    const { onflow, asked } = await serverThat((_call, _stream, session) => {
      if (!seen.has(session)) sessions += 1;
      seen.add(session);
      return true;
    });
    await onflow.warehouses.list();
    for (const session of seen) session.goaway(constants.NGHTTP2_NO_ERROR);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await onflow.shipments.create({ a: 1 })).toMatch(/^OASC/);
    expect(asked.filter(isCreate)).toHaveLength(1);
    expect(sessions).toBe(2);
  });

  test('a connection that is cut under several documents: each may have been done, and none goes again', async () => {
    let arrived = 0;
    const { onflow } = await serverThat((call, _stream, session) => {
      if (!isCreate(call)) return true;
      arrived += 1;
      if (arrived === 3) session.destroy();
      return false;
    });
    await onflow.warehouses.list();
    const errors = await Promise.all([1, 2, 3].map((a) => errorOf(onflow.shipments.create({ a }))));
    for (const error of errors) expect(error).toMatchObject({ code: 'connectionLost', sent: 'maybe' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(arrived).toBe(3);
  });

  test('a server that can only HTTP/1.1 is spoken to in that', async () => {
    trustCompany();
    const versions: string[] = [];
    const server = createServer({ key: sample('server.key'), cert: sample('server.pem') }, (request, response) => {
      versions.push(request.httpVersion);
      response.end(envelope([]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUp.push(() => {
      server.closeAllConnections();
      server.close();
    });
    await clientAt(`https://127.0.0.1:${(server.address() as AddressInfo).port}`).warehouses.list();
    expect(versions).toEqual(['1.1']);
  });

  test.each([constants.NGHTTP2_REFUSED_STREAM, constants.NGHTTP2_INTERNAL_ERROR])(
    'a question whose stream is reset with %i is asked again, once',
    async (code) => {
      let times = 0;
      const { onflow } = await serverThat((call, stream) => {
        if (!call.includes('brands')) return true;
        times += 1;
        if (times === 1) stream.close(code);
        return times > 1;
      });
      expect(await onflow.brands.list()).toMatchObject({ rows: [] });
      expect(times).toBe(2);
    },
  );
});
