/** Reads one file out of a multipart/form-data stream, piece by piece: a file of 20 MB never stands in memory as a whole. */
import { Refusal } from './envelope.ts';

const headerLimit = 8 * 1024;

/** What the part said about its file; the name is the sender's and only good for its ending. */
export interface FilePart {
  readonly fileName: string;
}

/** `null` for a content type that is not multipart. Boundaries are 1 to 70 characters (RFC 2046). */
export function boundaryOf(contentType: string | undefined): string | null {
  const match = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '');
  return match?.[1] ?? match?.[2] ?? null;
}

/**
 * Gives the bytes of the first part named `field` to `sink`, in order, and passes over all others. `null` where no such part came. Throws
 * a 400 `BAD_REQUEST` refusal where the stream is no multipart or ends too early, and whatever `sink` throws.
 */
export async function readFilePart(
  stream: AsyncIterable<Buffer>,
  boundary: string,
  field: string,
  sink: (bytes: Buffer) => Promise<void>,
): Promise<FilePart | null> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter may stand at the very start: with this it looks like all the others.
  let pending: Buffer = Buffer.from('\r\n');
  let state: 'content' | 'delimiter' | 'headers' | 'end' = 'content';
  let isWanted = false;
  let found: FilePart | null = null;

  for await (const chunk of stream) {
    // What follows the last delimiter does not matter, but must be read.
    if (state === 'end') continue;
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (let stuck = false; !stuck && state !== 'end';) {
      if (state === 'content') {
        const at = pending.indexOf(delimiter);
        // A delimiter may be cut by the end of the chunk: keep as much as it could be.
        const safe = at >= 0 ? at : Math.max(0, pending.length - delimiter.length + 1);
        if (isWanted && safe > 0) await sink(pending.subarray(0, safe));
        pending = pending.subarray(at >= 0 ? at + delimiter.length : safe);
        if (at >= 0) state = 'delimiter';
        else stuck = true;
      } else if (state === 'delimiter') {
        if (pending.length < 2) stuck = true;
        else {
          const mark = pending.toString('latin1', 0, 2);
          if (mark !== '--' && mark !== '\r\n') throw new Refusal(400, 'BAD_REQUEST');
          state = mark === '--' ? 'end' : 'headers';
          // The line break stays where it is: of a part without headers it is half of the empty line that ends them.
        }
      } else {
        const end = pending.indexOf('\r\n\r\n');
        if (end < 0 && pending.length > headerLimit) throw new Refusal(400, 'BAD_REQUEST');
        if (end < 0) stuck = true;
        else {
          const part = describe(pending.toString('utf8', 0, end));
          isWanted = found === null && part.name === field && part.fileName !== null;
          if (isWanted) found = { fileName: part.fileName ?? '' };
          pending = pending.subarray(end + 4);
          state = 'content';
        }
      }
    }
  }
  if (state !== 'end') throw new Refusal(400, 'BAD_REQUEST');
  return found;
}

function describe(headers: string): { name: string | null; fileName: string | null } {
  const line = headers.split('\r\n').find((each) => /^content-disposition:/i.test(each)) ?? '';
  const value = (key: string): string | null => new RegExp(`;\\s*${key}="([^"]*)"`, 'i').exec(line)?.[1] ?? null;
  return { name: value('name'), fileName: value('filename') };
}
