import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createOnflow } from '../../main/onflow/client.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { bench, envelope, errorOf, json, token } from './onflowServer.ts';
import type { Bench } from './onflowServer.ts';

let open: Bench | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
const start = async (...args: Parameters<typeof bench>): Promise<Bench> => (open = await bench(...args));
/** Each time-out is short where it is what happens, and there alone: on a crowded machine the others must not come before it. */
const patient = { connectMs: 20_000, answerMs: 20_000, bodyMs: 20_000 };
const clientAt = (baseUrl: string, timeouts = patient) =>
  createOnflow({ baseUrl, token: () => token, language: () => 'vi', profile: {}, limiter: createLimiter(), timeouts });

describe('whether a request left', () => {
  test('a refused port: nothing left', async () => {
    const gone = await bench(() => undefined);
    await gone.close();
    const onflow = clientAt(gone.baseUrl);
    expect(await errorOf(onflow.products.create({}))).toEqual({
      code: 'network',
      call: 'products.create',
      sent: 'no',
      params: { reason: 'ECONNREFUSED' },
    });
    await onflow.close();
  });

  test('a name that does not exist: nothing left', async () => {
    const onflow = clientAt('https://desk.invalid');
    expect(await errorOf(onflow.products.create({}))).toMatchObject({ code: 'network', sent: 'no' });
    await onflow.close();
  });

  test('a server that speaks no TLS: nothing left', async () => {
    const { baseUrl } = await start(() => undefined);
    const onflow = clientAt(baseUrl.replace('http:', 'https:'));
    expect(await errorOf(onflow.products.create({}))).toMatchObject({ code: 'network', sent: 'no' });
    expect(open?.requests).toHaveLength(0);
    await onflow.close();
  });

  test('a connection that is never completed: nothing left', async () => {
    const sockets: Socket[] = [];
    // TLS that is never answered stands for a host that swallows packets: both end in the connect time-out.
    const server = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const onflow = clientAt(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, { ...patient, connectMs: 300 });
    expect(await errorOf(onflow.products.create({}))).toMatchObject({ code: 'network', sent: 'no' });
    await onflow.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  test('a call that is stopped before it is connected: nothing left, and nothing leaves later', async () => {
    const { onflow, requests } = await start((_, response) => json(response, 200, envelope({ oasin: 'O' })));
    const stop = new AbortController();
    const call = errorOf(onflow.products.create({}, { signal: stop.signal }));
    // The slot is given at once; the connection takes at least a turn of the event loop.
    await Promise.resolve();
    stop.abort();
    expect(await call).toMatchObject({ code: 'cancelled', sent: 'no' });
    await onflow.warehouses.list().catch(() => undefined);
    expect(requests.map((request) => request.url)).toEqual(['/api/v1/warehouses/list']);
  });

  test('a connection destroyed after the request arrived: it may have been done', async () => {
    const { onflow, requests } = await start((request) => void request.socket.destroy());
    expect(await errorOf(onflow.products.create({ sku: 'A' }))).toMatchObject({ code: 'connectionLost', sent: 'maybe' });
    expect(requests).toHaveLength(1);
  });

  test('a kept connection that the server drops is not a reason to send twice', async () => {
    let calls = 0;
    const { onflow } = await start((request, response) => {
      calls += 1;
      if (calls === 1) json(response, 200, envelope([]));
      else request.socket.destroy();
    });
    await onflow.warehouses.list();
    expect(await errorOf(onflow.products.create({}))).toMatchObject({ code: 'connectionLost', sent: 'maybe' });
    expect(calls).toBe(2);
  });

  test('a question on a kept connection that the server drops is asked again without a word, over a new one', async () => {
    const seen = new WeakSet<object>();
    let dropped = 0;
    const { onflow } = await start((request, response) => {
      if (seen.has(request.socket)) {
        dropped += 1;
        request.socket.destroy();
        return;
      }
      seen.add(request.socket);
      setTimeout(() => json(response, 200, envelope([])), 20);
    });
    // Several kept connections, all of which the server closes.
    await Promise.all([onflow.warehouses.list(), onflow.brands.list(), onflow.products.list()]);
    for (let n = 0; n < 6; n += 1) expect(await onflow.warehouses.list()).toMatchObject({ rows: [] });
    expect(dropped).toBeGreaterThan(0);
  });

  test('a server that drops every question is asked twice, and no more', async () => {
    const { onflow, requests } = await start((request) => void request.socket.destroy());
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'connectionLost' });
    expect(requests).toHaveLength(2);
  });

  test('421: it was not taken up, and is sent once more over a connection of its own', async () => {
    const ports: (number | undefined)[] = [];
    const { onflow } = await start((request, response) => {
      ports.push(request.socket.remotePort);
      if (new Set(ports).size === 1) json(response, 421, 'Misdirected Request');
      else json(response, 200, envelope({ tracking_code: 'OASC1' }));
    });
    await expect(onflow.shipments.create({})).resolves.toBe('OASC1');
    expect(new Set(ports).size).toBe(2);
  });

  test('421 and 425 whose words break off: it was not taken up', async () => {
    for (const status of [421, 425]) {
      const { onflow } = await start((_, response) => {
        response.writeHead(status, { 'content-length': '500' }).write('{"err');
        setImmediate(() => response.destroy());
      });
      expect(await errorOf(onflow.products.create({}))).toMatchObject({ sent: 'no', provider: { httpStatus: status } });
      await open?.close();
    }
  });

  test('silence: it may have been done', async () => {
    const { onflow } = await start(() => undefined, { timeouts: { ...patient, answerMs: 300 } });
    expect(await errorOf(onflow.products.create({}))).toMatchObject({ code: 'timeout', sent: 'maybe' });
  });

  test('an answer that stops half-way', async () => {
    const { onflow } = await start((_, response) => void response.writeHead(201, { 'content-length': '500' }).write('{"data":'), {
      timeouts: { ...patient, bodyMs: 300 },
    });
    expect(await errorOf(onflow.products.create({}))).toMatchObject({ code: 'timeout', sent: 'maybe', provider: { httpStatus: 201 } });
  });

  test('an answer that trickles on for ever', async () => {
    const { onflow } = await start(
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => (response.destroyed ? clearInterval(drip) : response.write(' ')), 50);
      },
      { timeouts: { ...patient, bodyMs: 300 } },
    );
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'timeout', sent: 'maybe' });
  });

  test('an answer that breaks off', async () => {
    const { onflow } = await start((_, response) => {
      response.writeHead(201, { 'content-length': '500' });
      response.write('{"data":', () => response.destroy());
    });
    expect(await errorOf(onflow.products.create({}))).toMatchObject({ code: 'connectionLost', sent: 'maybe' });
  });

  test('a call stopped while the provider thinks: it may have been done', async () => {
    const stop = new AbortController();
    const { onflow } = await start(() => stop.abort());
    expect(await errorOf(onflow.products.create({}, { signal: stop.signal }))).toMatchObject({ code: 'cancelled', sent: 'maybe' });
  });
});

