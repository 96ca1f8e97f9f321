import { expect, test } from 'vitest';
import type { DeskFailure } from '../../../contract/errors.ts';
import { Caller } from '../../../main/onflow/caller.ts';
import { downloadWith } from '../../../main/onflow/download.ts';
import { createLimiter } from '../../../main/onflow/limiter.ts';
import type { HttpRequest, Transport } from '../../../main/onflow/transport.ts';

const baseUrl = 'https://open-api-dev.nandh.vn';

/** What a download of `link` would put on the wire: a file host with a certificate of its own cannot be had on loopback. */
async function requestFor(link: string): Promise<HttpRequest> {
  const requests: HttpRequest[] = [];
  const transport: Transport = {
    send: async (request) => {
      requests.push(request);
      return { status: 200, headers: {}, body: Buffer.from('%PDF') };
    },
    close: async () => undefined,
  };
  const token = () => 'tok-secret';
  const caller = new Caller({ baseUrl, token, language: () => 'vi', profile: {}, limiter: createLimiter(), transport });
  await downloadWith(caller, transport, { baseUrl, token }, link, {});
  const [request] = requests;
  if (request === undefined) throw new Error('nothing was sent');
  return request;
}

test.each(['https://files.example.com/po-bill.pdf', 'https://open-api-dev.nandh.vn.evil.example/x', 'https://open-api-dev.nandh.vn:444/x'])(
  'a bill on another host is fetched without the token: %s',
  async (link) => {
    expect(JSON.stringify(await requestFor(link))).not.toContain('tok-secret');
  },
);

test('a bill at the provider itself is fetched with it', async () => {
  expect(await requestFor('/bills/1.pdf')).toMatchObject({
    origin: baseUrl,
    path: '/bills/1.pdf',
    headers: { authorization: 'tok-secret' },
  });
});

/** Downloads `link` where each address answers with a redirect to the one behind it, and the last one with a file. */
async function followed(
  link: string,
  chain: Readonly<Record<string, string>>,
  status = 302,
): Promise<{ requests: HttpRequest[]; outcome: unknown }> {
  const requests: HttpRequest[] = [];
  const transport: Transport = {
    send: async (request) => {
      requests.push(request);
      const location = chain[request.origin + request.path];
      return location === undefined
        ? { status: 200, headers: {}, body: Buffer.from('%PDF') }
        : { status, headers: { location }, body: Buffer.alloc(0) };
    },
    close: async () => undefined,
  };
  const token = () => 'tok-secret';
  const caller = new Caller({ baseUrl, token, language: () => 'vi', profile: {}, limiter: createLimiter(), transport });
  const outcome = await downloadWith(caller, transport, { baseUrl, token }, link, {}).then(
    ({ bytes }) => String(bytes),
    (error: DeskFailure) => error.error.code,
  );
  return { requests, outcome };
}
const at = (requests: readonly HttpRequest[]): string[] => requests.map(({ origin, path }) => origin + path);
const withToken = (requests: readonly HttpRequest[]): boolean[] => requests.map(({ headers }) => 'authorization' in headers);

test.each([301, 302, 303, 307, 308])(
  'a link that leads on (%i) is followed, to another host without the token, and back without it',
  async (status) => {
    const { requests, outcome } = await followed(
      '/bill',
      {
        [`${baseUrl}/bill`]: '/bills/1.pdf',
        [`${baseUrl}/bills/1.pdf`]: 'https://files.example.com/1?sig=x',
        'https://files.example.com/1?sig=x': `${baseUrl}/back`,
      },
      status,
    );
    expect(outcome).toBe('%PDF');
    expect(at(requests)).toEqual([`${baseUrl}/bill`, `${baseUrl}/bills/1.pdf`, 'https://files.example.com/1?sig=x', `${baseUrl}/back`]);
    expect(withToken(requests)).toEqual([true, true, false, false]);
  },
);

test.each([
  'http://files.example.com/1',
  'http://127.0.0.1/1',
  'file:///etc/passwd',
  'https://user:pass@files.example.com/1',
  'javascript:1',
])('a link that leads to %s is not followed', async (to) => {
  const { requests, outcome } = await followed('/bill', { [`${baseUrl}/bill`]: to });
  expect(outcome).toBe('linkRefused');
  expect(requests).toHaveLength(1);
});

test('a link that leads in a circle is given up', async () => {
  const { requests, outcome } = await followed('/a', { [`${baseUrl}/a`]: '/b', [`${baseUrl}/b`]: '/a' });
  expect(outcome).toBe('unreadable');
  expect(requests).toHaveLength(6);
});

test('a redirect without an address is no file', async () => {
  expect((await followed('/bill', { [`${baseUrl}/bill`]: '' })).outcome).toBe('unreadable');
});
