import { expect, test } from 'vitest';
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
  expect(await requestFor('/bills/1.pdf')).toMatchObject({ origin: baseUrl, path: '/bills/1.pdf', headers: { authorization: 'tok-secret' } });
});
