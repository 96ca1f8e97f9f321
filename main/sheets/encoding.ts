/**
 * In which encoding a text is written, and the same text as UTF-8: what reads it further looks at bytes. A file that is valid UTF-8 is
 * UTF-8; what is not was written by an older Excel, in Vietnam mostly as Windows-1258.
 */
import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import type { SheetEncoding } from '../../contract/sheets.ts';
import type { Bounds } from './bounds.ts';

export interface Written {
  readonly encoding: SheetEncoding;
  /** Bytes of the mark at the beginning. */
  readonly mark: number;
}

const blockSize = 256 * 1024;
const lineFeed = 0x0a;

async function* blocksOf(file: FileHandle, from: number, bounds: Bounds): AsyncGenerator<Buffer> {
  for (let at = from; ;) {
    bounds.goOn();
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(blockSize), 0, blockSize, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

export async function encodingOf(file: FileHandle, bounds: Bounds): Promise<Written> {
  const evidence = { letters: 0, broken: 0, vietnamese: 0, western: 0 };
  let isFirst = true;
  let isSound = true;
  let rest = Buffer.alloc(0);
  for await (const block of blocksOf(file, 0, bounds)) {
    if (isFirst) {
      const marked = byMark(block) ?? withoutMark(block);
      if (marked !== null) return marked;
      isFirst = false;
    }
    const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    const end = bytes.length - unfinished(bytes);
    const whole = bytes.subarray(0, end);
    rest = Buffer.from(bytes.subarray(end));
    if (isSound && isUtf8(whole)) continue;
    isSound = false;
    weigh(whole, evidence);
  }
  if (rest.length > 0) isSound = false;
  // A file of UTF-8 in which something broke a few letters is one all the same: they are shown for what they are.
  if (isSound || evidence.letters >= 10 * (evidence.broken + (rest.length > 0 ? 1 : 0))) return { encoding: 'utf-8', mark: 0 };
  return { encoding: evidence.western > evidence.vietnamese ? 'windows-1252' : 'windows-1258', mark: 0 };
}

function byMark(block: Buffer): Written | null {
  if (block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (block[0] === 0xff && block[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (block[0] === 0xfe && block[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  return null;
}

/** UTF-16 without its mark: commas, digits and line ends have a zero beside them, all on the same side. */
function withoutMark(block: Buffer): Written | null {
  const sample = block.subarray(0, 4096);
  if (!sample.includes(0)) return null;
  let even = 0;
  let odd = 0;
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if (odd >= sample.length * 0.2 && even <= odd / 20) return { encoding: 'utf-16le', mark: 0 };
  if (even >= sample.length * 0.2 && odd <= even / 20) return { encoding: 'utf-16be', mark: 0 };
  return null;
}

/** Bytes at the end that begin a sign of UTF-8 and do not finish it. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** Letters with a mark of their own behind them: grave, hook, tilde, acute, dot. In Western Europe's encoding these bytes are letters. */
const marks = new Set([0xcc, 0xd2, 0xde, 0xec, 0xf2]);
const vowels = new Set(
  [...Buffer.from('aeiouyAEIOUY', 'latin1')].concat([0xc2, 0xc3, 0xca, 0xd4, 0xd5, 0xdd, 0xe2, 0xe3, 0xea, 0xf4, 0xf5, 0xfd]),
);
/** Š Ž š ž: nothing in Windows-1258. */
const onlyWestern = new Set([0x8a, 0x8e, 0x9a, 0x9e]);

function weigh(bytes: Buffer, evidence: { letters: number; broken: number; vietnamese: number; western: number }): void {
  for (const sign of bytes.toString('utf8')) if (sign > '\u007F') evidence[sign === '\uFFFD' ? 'broken' : 'letters'] += 1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (marks.has(byte)) evidence[vowels.has(bytes[at - 1] ?? 0) ? 'vietnamese' : 'western'] += 1;
    else if (onlyWestern.has(byte)) evidence.western += 1;
  }
}

/** The upper half of both. */
const upper1252 =
  '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß' +
  'àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ';
const upper1258 =
  '€\u0081‚ƒ„…†‡ˆ‰\u008A‹Œ\u008D\u008E\u008F\u0090‘’“”•–—˜™\u009A›œ\u009D\u009EŸ\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿' +
  'ÀÁÂĂÄÅÆÇÈÉÊË\u0300ÍÎÏĐÑ\u0309ÓÔƠÖ×ØÙÚÛÜƯ\u0303ßàáâăäåæçèéêë\u0301íîïđñ\u0323óôơö÷øùúûüư₫ÿ';

const decoderOf = (upper: string) => {
  const codes = Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? byte : upper.charCodeAt(byte - 0x80)));
  return (bytes: Uint8Array): string => {
    const wide = new Uint16Array(bytes.length);
    for (let at = 0; at < bytes.length; at += 1) wide[at] = codes[bytes[at]!]!;
    // Marks that follow their letter become one with it.
    return Buffer.from(wide.buffer).toString('utf16le').normalize('NFC');
  };
};

/** The text as UTF-8, without its mark. */
export async function* utf8Of(file: FileHandle, { encoding, mark }: Written, bounds: Bounds): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') yield* blocksOf(file, mark, bounds);
  else if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    for await (const block of blocksOf(file, mark, bounds)) yield Buffer.from(decoder.decode(block, { stream: true }));
    yield Buffer.from(decoder.decode());
  } else yield* decoded(file, mark, decoderOf(encoding === 'windows-1258' ? upper1258 : upper1252), bounds);
}

/** In pieces that end with their line, where there are lines: a letter's mark stays with its letter. */
async function* decoded(file: FileHandle, mark: number, decode: (bytes: Uint8Array) => string, bounds: Bounds): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const block of blocksOf(file, mark, bounds)) {
    const bytes = Buffer.concat([rest, block]);
    const end = Math.max(bytes.lastIndexOf(lineFeed) + 1, bytes.length - blockSize);
    rest = bytes.subarray(end);
    if (end > 0) yield Buffer.from(decode(bytes.subarray(0, end)));
  }
  yield Buffer.from(decode(rest));
}