describe('an upload', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'desk-upload-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const fileOf = async (bytes: Buffer, name = 'label.pdf') => {
    const path = join(folder, randomBytes(6).toString('hex'));
    await writeFile(path, bytes);
    return { path, name, mediaType: 'application/pdf' };
  };
  /** The one part of a multipart body. */
  const partOf = (request: Bench['requests'][number]): { head: string; bytes: Buffer } => {
    const boundary = /boundary=(.+)$/.exec(request.headers['content-type'] ?? '')?.[1] ?? '';
    const headEnd = request.body.indexOf('\r\n\r\n');
    const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
    expect(request.body.subarray(-tail.length)).toEqual(tail);
    return { head: request.body.subarray(0, headEnd).toString('utf8'), bytes: request.body.subarray(headEnd + 4, -tail.length) };
  };
  const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

  test.each([0, 1, 65_536, 5_000_001])('of %i bytes arrives byte for byte, with its length known beforehand', async (size) => {
    const bytes = randomBytes(size);
    const { onflow, requests } = await start((_, response) => json(response, 200, envelope({ url: 'https://files.example/1' })));
    expect(await onflow.files.upload(await fileOf(bytes))).toBe('https://files.example/1');
    const [request] = requests;
    if (request === undefined) throw new Error('no request');
    expect(Number(request.headers['content-length'])).toBe(request.body.length);
    expect(sha256(partOf(request).bytes)).toBe(sha256(bytes));
  });

  test('says how far it is, up to the last byte', async () => {
    const bytes = randomBytes(3_000_000);
    const { onflow } = await start((_, response) => json(response, 200, envelope('https://files.example/2')));
    const steps: number[] = [];
    await onflow.files.upload(await fileOf(bytes), { onProgress: (sent, total) => (expect(total).toBe(3_000_000), steps.push(sent)) });
    expect(steps.length).toBeGreaterThan(10);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(3_000_000);
  });

  test('can be stopped half-way', async () => {
    const stop = new AbortController();
    const { onflow } = await start((request) => void request.pause(), { raw: true });
    const upload = onflow.files.upload(await fileOf(randomBytes(15_000_000)), { signal: stop.signal, onProgress: () => stop.abort() });
    expect(await errorOf(upload)).toMatchObject({ code: 'cancelled', sent: 'maybe' });
  });

  test('is made again, whole, after a 429', async () => {
    const bytes = randomBytes(100_000);
    let calls = 0;
    const { onflow, requests } = await start((_, response) =>
      calls++ === 0 ? json(response, 429, '', { 'retry-after': '0' }) : json(response, 200, envelope({ file_url: 'u' })),
    );
    await onflow.files.upload(await fileOf(bytes));
    expect(requests.map((request) => sha256(partOf(request).bytes))).toEqual([sha256(bytes), sha256(bytes)]);
  });

  test('of a file that has vanished is refused before anything leaves', async () => {
    const { onflow, requests } = await start((_, response) => json(response, 200, envelope('u')));
    const error = await errorOf(onflow.files.upload({ path: join(folder, 'gone'), name: 'x', mediaType: 'image/png' }));
    expect(error).toMatchObject({ code: 'fileVanished', sent: 'no' });
    expect(requests).toHaveLength(0);
  });

  test('carries a name in plain letters, and the whole one beside it where that says more', async () => {
    const { onflow, requests } = await start((_, response) => json(response, 200, envelope('u')));
    const sent = async (name: string): Promise<string | undefined> => {
      await onflow.files.upload(await fileOf(Buffer.from('x'), name));
      const request = requests.at(-1);
      return request === undefined ? undefined : /; (filename=.*)/.exec(partOf(request).head)?.[1];
    };
    expect(await sent('label (2).pdf')).toBe('filename="label (2).pdf"');
    expect(await sent("Nhãn vận đơn (1)'s.pdf")).toBe(
      `filename="Nhan van don (1)'s.pdf"; filename*=UTF-8''Nh%C3%A3n%20v%E1%BA%ADn%20%C4%91%C6%A1n%20%281%29%27s.pdf`,
    );
    expect(await sent('运单.pdf')).toBe(`filename="_.pdf"; filename*=UTF-8''%E8%BF%90%E5%8D%95.pdf`);
  });

  test('uses the profile’s field and keeps any file name inside its quotes', async () => {
    const { onflow, requests } = await start((_, response) => json(response, 200, envelope('u')), {
      profile: { calls: { 'files.upload': { fileField: 'document' } } },
    });
    await onflow.files.upload(await fileOf(Buffer.from('x'), 'nhãn "đỏ"\r\nX-Evil: 1.pdf'.normalize('NFD')));
    const [request] = requests;
    if (request === undefined) throw new Error('no request');
    expect(partOf(request).head.split('\r\n').slice(1)).toEqual([
      `Content-Disposition: form-data; name="document"; filename="nhan %22do%22_X-Evil: 1.pdf"; filename*=UTF-8''nh%C3%A3n%20%22%C4%91%E1%BB%8F%22__X-Evil%3A%201.pdf`,
      'Content-Type: application/pdf',
    ]);
  });
});

