/** Files on their way to a provider that does not take them, answers what nobody can read, or forgets where it put them. */
import type { ServerResponse } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { FileRef } from '../../contract/documents/index.ts';
import type { OutboxDetail } from '../../contract/outbox.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { pacedClock } from '../../main/desk/pace.ts';
import type { PracticeProvider } from '../../main/practice/index.ts';
import { envelope, json, listen } from './onflowServer.ts';
import { openDesk, orderBody, send, shipmentBody, stagedPdf, until } from './outboxDesk.ts';
import type { TestDesk } from './outboxDesk.ts';

interface Provider {
  readonly desk: TestDesk;
  readonly folder: string;
  readonly baseUrl: string;
  readonly uploads: string[];
  /** Bodies of creates. */
  readonly creates: Record<string, unknown>[];
}

type Answer = (response: ServerResponse, nth: number) => void;
const url = (nth: number): string => `https://files.example.invalid/${nth}`;
const uploaded: Answer = (response, nth) => json(response, 200, envelope({ url: url(nth) }));
const created: Answer = (response, nth) =>
  json(response, 200, envelope({ tracking_code: `OASC2000000${nth}`, po_code: `OAPO00000000${nth}` }));
const html = (response: ServerResponse, status: number): void =>
  void response.writeHead(status, { 'content-type': 'text/html' }).end('<html><h1>nginx</h1></html>');
const refusal = (fields: object, code = 'INVALID_PAYLOAD'): string =>
  JSON.stringify({ data: null, error: true, error_code: code, log_id: 'L1', messages: fields, total: 0 });

async function provider(onUpload: Answer, onCreate: Answer = created, pace = 1): Promise<Provider> {
  const uploads: string[] = [];
  const creates: Record<string, unknown>[] = [];
  const server = await listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      if (request.url?.includes('/files/upload') === true) onUpload(response, uploads.push(body));
      else if (request.method === 'POST') onCreate(response, creates.push(JSON.parse(body) as Record<string, unknown>));
      else json(response, 200, envelope([]));
    });
  });
  onTestFinished(server.close);
  const folder = mkdtempSync(join(tmpdir(), 'desk-uploads-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const desk = openDesk(
    { practice: { baseUrl: server.origin } as PracticeProvider, folder, token: 'tok-uploads' },
    {},
    { limiter: createLimiter({ windows: [{ limit: 1_000, ms: 100 }], clock: pacedClock(pace) }) },
  );
  return { desk, folder, baseUrl: server.origin, uploads, creates };
}

const label = ({ desk, folder }: Provider, name = 'nhãn.pdf'): Promise<FileRef> => stagedPdf(desk, folder, name);
const withLabel = (file: FileRef): ReturnType<typeof shipmentBody> => ({ ...shipmentBody('OASIN1000001'), label: file });
/** The row once it rests: confirmed, or in front of a person. */
const rests = (desk: TestDesk, { id }: { id: OutboxDetail['id'] }): Promise<OutboxDetail> =>
  until(() => {
    const row = desk.outbox.get(id);
    return row !== null && ['confirmed', 'rejected', 'needs_attention'].includes(row.state) ? row : null;
  });
const atFields = (row: OutboxDetail): string[] => (row.error?.fields ?? []).map(({ path, problem }) => `${path}: ${problem}`);

test.each<[string, Answer, string]>([
  ['413 as a page of nginx', (response) => html(response, 413), 'uploadTooLarge'],
  ['413 in the envelope', (response) => json(response, 413, refusal(['Payload too large'], 'PAYLOAD_TOO_LARGE')), 'uploadTooLarge'],
  ['400 that says "too large"', (response) => json(response, 400, refusal(['File too large'], 'BAD_REQUEST')), 'uploadTooLarge'],
  ['422 in Vietnamese', (response) => json(response, 422, refusal({ file: ['Dung lượng tệp vượt quá 5 MB'] })), 'uploadTooLarge'],
  [
    '200 with an error about the size',
    (response) => json(response, 200, refusal(['Maximum file size exceeded'], 'BAD_REQUEST')),
    'uploadTooLarge',
  ],
  ['415 as a page', (response) => html(response, 415), 'uploadKindRefused'],
  ['400 about the kind', (response) => json(response, 400, refusal(['Định dạng file không hợp lệ'], 'BAD_REQUEST')), 'uploadKindRefused'],
  ['422 about something else', (response) => json(response, 422, refusal(['Hết hạn mức lưu trữ'], 'BAD_REQUEST')), 'uploadRefused'],
  ['404 as a page', (response) => html(response, 404), 'uploadRefused'],
  ['414 as a page', (response) => html(response, 414), 'uploadRefused'],
])('%s to an upload is said at the label, and the shipment comes back', async (_name, answer, code) => {
  const at = await provider(answer);
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(await label(at))));
  expect([row.state, row.error?.code, atFields(row)]).toEqual(['rejected', code, [`label: ${code}`]]);
  expect(row.error?.params).toMatchObject({ name: 'nhãn.pdf', megabytes: 0.1 });
  expect([at.uploads.length, at.creates.length]).toEqual([1, 0]);
});

