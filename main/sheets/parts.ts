/** The parts of a workbook, as text that is gone through piece by piece. */
import type { Bounds } from './bounds.ts';
import { type XmlReader, XmlError, XmlScanner } from './xml.ts';
import type { Zip } from './zip.ts';

/** Of a row, or of an entry of the shared strings: after it a piece may end. */
const usualEnd = 'row>';
/** In bytes: so much is held back at most. */
const longestPiece = 256 * 1024;

/**
 * Feeds `reader` with the part, and yields after each block of it. A piece ends after `end` where that comes, so that a cell that is kept
 * keeps only its own row's text in memory.
 * @throws DeskFailure `sheetBroken` and the others of `zip.ts`
 */
export async function* scanned(zip: Zip, name: string, reader: XmlReader, bounds: Bounds, end = usualEnd): AsyncGenerator<void> {
  const scanner = new XmlScanner(reader);
  const ending = Buffer.from(end);
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const block of utf8Of(zip.read(name, bounds))) {
      const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
      let at = 0;
      for (let found = bytes.indexOf(ending); found !== -1; found = bytes.indexOf(ending, at)) {
        const behind = found + ending.length;
        scanner.feed(bytes.toString('utf8', at, behind));
        at = behind;
      }
      if (bytes.length - at > longestPiece) {
        const behind = bytes.lastIndexOf(0x3e) + 1;
        if (behind > at) {
          scanner.feed(bytes.toString('utf8', at, behind));
          at = behind;
        } else if (bytes.length - at > 8 * longestPiece) throw new XmlError('a part has no end');
      }
      rest = bytes.subarray(at);
      yield;
    }
    scanner.feed(rest.toString('utf8'));
    scanner.end();
  } catch (cause) {
    throw cause instanceof XmlError ? bounds.fail('sheetBroken', {}, cause) : cause;
  }
}

/** All of a small part at once. */
export async function scan(zip: Zip, name: string, reader: XmlReader, bounds: Bounds, end?: string): Promise<void> {
  for await (const _block of scanned(zip, name, reader, bounds, end)) bounds.goOn();
}

/** Without its mark; UTF-16, which XML allows, as UTF-8. */
async function* utf8Of(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null = null;
  let isFirst = true;
  for await (let block of blocks) {
    if (isFirst) {
      isFirst = false;
      if (block[0] === 0xff && block[1] === 0xfe) decoder = new TextDecoder('utf-16le');
      else if (block[0] === 0xfe && block[1] === 0xff) decoder = new TextDecoder('utf-16be');
      else if (block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf) block = block.subarray(3);
    }
    yield decoder === null ? block : Buffer.from(decoder.decode(block, { stream: true }));
  }
}