describe('the type of an uploaded file', () => {
  test('cannot carry a header of its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'desk-upload-'));
    const path = join(folder, 'x');
    await writeFile(path, 'x');
    const { onflow, requests } = await start((_, response) => json(response, 200, envelope('u')));
    await onflow.files.upload({ path, name: 'x', mediaType: 'image/png\r\nX-Evil: 1' });
    expect(String(requests[0]?.body)).not.toContain('X-Evil');
    await rm(folder, { recursive: true, force: true });
  });
});

describe('a download', () => {
  test('brings the bill’s bytes', async () => {
    const { onflow, baseUrl, requests } = await start(
      (_, response) => void response.writeHead(200, { 'content-type': 'Application/PDF; x=1' }).end('%PDF-1.7'),
    );
    expect(await onflow.download(`${baseUrl}/bills/1.pdf?s=2`)).toEqual({ bytes: Buffer.from('%PDF-1.7'), mediaType: 'application/pdf' });
    expect(requests[0]).toMatchObject({ method: 'GET', url: '/bills/1.pdf?s=2' });
  });

  test('over plain http is refused even on this computer, but for the practice server itself', async () => {
    const { onflow, requests } = await start((_, response) => void response.end('x'));
    const other = await bench((_, response) => void response.end('x'));
    expect(await errorOf(onflow.download(`${other.baseUrl}/x.pdf`))).toMatchObject({ code: 'linkRefused' });
    expect(await errorOf(onflow.download(`${other.baseUrl.replace('http:', 'https:')}/x.pdf`))).toMatchObject({
      code: 'network',
      sent: 'no',
    });
    expect([...requests, ...other.requests]).toHaveLength(0);
    await other.close();
  });

  test.each([
    'file:///etc/passwd',
    'http://files.example/x.pdf',
    'javascript:alert(1)',
    'https://me:pw@files.example/x',
    'http://127.0.0.1:1/x',
    '',
  ])('of %j is refused or fails without leaving', async (link) => {
    const { onflow } = await start((_, response) => void response.writeHead(404).end());
    const error = await errorOf(onflow.download(link));
    expect(link === '' ? 'unreadable' : 'linkRefused').toBe(error.code);
  });
});
