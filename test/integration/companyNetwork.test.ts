/** A whole desk in a company's network: its proxy, its authority, its wrong clocks. Real servers and proxies on loopback. */
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ConnectionId, SessionState } from '../../contract/connection.ts';
import type { OutboxDetail, OutboxItem } from '../../contract/outbox.ts';
import { envelope } from './onflowServer.ts';
import { type Running, newFolder, start, until } from './severalDesks.ts';
import { type Listening, asksForName, connectAnswer, proxy, sample, secureServer } from './proxy.ts';

const company = { user: 'HANOI\\mai.tran', password: 'mật-khẩu-42!' };
const opened = async <T extends Listening>(starting: Promise<T>): Promise<T> => {
  const server = await starting;
  onTestFinished(() => server.close());
  return server;
};

interface Set {
  readonly caFile?: string | null;
  readonly items?: Map<string, string>;
  readonly folder?: string;
}
/** A desk that IT has set up on this server, its way out as `pac` says. */
async function deskOn(
  origin: string,
  pac: (url: string) => string,
  { caFile = 'ca.pem', items = new Map(), folder = newFolder() }: Set = {},
) {
  const setUp = newFolder();
  writeFileSync(join(setUp, 'ca.pem'), sample('ca.pem'));
  const file = join(setUp, 'desk.json');
  writeFileSync(file, JSON.stringify({ name: 'Shop', environment: 'staging', baseUrl: origin, ...(caFile === null ? {} : { caFile }) }));
  const desk = await start({
    folder,
    items,
    argv: ['--provision', file],
    provisionedToken: 'tok-1',
    resolveProxy: (url) => Promise.resolve(pac(url)),
  });
  return { desk, items, folder, caFile: join(setUp, 'ca.pem') };
}
const sessionOf = async (desk: Running): Promise<SessionState> =>
  (await desk.get('app.state', undefined)).session ?? expect.unreachable('no session');
const idOf = async (desk: Running): Promise<ConnectionId> => (await sessionOf(desk)).connection.id;
async function send(desk: Running, reference: string): Promise<() => Promise<OutboxDetail>> {
  const from = desk.from(await idOf(desk));
  const body = {
    warehouse_code: 'W',
    platform: 'shopee',
    merchant_tracking_code_reference: reference,
    items: [{ oasin: 'O', product_quantity: 1 }],
  };
  const item: OutboxItem = await from('outbox.queue', {
    draftId: (await from('drafts.save', { id: randomUUID(), kind: 'shipment', body })).id,
  });
  return async () => (await from('outbox.get', { id: item.id })) ?? expect.unreachable('no row');
}
const creates = (calls: readonly { readonly call: string }[]): number => calls.filter(({ call }) => call.startsWith('POST')).length;
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((each) => join(folder, each))
    .filter((each) => statSync(each).isFile());

