/** What the client hands over to be written down: bodies, cut to size, and never the token, whatever the server does with it. */
import { onTestFinished, expect, test } from 'vitest';
import type { OnflowOptions } from '../../main/onflow/client.ts';
import { type Bench, bench, envelope, errorOf, json, token } from './onflowServer.ts';

async function start(answer: Parameters<typeof bench>[0], options: Partial<OnflowOptions> = {}): Promise<Bench> {
  const made = await bench(answer, options);
  onTestFinished(() => made.close());
  return made;
}
const body = { merchant_tracking_code_reference: 'ĐH-1', platform: 'lazada' };

test('a request is written down with what was sent and answered, what it was about and for whom', async () => {
  const { onflow, journal } = await start((_, response) => json(response, 200, envelope({ tracking_code: 'T-1' })));
  await onflow.shipments.create(body, { about: 'ĐH-1', by: 'Lan' });
  expect(journal[0]).toMatchObject({ about: 'ĐH-1', by: 'Lan', outcome: 'ok' });
  expect(JSON.parse(journal[0]?.sent ?? '')).toEqual(body);
  expect(journal[0]?.answered).toContain('T-1');
});

test('at most 8 KB of each body are written down, of a list that was read 1 KB', async () => {
  const { onflow, journal } = await start((request, response) =>
    json(response, request.method === 'GET' ? 200 : 400, envelope([], { error: request.method !== 'GET', messages: 'ạ'.repeat(20_000) })),
  );
  await onflow.warehouses.list();
  await errorOf(onflow.shipments.create({ ...body, note: 'ạ'.repeat(20_000) }));
  const bytes = (text: string | null | undefined): number => Buffer.byteLength(text ?? '');
  const [read, written] = journal;
  for (const [size, most] of [
    [bytes(read?.answered), 1_024],
    [bytes(written?.sent), 8_192],
    [bytes(written?.answered), 8_192],
  ] as const) {
    expect(size).toBeLessThanOrEqual(most);
    expect(size).toBeGreaterThan(most - 400);
  }
  expect(written?.sent).not.toContain('\uFFFD');
});

test('a file that is fetched is written down without its contents, from another host without its query', async () => {
  const { onflow, journal, baseUrl } = await start((_, response) =>
    response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4'),
  );
  await onflow.download(`${baseUrl}/bill.pdf?x=${token}`);
  expect(journal[0]).toMatchObject({
    call: 'purchaseOrders.bill',
    path: '/bill.pdf?x=•••',
    outcome: 'ok',
    httpStatus: 200,
    answered: null,
  });
  await errorOf(onflow.download('https://files.example.invalid/bill.pdf?signature=open-sesame'));
  expect(journal[1]).toMatchObject({ path: 'https://files.example.invalid/bill.pdf', outcome: 'network' });
});

const tokens = [token, 'eyJhbGciOi/JIUzI1+NiIs"In\\R5cCI6==', `long-${'0123456789abcdef'.repeat(60)}`];

/** How a server, or a proxy on the way, may quote what it was sent. */
const quotes: readonly (readonly [string, (authorization: string) => string])[] = [
  ['as it is', (text) => text],
  ['in JSON', (text) => JSON.stringify({ headers: { authorization: text } })],
  ['in JSON with slashes escaped', (text) => JSON.stringify({ text }).replaceAll('/', '\\/')],
  [
    'in JSON with all escaped',
    (text) => `{"text":"${text.replaceAll(/[\s\S]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`)}"}`,
  ],
  ['in a URL', (text) => `https://login.example/?next=${encodeURIComponent(text)}`],
  ['in base64', (text) => Buffer.from(text).toString('base64')],
  ['in base64 behind one byte', (text) => Buffer.from(`:${text}`).toString('base64')],
  ['in base64 behind a header', (text) => Buffer.from(`Authorization: ${text}\r\nHost: x`).toString('base64')],
  ['in base64 for URLs', (text) => Buffer.from(`u:${text}:p`).toString('base64url')],
  ['in hex', (text) => Buffer.from(text).toString('hex')],
];

/** Any eight characters of the token in a row, in any of these ways of writing, give it away. */
function tellsOf(given: string, quote: (text: string) => string): string[] {
  const written = quote(given);
  const from = Math.floor(written.length / 2);
  return [given, written.slice(from - 12, from + 12)];
}

test.each(tokens.flatMap((each) => quotes.map(([how, quote]) => [how, each.slice(0, 12), each, quote] as const)))(
  'a token quoted %s is not written down (%s…)',
  async (_how, _short, given, quote) => {
    const { onflow, journal } = await start(
      (request, response) =>
        response.writeHead(400, { 'content-type': 'text/plain' }).end(`you sent ${quote(String(request.headers['authorization']))}, sorry`),
      { token: () => given },
    );
    await errorOf(onflow.shipments.create({ ...body, note: given }));
    const text = `${journal[0]?.sent}\n${journal[0]?.answered}`;
    expect(journal[0]?.answered).toContain('you sent');
    for (const tell of tellsOf(given, quote)) expect(text).not.toContain(tell);
  },
);

test('no half of a token stands where a body was cut', async () => {
  // Wherever the cut falls, a token lies across it; and tokens before it make the text shorter when they are taken out.
  for (const shift of [0, 1, 7, 100, 900, 2_000]) {
    const given = tokens[2] ?? '';
    const { onflow, journal } = await start((_, response) => response.writeHead(400).end('.'.repeat(shift) + `${given} `.repeat(40)), {
      token: () => given,
    });
    await errorOf(onflow.shipments.create(body));
    expect(journal[0]?.answered).not.toContain('0123456789abcdef');
  }
});