test('a refused file is said at its own row of an order, and no other', async () => {
  const at = await provider((response, nth) => (nth === 1 ? uploaded(response, nth) : html(response, 413)));
  const files = [await label(at, 'a.pdf'), await label(at, 'b.pdf')];
  const po_documents = files.map((file) => ({ document_type: 'INVOICE', file, print_quantity: 1 }));
  const row = await rests(at.desk, send(at.desk, 'purchase-order', { ...orderBody('OASIN1000001'), po_documents }));
  expect(atFields(row)).toEqual(['po_documents.1.file: uploadTooLarge']);
});

test('a server that turns away a name told twice gets it in plain letters', async () => {
  const at = await provider((response, nth) => (nth === 1 ? html(response, 400) : uploaded(response, nth)));
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(await label(at, 'Nhãn vận đơn.pdf'))));
  expect(row.state, JSON.stringify(row.error)).toBe('confirmed');
  expect(at.uploads.map((body) => /; (filename=[^\r]*)/.exec(body)?.[1])).toEqual([
    `filename="Nhan van don.pdf"; filename*=UTF-8''Nh%C3%A3n%20v%E1%BA%ADn%20%C4%91%C6%A1n.pdf`,
    'filename="Nhan van don.pdf"',
  ]);
});

test('413 before the connection is reset is believed', async () => {
  const at = await provider((response) => {
    response.socket?.write('HTTP/1.1 413 Request Entity Too Large\r\ncontent-type: text/html\r\ncontent-length: 900\r\n\r\n<h1>', () =>
      response.socket?.destroy(),
    );
  });
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(await label(at))));
  expect([row.state, row.error?.code, at.uploads.length]).toEqual(['rejected', 'uploadTooLarge', 1]);
});

test.each<[string, Answer]>([
  ['a page', (response) => html(response, 200)],
  ['nothing', (response) => void response.writeHead(200).end()],
  ['an address under another name', (response) => json(response, 200, envelope({ somewhere: 'https://f.invalid/1' }))],
])('an upload that is answered with %s is made three times, then a person is asked', async (_name, answer) => {
  const at = await provider(answer);
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(await label(at))));
  expect([row.state, row.error?.code, atFields(row)]).toEqual(['rejected', 'uploadUnread', ['label: uploadUnread']]);
  expect([at.uploads.length, at.creates.length]).toEqual([3, 0]);
});

test('an upload whose connection breaks every time is put to a person after eight', async () => {
  const at = await provider((response) => void response.socket?.destroy());
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(await label(at))));
  expect([row.state, row.error?.code, atFields(row), at.uploads.length]).toEqual(['rejected', 'uploadBroken', ['label: uploadBroken'], 8]);
});

test('a gateway that has no server behind it for a while needs nobody', async () => {
  const at = await provider((response, nth) => (nth <= 12 ? html(response, 502) : uploaded(response, nth)), created, 1_000);
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(await label(at))));
  expect([row.state, at.uploads.length, at.creates.length]).toEqual(['confirmed', 13, 1]);
});

test('413 to the document itself asks for smaller documents', async () => {
  const at = await provider(uploaded, (response) => html(response, 413));
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(await label(at))));
  expect([row.state, row.error?.code, at.uploads.length, at.creates.length]).toEqual(['rejected', 'documentTooLarge', 1, 1]);
});

/** As if it had been uploaded with another document, so many hours ago. */
const remember = ({ desk, baseUrl }: Provider, file: FileRef, address: string, hours = 1): void =>
  desk.store.fileRows.rememberUpload({ fileId: file.file_id, baseUrl, url: address, uploadedAt: Date.now() - hours * 3_600_000 });