describe('behind a proxy that asks for a name', () => {
  test('all waits and says so; with the name it goes, once, and the next start asks nobody', async () => {
    const server = await opened(secureServer());
    const through = await opened(proxy((request) => asksForName(request, company.user, company.password)));
    const first = await deskOn(server.origin, () => `PROXY ${through.name}`);
    const row = await send(first.desk, 'DH-1');
    await until('it is said', async () => (await sessionOf(first.desk)).obstacle?.code === 'proxySignIn');
    expect((await sessionOf(first.desk)).obstacle?.params).toMatchObject({ proxy: through.name, cause: 'none' });
    await until('the document came back', async () => (await row()).error?.code === 'proxySignIn');
    expect((await row()).state).toBe('queued');

    await first.desk.get('proxies.signIn', { proxy: through.name, ...company });
    await first.desk.from(await idOf(first.desk))('connections.test', undefined);
    await until('it is sent', async () => (await row()).state === 'confirmed');
    expect(creates(server.requests)).toBe(1);
    expect(await first.desk.get('app.state', undefined)).toMatchObject({
      proxies: [through.name],
      session: { obstacle: null, network: 'online' },
    });
    expect([...first.items.values()].some((item) => item.includes('mai.tran'))).toBe(true);
    await first.desk.desk.close();
    for (const file of filesIn(first.folder))
      for (const secret of [company.password, Buffer.from(`${company.user}:${company.password}`).toString('base64')])
        expect(readFileSync(file).includes(secret), file).toBe(false);
    expect(JSON.stringify([first.desk.lines, first.desk.events])).not.toContain(company.password);

    const second = await deskOn(server.origin, () => `PROXY ${through.name}`, { items: first.items, folder: first.folder });
    await second.desk.from(await idOf(second.desk))('connections.test', undefined);
    expect((await sessionOf(second.desk)).obstacle).toBeNull();
    await second.desk.get('proxies.forget', { proxy: through.name });
    expect((await second.desk.get('app.state', undefined)).proxies).toEqual([]);
    expect([...second.items.values()].some((item) => item.includes('mai.tran'))).toBe(false);
  });

  test('a password that was refused is not shown again: not after opening anew, not at the next start, until it is typed', async () => {
    const server = await opened(secureServer());
    let accepted = company.password;
    const through = await opened(proxy((request) => asksForName(request, company.user, accepted)));
    const shown = (): number => through.asked.filter(({ headers }) => headers['proxy-authorization'] !== undefined).length;
    const first = await deskOn(server.origin, () => `PROXY ${through.name}`);
    const id = await idOf(first.desk);
    await until('it is said', async () => {
      await first.desk.of(id)('connections.test', undefined);
      return (await sessionOf(first.desk)).obstacle?.code === 'proxySignIn';
    });
    accepted = 'changed since';
    await first.desk.get('proxies.signIn', { proxy: through.name, ...company });
    const wrong = { ok: false, error: { code: 'proxySignIn', params: { cause: 'wrong' } } };
    expect(await first.desk.of(id)('connections.test', undefined)).toMatchObject(wrong);
    await first.desk.get('connections.open', { id });
    expect(await first.desk.of(id)('connections.test', undefined)).toMatchObject(wrong);
    expect(shown()).toBe(1);
    await first.desk.desk.close();

    const second = await deskOn(server.origin, () => `PROXY ${through.name}`, { items: first.items, folder: first.folder });
    const of = second.desk.of(await idOf(second.desk));
    expect(await of('connections.test', undefined)).toMatchObject(wrong);
    expect(shown()).toBe(1);
    // The same once more, by a person's hand; and then the right one.
    for (const times of [2, 3]) {
      await second.desk.get('proxies.signIn', { proxy: through.name, ...company });
      expect(await of('connections.test', undefined)).toMatchObject(wrong);
      expect(shown()).toBe(times);
    }
    await second.desk.get('proxies.signIn', { proxy: through.name, user: company.user, password: accepted });
    expect(await of('connections.test', undefined)).toMatchObject({ ok: true });
    await second.desk.desk.close();
    for (const file of filesIn(second.folder)) expect(readFileSync(file).includes(company.password), file).toBe(false);

    const third = await deskOn(server.origin, () => `PROXY ${through.name}`, { items: first.items, folder: first.folder });
    expect(await third.desk.of(await idOf(third.desk))('connections.test', undefined)).toMatchObject({ ok: true });
  });

  test('a password is kept for no proxy that has not asked', async () => {
    const { desk, items } = await deskOn('https://127.0.0.1:9', () => 'DIRECT');
    const { answer } = await import('../../main/desk/door.ts');
    expect(await answer('proxies.signIn', { proxy: 'elsewhere.example:3128', ...company }, desk.desk.handlers, () => {})).toEqual({
      ok: false,
      error: { code: 'notFound' },
    });
    expect([...items.keys()].filter((key) => key.startsWith('proxy:'))).toEqual([]);
  });

  test('a proxy that forbids the address is said as that, and all goes on by itself when it lets it through', async () => {
    const server = await opened(secureServer());
    let isOpen = false;
    const through = await opened(proxy(() => (isOpen ? 'open' : connectAnswer(403, [], '<html>Chặn</html>'))));
    const { desk } = await deskOn(server.origin, () => `PROXY ${through.name}`);
    const row = await send(desk, 'DH-1');
    await until('it is said', async () => (await sessionOf(desk)).obstacle?.code === 'proxyRefused');
    await until('the document came back', async () => (await row()).error?.code === 'proxyRefused' && (await row()).state === 'queued');
    isOpen = true;
    await until('it is sent', async () => (await row()).state === 'confirmed');
    expect((await sessionOf(desk)).obstacle).toBeNull();
    expect(creates(server.requests)).toBe(1);
  });
});

