/** Files behind the provider's links, at its own host and at others: what is said of them, and what is not said of the provider. */
import { afterEach, describe, expect, test } from 'vitest';
import type { DeskError } from '../../contract/errors.ts';
import { createOnflow } from '../../main/onflow/client.ts';
import type { JournalEntry } from '../../main/onflow/client.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { plainNetwork } from '../../main/onflow/network.ts';
import { envelope, errorOf, token } from './onflowServer.ts';
import { sample, secureServer } from './proxy.ts';
import type { SecureServer } from './proxy.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each();
});
const opened = async (...how: Parameters<typeof secureServer>): Promise<SecureServer> => {
  const server = await secureServer(...how);
  cleanUp.push(() => server.close());
  return server;
};
function clientAt(baseUrl: string) {
  const refused: DeskError[] = [];
  const journal: JournalEntry[] = [];
  const key = { token, generation: 1 };
  const onflow = createOnflow({
    baseUrl,
    token: () => key.token,
    keyGeneration: () => key.generation,
    onKeyRefused: (error) => refused.push(error),
    language: () => 'vi',
    profile: {},
    limiter: createLimiter(),
    timeouts: { connectMs: 2_000, answerMs: 2_000, bodyMs: 2_000 },
    network: { ...plainNetwork, authorities: () => Promise.resolve({ pem: [sample('ca.pem')], unread: [] }) },
    onRequest: (entry) => journal.push(entry),
  });
  cleanUp.push(() => onflow.close());
  return { onflow, refused, journal, key };
}

describe('a file that is answered with 401', () => {
  test.each([401, 423])('at the provider (%i), which lets the key in otherwise, cannot be read, and the desk goes on', async (status) => {
    const server = await opened((request, response) => {
      if (request.url?.includes('.pdf') === true) response.writeHead(status).end('no');
      else response.end(envelope([]));
    });
    const { onflow, refused, journal } = clientAt(server.origin);
    expect(await errorOf(onflow.download(`${server.origin}/bill.pdf`))).toMatchObject({
      code: 'unreadable',
      sent: 'answered',
      provider: { httpStatus: status },
    });
    expect(refused).toEqual([]);
    expect(journal.map(({ call, outcome }) => [call, outcome])).toEqual([
      ['purchaseOrders.bill', 'unauthorized'],
      ['warehouses.list', 'ok'],
    ]);
  });

  test('at the provider, which refuses the key to every call, is a refused key', async () => {
    const server = await opened((_, response) => response.writeHead(401).end(envelope(null, { error: true, error_code: 'UNAUTHORIZED' })));
    const { onflow, refused } = clientAt(server.origin);
    expect(await errorOf(onflow.download(`${server.origin}/bill.pdf`))).toMatchObject({
      code: 'unauthorized',
      call: 'purchaseOrders.bill',
    });
    expect(refused).toHaveLength(1);
  });

  test('with the key before is fetched with the new one', async () => {
    const { onflow, refused, key } = clientAt(
      (
        await opened((request, response) => {
          if (request.headers.authorization !== 'tok-new') {
            Object.assign(key, { token: 'tok-new', generation: 2 });
            response.writeHead(401).end();
          } else response.end(request.url?.includes('.pdf') === true ? '%PDF-1.7' : envelope([]));
        })
      ).origin,
    );
    expect((await onflow.download('/bill.pdf')).bytes.toString()).toBe('%PDF-1.7');
    expect(refused).toEqual([]);
  });

  test('at another host, without the token, cannot be read, and says nothing of the key', async () => {
    const server = await opened();
    const files = await opened((_, response) => response.writeHead(401).end());
    const { onflow, refused, journal } = clientAt(server.origin);
    expect(await errorOf(onflow.download(`${files.origin}/bill.pdf?sig=1`))).toMatchObject({ code: 'unreadable' });
    expect(files.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(refused).toEqual([]);
    expect(journal).toMatchObject([{ elsewhere: true, outcome: 'unreadable' }]);
    expect(server.requests).toEqual([]);
  });

  test('at the provider, where a file host led back to it without the token, says nothing of the key', async () => {
    const server = await opened((request, response) =>
      response.writeHead(request.headers.authorization === undefined ? 401 : 200).end(envelope([])),
    );
    const files = await opened((_, response) => response.writeHead(302, { location: `${server.origin}/bill.pdf` }).end());
    const { onflow, refused } = clientAt(server.origin);
    expect(await errorOf(onflow.download(`${files.origin}/bill.pdf`))).toMatchObject({ code: 'unreadable' });
    expect(refused).toEqual([]);
  });
});