test.each<[string, string]>([
  ['names its field', refusal({ label_url: ['không tải được'] })],
  ['quotes it', refusal([`Cannot fetch ${url(0)}: 403 Forbidden`], 'BAD_REQUEST')],
  ['speaks of the label url', refusal(['The label URL has expired'], 'BAD_REQUEST')],
])('a create that is refused for a remembered address, and %s, goes out once more with a new one', async (_name, complaint) => {
  const at = await provider(uploaded, (response, nth) => (nth === 1 ? json(response, 422, complaint) : created(response, nth)));
  const file = await label(at);
  remember(at, file, url(0));
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(file)));
  expect(row.state, JSON.stringify(row.error)).toBe('confirmed');
  expect(at.creates.map((body) => body['label_url'])).toEqual([url(0), url(1)]);
});

test('of two files only the one whose address is refused is uploaded anew', async () => {
  const at = await provider(uploaded, (response, nth) =>
    nth === 1 ? json(response, 422, refusal({ po_documents: [{}, { document_url: ['expired'] }] })) : created(response, nth),
  );
  const files = [await label(at, 'a.pdf'), await label(at, 'b.pdf')];
  for (const [index, file] of files.entries()) remember(at, file, `https://files.example.invalid/old/${index}`);
  const po_documents = files.map((file) => ({ document_type: 'INVOICE', file, print_quantity: 1 }));
  const row = await rests(at.desk, send(at.desk, 'purchase-order', { ...orderBody('OASIN1000001'), po_documents }));
  expect(row.state, JSON.stringify(row.error)).toBe('confirmed');
  expect([at.uploads.length, at.creates[1]?.['po_documents']]).toMatchObject([
    1,
    [{ document_url: 'https://files.example.invalid/old/0' }, { document_url: url(1) }],
  ]);
});

test('an address that is refused twice is put to a person, not uploaded for ever', async () => {
  const at = await provider(uploaded, (response) => json(response, 422, refusal({ label_url: ['không hợp lệ'] })));
  const file = await label(at);
  remember(at, file, url(0));
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(file)));
  expect([row.state, atFields(row), at.uploads.length, at.creates.length]).toEqual(['rejected', ['label: provider'], 1, 2]);
});

test('an address that was given a moment ago and is refused is put to a person at once', async () => {
  const at = await provider(uploaded, (response) => json(response, 422, refusal({ label_url: ['không hợp lệ'] })));
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(await label(at))));
  expect([row.state, at.uploads.length, at.creates.length]).toEqual(['rejected', 1, 1]);
});

test('a refusal for another field is not taken for one of the address', async () => {
  const at = await provider(uploaded, (response) => json(response, 422, refusal({ platform: ['không hợp lệ'] })));
  const file = await label(at);
  remember(at, file, url(0));
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(file)));
  expect([row.state, at.uploads.length, at.creates.length]).toEqual(['rejected', 0, 1]);
});

test('an address that has lost half of its life is not used again', async () => {
  const at = await provider(uploaded);
  const [one, two] = [await label(at, 'a.pdf'), await label(at, 'b.pdf')];
  remember(at, one, 'https://s3.invalid/a?X-Amz-Expires=7200&X-Amz-Signature=s', 1.1);
  remember(at, two, 'https://s3.invalid/b?X-Amz-Expires=7200&X-Amz-Signature=s', 0.9);
  for (const file of [one, two]) await rests(at.desk, send(at.desk, 'shipment', withLabel(file)));
  expect(at.creates.map((body) => body['label_url'])).toEqual([url(1), 'https://s3.invalid/b?X-Amz-Expires=7200&X-Amz-Signature=s']);
});

test('a document that waited longer than its address lasts has its file uploaded anew, once', async () => {
  const at = await provider((response, nth) => json(response, 200, envelope({ url: `${url(nth)}?X-Amz-Expires=0&X-Amz-Signature=s` })));
  const row = await rests(at.desk, send(at.desk, 'shipment', withLabel(await label(at))));
  expect([row.state, at.uploads.length, at.creates.map((body) => body['label_url'])]).toEqual([
    'confirmed',
    2,
    [`${url(2)}?X-Amz-Expires=0&X-Amz-Signature=s`],
  ]);
});
