/**
 * Unpacks the body of an answer, and brings its text to UTF-8: servers and gateways pack answers that nobody asked to be
 * packed, say so of those that are not, and write in the character sets of the country.
 */
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { HttpAnswer } from './httpAnswer.ts';

/** What this desk unpacks: for `Accept-Encoding`. */
export const acceptedEncodings = 'gzip, deflate, br';

export type Unpacked = { readonly body: Buffer } | { readonly fault: 'corrupt' | 'tooLarge' };

type Unpack = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;
const gunzip = promisify(zlib.gunzip) as Unpack;
const inflate = promisify(zlib.inflate) as Unpack;
const inflateRaw = promisify(zlib.inflateRaw) as Unpack;
const unbrotli = promisify(zlib.brotliDecompress) as Unpack;
const unzstd = promisify(zlib.zstdDecompress) as Unpack;

const startsWith = (body: Buffer, ...bytes: number[]): boolean => bytes.every((byte, index) => body[index] === byte);
const isGzip = (body: Buffer): boolean => startsWith(body, 0x1f, 0x8b);
const isZlib = (body: Buffer): boolean => body.length > 1 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
const isZstd = (body: Buffer): boolean => startsWith(body, 0x28, 0xb5, 0x2f, 0xfd);
/** Brotli has no mark of its own; what reads as JSON, a page or a PDF was not packed. */
const isPlain = (body: Buffer): boolean => /^(\xef\xbb\xbf)?\s*(?:[{["<]|%PDF)/.test(body.subarray(0, 64).toString('latin1'));

/**
 * The body as it was before it was packed. `maxBytes` counts what comes out: a packed answer of a thousandth of it may be as large.
 * `Content-Encoding` is believed only where the bytes agree.
 */
export async function unpack(body: Buffer, headers: HttpAnswer['headers'], maxBytes: number): Promise<Unpacked> {
  const named = (headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  // A text that begins as gzip does was packed by somebody who does not say so; a file may be an archive.
  const isText = /json|text|html|xml/i.test(headers['content-type'] ?? '');
  const encodings = named.length === 0 && isText && isGzip(body) ? ['gzip'] : named;
  let unpacked = body;
  try {
    for (const encoding of encodings.toReversed())
      unpacked = (await unpackerFor(encoding, unpacked)?.(unpacked, { maxOutputLength: maxBytes })) ?? unpacked;
  } catch (error) {
    return { fault: (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'corrupt' };
  }
  return { body: unpacked };
}

function unpackerFor(encoding: string, body: Buffer): Unpack | null {
  if (body.length === 0) return null;
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return isGzip(body) ? gunzip : isPlain(body) ? null : corrupt;
    case 'deflate':
      // Named so, it comes with zlib's frame or, from some servers, without it.
      return isZlib(body) ? inflate : isPlain(body) ? null : inflateRaw;
    case 'br':
      return isPlain(body) ? null : unbrotli;
    case 'zstd':
      return isZstd(body) ? unzstd : isPlain(body) ? null : corrupt;
    default:
      // `identity`, `utf-8` and other things that are no packing.
      return null;
  }
}

const corrupt: Unpack = () => Promise.reject(new Error('not what its header says'));

/**
 * A text in UTF-8, whatever it came in. Bytes that are UTF-8 are taken for it: a server that calls them Latin-1 is mistaken far more often
 * than Vietnamese text in another set is UTF-8 by chance.
 */
export function inUtf8(body: Buffer, contentType: string): Buffer {
  const marked = startsWith(body, 0xff, 0xfe) ? 'utf-16le' : startsWith(body, 0xfe, 0xff) ? 'utf-16be' : null;
  const named = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? null;
  // JSON begins with two ASCII characters: where the zeros are tells the width.
  const wide =
    body.length > 3 && body[0] === 0 && body[1] !== 0 ? 'utf-16be' : body.length > 3 && body[0] !== 0 && body[1] === 0 ? 'utf-16le' : null;
  const wideNamed = marked ?? wide ?? (named !== null && /^utf-?16/.test(named) ? named : null);
  if (wideNamed !== null) return textIn(wideNamed, body) ?? body;
  if (isUtf8(body)) return body;
  const meta = /<meta[^>]{0,100}charset\s*=\s*["']?([\w.:-]+)/i.exec(body.subarray(0, 2_048).toString('latin1'))?.[1] ?? null;
  return textIn(named ?? meta ?? 'utf-8', body) ?? body;
}

/** `null` for a character set that nobody knows. Windows-1258 writes tones as marks of their own: everything of the desk's is NFC. */
function textIn(charset: string, body: Buffer): Buffer | null {
  try {
    return Buffer.from(new TextDecoder(charset).decode(body).normalize('NFC'));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function isUtf8(body: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
