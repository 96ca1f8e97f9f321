/** One file as a multipart/form-data body, streamed from disk with a length known beforehand. */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { DeskFailure } from '../../contract/errors.ts';
import type { StreamedBody } from './transport.ts';

/** A file to be uploaded: a staged copy that nobody changes any more. */
export interface UploadFile {
  readonly path: string;
  /** As the operator knows it; may hold anything a file name can. */
  readonly name: string;
  /** `application/pdf`. */
  readonly mediaType: string;
}

export interface MultipartBody extends StreamedBody {
  readonly contentType: string;
  readonly fileSize: number;
  /** Bytes of the file among the first `bytes` of the body. */
  readonly fileBytes: (bytes: number) => number;
  close(): Promise<void>;
}

/**
 * Opens the file, so that everything that can fail here fails before anything is sent. May be streamed several times.
 * @throws DeskFailure `fileVanished` or `fileUnreadable`, both `sent: 'no'`
 */
export async function openMultipart(field: string, file: UploadFile): Promise<MultipartBody> {
  const handle = await openFile(file.path);
  const { size } = await handle.stat();
  const boundary = `----desk${randomBytes(18).toString('hex')}`;
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="${escapeQuoted(field)}"; ${fileName(file.name)}\r\n` +
      `Content-Type: ${mediaType(file.mediaType)}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    fileSize: size,
    fileBytes: (bytes) => Math.min(size, Math.max(0, bytes - head.length)),
    length: head.length + size + tail.length,
    chunks: async function* () {
      yield head;
      // An empty file has no last byte to read to.
      if (size > 0) yield* handle.createReadStream({ start: 0, end: size - 1, autoClose: false }) as AsyncIterable<Buffer>;
      yield tail;
    },
    close: () => handle.close(),
  };
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new DeskFailure({ code: gone ? 'fileVanished' : 'fileUnreadable', call: 'files.upload', sent: 'no' });
  }
}

/**
 * A plain name for whoever reads bytes in the old way (busboy takes them for Latin-1), and beside it, where the name is more than ASCII,
 * the whole name as RFC 5987 writes it. What was weighed: docs/decisions/file-names.md.
 */
function fileName(name: string): string {
  const plain = asciiName(name);
  const whole = name.normalize('NFC').replaceAll(/\p{Cc}/gu, '_');
  return `filename="${escapeQuoted(plain)}"${plain === whole ? '' : `; filename*=UTF-8''${encodeURIComponent(whole).replaceAll(/['()*]/g, hexOf)}`}`;
}

const hexOf = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

/** `Nhãn vận đơn.pdf` → `Nhan van don.pdf`: readable to a person, the same in every character set. What has no plain letter is `_`. */
export const asciiName = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/[^\x20-\x7e]+/g, '_');

/** RFC 7578 as browsers do it: the three characters that could end the name percent-encoded. */
function escapeQuoted(text: string): string {
  // SECURITY: without this a file name could add headers, or a second part, to the request.
  return text
    .replaceAll('"', '%22')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll(/\p{Cc}/gu, '_');
}

// SECURITY: the type is found by looking at the content, but it ends up in a header line: only a type may stand there.
const mediaType = (text: string): string => (/^[\w.+-]+\/[\w.+-]+$/.test(text) ? text : 'application/octet-stream');
