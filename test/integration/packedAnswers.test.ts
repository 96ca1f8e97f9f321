/** Answers that a server or a gateway has packed, or written in another character set. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { bench, envelope, errorOf, token } from './onflowServer.ts';
import type { Bench } from './onflowServer.ts';

let open: Bench | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function answering(body: Uint8Array, headers: Record<string, string>, status = 200): Promise<Bench> {
  return (open = await bench(
    (_, response) => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body),
  ));
}

const name = 'Áo thun cổ tròn, đỏ';
const plain = Buffer.from(envelope([{ oasin: 'O1', name }]));
const utf16 = (text: string, isBig: boolean): Buffer => (isBig ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'utf16le'));

describe('an answer that is packed', () => {
  test.each([
    ['gzip', gzipSync(plain), 'gzip'],
    ['x-gzip', gzipSync(plain), 'X-GZIP'],
    ['deflate with its frame', deflateSync(plain), 'deflate'],
    ['deflate without it', deflateRawSync(plain), 'deflate'],
    ['brotli', brotliCompressSync(plain), 'br'],
    ['zstd', zstdCompressSync(plain), 'zstd'],
    ['twice', brotliCompressSync(gzipSync(plain)), 'gzip, br'],
    ['gzip that nobody names', gzipSync(plain), ''],
    ['gzip by name only', plain, 'gzip'],
    ['brotli by name only', plain, 'br'],
    ['deflate by name only', plain, 'deflate'],
    ['under a name that is no packing', plain, 'utf-8'],
  ])('is read: %s', async (_, body, encoding) => {
    const { onflow, journal } = await answering(body, encoding === '' ? {} : { 'content-encoding': encoding });
    expect(await onflow.products.list()).toMatchObject({ rows: [{ oasin: 'O1', name }] });
    expect(journal[0]?.answered).toContain(name);
  });

  test.each([
    ['cut off', gzipSync(plain).subarray(0, 60), 'gzip'],
    ['damaged', Buffer.concat([gzipSync(plain).subarray(0, 30), Buffer.alloc(200, 7)]), 'gzip'],
    ['brotli that is none', Buffer.from([0xff, 0xfe, 0xfd, 1, 2, 3]), 'br'],
    ['gzip that is none', Buffer.from([1, 2, 3, 4]), 'gzip'],
  ])('and cannot be unpacked is unreadable, and may hide what was made: %s', async (_, body, encoding) => {
    const { onflow } = await answering(body, { 'content-encoding': encoding }, 201);
    expect(await errorOf(onflow.products.create({}))).toMatchObject({ code: 'unreadable', sent: 'maybe', provider: { httpStatus: 201 } });
  });

  test('is not unpacked to more than is read of any answer', async () => {
    // A list that could be read, with blanks behind it.
    const bomb = gzipSync(Buffer.concat([plain, Buffer.alloc(30 * 1024 * 1024, ' ')]));
    const { onflow } = await answering(bomb, { 'content-encoding': 'gzip' });
    expect(await errorOf(onflow.products.list())).toMatchObject({ code: 'unreadable' });
  });

  test('is asked for by the names the desk can unpack', async () => {
    const { onflow, requests } = await answering(plain, {});
    await onflow.products.list();
    expect(requests[0]?.headers['accept-encoding']).toBe('gzip, deflate, br');
  });
});

describe('an answer in another character set', () => {
  const text = plain.toString();
  /** Windows-1258 has the letters with a hat or a horn, and tones as marks behind them. */
  const in1258 = Buffer.from(envelope([{ oasin: 'O1', name: '?' }]).replace('?', '\u0001'), 'latin1');
  const at = in1258.indexOf(1);
  const windows1258 = Buffer.concat([
    in1258.subarray(0, at),
    Buffer.from([0xc1, 0x6f, 0x20, 0x74, 0x68, 0x75, 0x6e, 0x20, 0x63, 0xf4, 0xd2, 0x20, 0xf0]),
    in1258.subarray(at + 1),
  ]);
  test.each([
    ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain]), 'application/json'],
    ['UTF-16, named', utf16(text, false), 'application/json; charset=utf-16le'],
    ['UTF-16, big end first, marked', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(text, true)]), 'application/json'],
    ['UTF-16, marked', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(text, false)]), 'application/json; charset=utf-8'],
    ['UTF-16 that nobody names', utf16(text, true), 'application/json'],
    ['UTF-8 that is called Latin-1', plain, 'application/json; charset=iso-8859-1'],
    ['a set that nobody knows', plain, 'application/json; charset=tcvn-99'],
  ])('is read: %s', async (_, body, contentType) => {
    const { onflow } = await answering(body, { 'content-type': contentType });
    expect((await onflow.products.list()).rows[0]?.name).toBe(name);
  });

  test('is read: Windows-1258, whose letters come in pieces', async () => {
    const { onflow } = await answering(windows1258, { 'content-type': 'application/json; charset=windows-1258' });
    expect((await onflow.products.list()).rows[0]?.name).toBe('Áo thun cổ đ');
  });

  test('does not hide the token from the journal', async () => {
    const { onflow, journal } = await answering(
      utf16(`<h1>bad token ${token}</h1>`, false),
      { 'content-type': 'text/html; charset=utf-16le' },
      401,
    );
    await errorOf(onflow.products.list());
    expect(journal[0]?.answered).toContain('bad token •••');
    expect(journal[0]?.answered?.replaceAll('\0', '')).not.toContain(token);
  });
});