describe('a host of files', () => {
  /** A provider whose bills lie at `files`. */
  const providerWith = (files: () => string) =>
    opened(
      secureServer((request, response) => {
        const isBill = request.url?.endsWith('/export-po-bill') === true;
        request.resume().on('end', () => response.end(envelope(isBill ? { po_bill_url: `${files()}/bill.pdf` } : [])));
      }),
    );
  const networksTold = (desk: Running): unknown[] =>
    desk.events.flatMap(({ name, payload }) => (name === 'session.changed' ? [(payload as SessionState).network] : []));

  test('that cannot be reached does not make the desk offline', async () => {
    const gone = await proxy(() => 'cut');
    await gone.close();
    const server = await providerWith(() => `https://${gone.name}`);
    const { desk } = await deskOn(server.origin, () => 'DIRECT');
    const id = await idOf(desk);
    await desk.from(id)('connections.test', undefined);
    expect(await desk.of(id)('purchaseOrders.bill', { code: 'PO1' })).toMatchObject({ ok: false, error: { code: 'network' } });
    expect((await sessionOf(desk)).network).toBe('online');
    expect(networksTold(desk)).not.toContain('offline');
  });

  test('that answers does not hide what is in the way to the provider', async () => {
    let release: (() => void) | null = null;
    const files = await opened(secureServer((_, response) => (release = () => void response.end('%PDF-1.7'))));
    const server = await providerWith(() => files.origin);
    let isShut = false;
    const through = await opened(proxy(({ url }) => (isShut && url === server.name ? connectAnswer(403) : 'open')));
    const { desk } = await deskOn(server.origin, () => `PROXY ${through.name}`);
    const id = await idOf(desk);
    const bill = desk.of(id)('purchaseOrders.bill', { code: 'PO1' });
    await until('the file is asked for', () => Promise.resolve(release !== null));
    isShut = true;
    // The provider's, which was opened first.
    [...through.tunnels][0]?.destroy();
    await until('it is said', async () => {
      await desk.of(id)('connections.test', undefined);
      return (await sessionOf(desk)).obstacle?.code === 'proxyRefused';
    });
    (release as unknown as () => void)();
    expect(await bill).toMatchObject({ ok: true });
    expect((await sessionOf(desk)).obstacle?.code).toBe('proxyRefused');
  });

  test('behind a proxy of its own that asks for a name: the name can be given, and the file comes', async () => {
    const files = await opened(secureServer((_, response) => response.end('%PDF-1.7')));
    const server = await providerWith(() => files.origin);
    const through = await opened(proxy((request) => asksForName(request, company.user, company.password)));
    const { desk } = await deskOn(server.origin, (url) => (url.startsWith(files.origin) ? `PROXY ${through.name}` : 'DIRECT'));
    const id = await idOf(desk);
    expect(await desk.of(id)('purchaseOrders.bill', { code: 'PO1' })).toMatchObject({
      ok: false,
      error: { code: 'proxySignIn', params: { proxy: through.name, cause: 'none' } },
    });
    // The provider itself is reached: nothing else waits.
    expect((await sessionOf(desk)).obstacle).toBeNull();
    await desk.get('proxies.signIn', { proxy: through.name, ...company });
    expect(await desk.of(id)('purchaseOrders.bill', { code: 'PO1' })).toMatchObject({ ok: true });
  });
});

describe("the company's file of authorities", () => {
  test('that the provisioning file names is trusted, at the next start too', async () => {
    const server = await opened(secureServer());
    const first = await deskOn(server.origin, () => 'DIRECT');
    expect(await first.desk.from(await idOf(first.desk))('connections.test', undefined)).toMatchObject({
      durationMs: expect.any(Number) as number,
    });
    await first.desk.desk.close();
    const second = await deskOn(server.origin, () => 'DIRECT', { ...first, caFile: null });
    // The file lies where it was named.
    expect(await second.desk.from(await idOf(second.desk))('connections.test', undefined)).toMatchObject({
      durationMs: expect.any(Number) as number,
    });
  });

  test('that is gone by the next start is named, where a certificate is refused', async () => {
    const server = await opened(secureServer());
    const first = await deskOn(server.origin, () => 'DIRECT');
    await first.desk.desk.close();
    rmSync(first.caFile);
    const { desk } = await deskOn(server.origin, () => 'DIRECT', { ...first, caFile: null });
    expect(await desk.of(await idOf(desk))('connections.test', undefined)).toMatchObject({
      ok: false,
      error: { code: 'certificate', params: { cause: 'unknownIssuer', caFile: first.caFile } },
    });
    await until('it is said', async () => (await sessionOf(desk)).obstacle?.params?.['caFile'] === first.caFile);
  });

  test.each(['gone.pem', 'desk.json'])('%s, in which there is none, is refused when it is named', async (caFile) => {
    const { desk } = await deskOn('https://127.0.0.1:9', () => 'DIRECT', { caFile });
    expect((await desk.get('app.state', undefined)).trouble).toMatchObject({ code: 'caFileInvalid' });
  });
});

describe('a wrong clock of this computer', () => {
  test("is named by the provider's, from six minutes on", async () => {
    const offMs = { now: -3 * 3_600_000 };
    const server = await opened(
      secureServer((request, response) => {
        response.setHeader('date', new Date(Date.now() + offMs.now).toUTCString());
        request.resume().on('end', () => response.end(envelope([])));
      }),
    );
    const { desk } = await deskOn(server.origin, () => 'DIRECT');
    await desk.from(await idOf(desk))('connections.test', undefined);
    expect((await sessionOf(desk)).clockOffMinutes).toBe(-180);
    offMs.now = 4 * 60_000;
    await desk.from(await idOf(desk))('connections.test', undefined);
    expect((await sessionOf(desk)).clockOffMinutes).toBeNull();
  });
});
