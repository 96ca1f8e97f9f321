/** A proxy that asks who one is: names and passwords, what is shown to it, and how often. Real proxies on loopback. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import type { ProxySignIn } from '../../contract/connection.ts';
import { Doorkeepers } from '../../main/onflow/doorkeepers.ts';
import { type SignIn, type Standing, cleanUp, clientAt, opened } from './behindProxy.ts';
import { envelope, errorOf } from './onflowServer.ts';
import { asksForName, connectAnswer, proxy, secureServer } from './proxy.ts';
import type { ProxyServer } from './proxy.ts';

const company = { user: 'mai.tran', password: 'mật khẩu: 1' };

describe('a proxy that asks for a name', () => {
  const keptIn =
    (kept: { signIn: ProxySignIn | null }): SignIn =>
    () =>
      Promise.resolve(kept.signIn);

  test('is said as that, by name; with what was typed the desk goes through, and shows it at once from then on', async () => {
    const server = await opened(secureServer(undefined, { http2: false }));
    const through = await opened(proxy((request) => asksForName(request, company.user, company.password)));
    const kept: { signIn: ProxySignIn | null } = { signIn: null };
    const { onflow } = clientAt(server.origin, () => `PROXY ${through.name}`, keptIn(kept));
    expect(await errorOf(onflow.shipments.create({}))).toMatchObject({
      code: 'proxySignIn',
      sent: 'no',
      params: { proxy: through.name, cause: 'none', host: '127.0.0.1' },
    });
    expect(server.requests).toHaveLength(0);
    kept.signIn = company;
    await onflow.warehouses.list();
    const before = through.asked.length;
    await Promise.all([onflow.warehouses.list(), onflow.brands.list()]);
    expect(through.asked.length).toBeGreaterThan(before);
    expect(through.asked.slice(before).every(({ headers }) => headers['proxy-authorization'] !== undefined)).toBe(true);
    // What is for the proxy does not come to the server.
    expect(server.requests.some(({ headers }) => 'proxy-authorization' in headers)).toBe(false);
  });

  const shown = ({ asked }: ProxyServer): (string | undefined)[] => asked.flatMap(({ headers }) => headers['proxy-authorization'] ?? []);

  test('a wrong password is shown once, and then not before it is another one', async () => {
    const server = await opened(secureServer());
    const through = await opened(proxy((request) => asksForName(request, company.user, company.password)));
    const kept: { signIn: ProxySignIn | null } = { signIn: { user: company.user, password: 'old' } };
    const { onflow, journal, log } = clientAt(server.origin, () => `PROXY ${through.name}`, keptIn(kept));
    for (let n = 0; n < 4; n += 1)
      expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'proxySignIn', params: { cause: 'wrong' } });
    expect(shown(through)).toHaveLength(1);
    kept.signIn = company;
    await onflow.warehouses.list();
    expect(JSON.stringify([journal, log])).not.toContain(company.password);
  });

  test('a password that was changed while the desk runs is shown once, by however many connections at once, and by none made later', async () => {
    let answer: (() => void) | null = null;
    const server = await opened(
      secureServer(
        (request, response) => {
          if (request.url?.includes('brands') === true) answer = () => void response.end(envelope([]));
          else request.resume().on('end', () => response.setHeader('connection', 'close').end(envelope([])));
        },
        { http2: false },
      ),
    );
    let accepted = company.password;
    const through = await opened(proxy((request) => asksForName(request, company.user, accepted)));
    const keepers = new Doorkeepers(keptIn({ signIn: company }));
    const { onflow } = clientAt(server.origin, () => `PROXY ${through.name}`, keepers);
    await onflow.warehouses.list();
    // The one connection there is is busy, so that each of the others needs one of its own.
    const busy = onflow.brands.list();
    await expect.poll(() => answer).not.toBeNull();
    await Promise.all(Array.from({ length: 3 }, () => onflow.warehouses.list()));
    // All go on with the one that was accepted.
    const before = shown(through).length;
    expect(before).toBeGreaterThan(1);
    accepted = 'a new one';
    await expect.poll(() => through.tunnels.size).toBe(1);
    const wrong = { code: 'proxySignIn', sent: 'no', params: { cause: 'wrong' } };
    for (const error of await Promise.all(Array.from({ length: 5 }, (_, a) => errorOf(onflow.shipments.create({ a })))))
      expect(error).toMatchObject(wrong);
    // Another connection's client, as after changing to another account and back.
    const again = clientAt(server.origin, () => `PROXY ${through.name}`, keepers);
    expect(await errorOf(again.onflow.warehouses.list())).toMatchObject(wrong);
    expect(shown(through)).toHaveLength(before + 1);
    (answer as unknown as () => void)();
    await busy.catch(() => undefined);
  });

  test('a password that was never accepted is shown once by many connections at once', async () => {
    const server = await opened(secureServer());
    const through = await opened(proxy((request) => asksForName(request, company.user, company.password)));
    const keepers = new Doorkeepers(keptIn({ signIn: { ...company, password: 'old' } }));
    const clients = Array.from({ length: 5 }, () => clientAt(server.origin, () => `PROXY ${through.name}`, keepers));
    for (const error of await Promise.all(clients.map(({ onflow }) => errorOf(onflow.warehouses.list()))))
      expect(error).toMatchObject({ code: 'proxySignIn', params: { cause: 'wrong' } });
    expect(shown(through)).toHaveLength(1);
  });

  test('a password that was refused by a proxy that then takes none any more was shown, and is not shown again', async () => {
    const server = await opened(secureServer());
    const through = await opened(
      proxy((request, nth) =>
        nth === 2 ? connectAnswer(407, ['proxy-authenticate: NTLM']) : asksForName(request, company.user, company.password),
      ),
    );
    const { onflow } = clientAt(server.origin, () => `PROXY ${through.name}`, keptIn({ signIn: { ...company, password: 'old' } }));
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'proxySignIn', params: { cause: 'scheme' } });
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'proxySignIn', params: { cause: 'wrong' } });
    expect(shown(through)).toHaveLength(1);
  });

  /** A proxy that has asked once, and says nothing to the showings that `silent` names by their number. */
  const silentTo = async (...silent: readonly number[]) => {
    const server = await opened(secureServer());
    let nth = 0;
    const through = await opened(
      proxy((request) => {
        if (request.headers['proxy-authorization'] !== undefined) nth += 1;
        return silent.includes(nth) ? 'silent' : asksForName(request, company.user, company.password);
      }),
    );
    return { server, through };
  };
  const timeouts = { connectMs: 6_000, answerMs: 20_000, bodyMs: 20_000 };

  test('one to which the proxy says nothing holds up no other, not even for as long as a connection may take', async () => {
    const { server, through } = await silentTo(1);
    const keepers = new Doorkeepers(keptIn({ signIn: company }));
    const [one, ...others] = Array.from({ length: 4 }, () =>
      clientAt(server.origin, () => `PROXY ${through.name}`, keepers, undefined, timeouts),
    );
    const silent = errorOf((one as Standing).onflow.warehouses.list());
    await expect.poll(() => shown(through).length).toBe(1);
    let isOver = false;
    void silent.then(() => (isOver = true));
    await Promise.all(others.map(({ onflow }) => onflow.warehouses.list()));
    expect(isOver).toBe(false);
    expect(await silent).toMatchObject({ code: 'proxyUnreachable', sent: 'no' });
  });

  test('a name is shown by two at most before it is known what the proxy thinks of it, however slow it is', async () => {
    const { server, through } = await silentTo(1, 2, 3, 4, 5);
    const keepers = new Doorkeepers(keptIn({ signIn: company }));
    const errors = Array.from({ length: 5 }, () =>
      errorOf(clientAt(server.origin, () => `PROXY ${through.name}`, keepers, undefined, timeouts).onflow.warehouses.list()),
    );
    await expect.poll(() => shown(through).length).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(shown(through)).toHaveLength(2);
    for (const each of cleanUp.splice(0).toReversed()) await each();
    await Promise.all(errors);
  });

  test('a connection that is closed while it is being made holds up none of another account', async () => {
    const server = await opened(secureServer());
    const sockets = new Set<Socket>();
    // Where TLS should be, it says nothing.
    let isSilent = false;
    const through = await opened(proxy((request) => asksForName(request, company.user, company.password)));
    const front = createServer((client) => {
      sockets.add(client);
      client.on('error', () => client.destroy());
      if (isSilent) return;
      const onward = connect(Number(through.name.split(':')[1]), '127.0.0.1');
      sockets.add(onward);
      onward.on('error', () => client.destroy());
      client.pipe(onward).pipe(client);
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    cleanUp.push(() => {
      for (const socket of sockets) socket.destroy();
      front.close();
    });
    const name = `127.0.0.1:${(front.address() as AddressInfo).port}`;
    const keepers = new Doorkeepers(keptIn({ signIn: company }));
    const at = (way: string) => clientAt(server.origin, () => `${way} ${name}`, keepers, undefined, timeouts).onflow;
    await at('PROXY').warehouses.list();
    // No time passes: whoever waits for what was closed to be late, or to have taken too long, waits for ever.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    cleanUp.push(() => void vi.useRealTimers());
    isSilent = true;
    const before = sockets.size;
    for (const nth of [1, 2]) {
      const closed = at('HTTPS');
      const over = errorOf(closed.warehouses.list());
      await expect.poll(() => sockets.size).toBe(before + nth);
      await closed.close();
      expect(await over).toMatchObject({ sent: 'no' });
    }
    isSilent = false;
    expect(await at('PROXY').warehouses.list()).toMatchObject({ rows: [] });
  });

  test('its first answer, and every no, ends its connection', async () => {
    const server = await opened(secureServer());
    const sockets = new Set<Socket>();
    const through = await opened(
      proxy(
        (request) => {
          sockets.add(request.socket);
          return asksForName(request, company.user, company.password);
        },
        false,
        { staysOpen: true },
      ),
    );
    await clientAt(server.origin, () => `PROXY ${through.name}`, keptIn({ signIn: company })).onflow.warehouses.list();
    await expect.poll(() => [...sockets].map(({ destroyed }) => destroyed)).toEqual([true, false]);
    sockets.clear();
    const failing = (): Promise<never> => Promise.reject(new Error('no keychain'));
    await errorOf(clientAt(server.origin, () => `PROXY ${through.name}`, failing).onflow.warehouses.list());
    await expect.poll(() => [...sockets].map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  test('in a way that is not spoken here: says which, and shows no password', async () => {
    const server = await opened(secureServer());
    const through = await opened(proxy(() => connectAnswer(407, ['proxy-authenticate: Negotiate', 'Proxy-Authenticate: NTLM'])));
    const { onflow } = clientAt(server.origin, () => `PROXY ${through.name}`, keptIn({ signIn: company }));
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({
      code: 'proxySignIn',
      sent: 'no',
      params: { cause: 'scheme', schemes: 'Negotiate, NTLM' },
    });
    expect(through.asked.some(({ headers }) => headers['proxy-authorization'] !== undefined)).toBe(false);
  });
});
