/**
 * The files of the practice provider: received once, kept by SHA-256 in its folder, served again to whoever knows the address, like a CDN.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { access, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './envelope.ts';
import { syncFolder } from './journal.ts';
import { boundaryOf, readFilePart } from './multipart.ts';
import { fieldProblemText } from './texts.ts';

/** The desk allows 20 MB; the real limit is not known (A). */
export const uploadLimit = 25 * 1024 * 1024;

/** SECURITY: a closed table: nothing uploaded is ever served as HTML or script. */
const contentTypes = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  bin: 'application/octet-stream',
} as const;
type Kind = keyof typeof contentTypes;
const isKind = (text: string): text is Kind => Object.hasOwn(contentTypes, text);

export interface FileStore {
  /** Keeps bytes made here; answers their URL. The same bytes have the same URL. */
  keep(bytes: Buffer, kind: Kind): Promise<string>;
  /** Call 4: streams the part `file` of an upload to the disk; answers its URL. 413 `PAYLOAD_TOO_LARGE`, 422 without a file, 400. */
  receive(request: IncomingMessage): Promise<string>;
  /** Answers GET of `path`; `false` where it names no file kept here. */
  serve(path: string, response: ServerResponse): Promise<boolean>;
  clear(): void;
}

/** `baseUrl` is asked at every use: the port is not known before the server listens. */
export function openFiles(folder: string, baseUrl: () => string): FileStore {
  mkdirSync(folder, { recursive: true });
  // Left by uploads that were cut short.
  for (const name of readdirSync(folder)) if (name.startsWith('incoming-')) rmSync(join(folder, name), { force: true });

  /** Writes through `write`, then gives the file the name it answers: it is there whole, or not at all. */
  async function take(write: (file: FileHandle) => Promise<string>): Promise<string> {
    const temporary = join(folder, `incoming-${randomUUID()}`);
    try {
      const file = await open(temporary, 'wx');
      let name: string;
      try {
        name = await write(file);
      } finally {
        await file.close();
      }
      await rename(temporary, join(folder, name));
      syncFolder(folder);
      return `${baseUrl()}/files/${name}`;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  return {
    async keep(bytes, kind) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const name = `${sha256}.${kind}`;
      const isKept = await access(join(folder, name)).then(
        () => true,
        () => false,
      );
      if (isKept) return `${baseUrl()}/files/${name}`;
      return take(async (file) => {
        await file.writeFile(bytes);
        await file.sync();
        return name;
      });
    },

    receive(request) {
      const boundary = boundaryOf(request.headers['content-type']);
      if (boundary === null) throw new Refusal(400, 'BAD_REQUEST');
      // A little room for the multipart around the file; the file itself is measured below.
      if (Number(request.headers['content-length'] ?? 0) > uploadLimit + 64 * 1024) throw new Refusal(413, 'PAYLOAD_TOO_LARGE');
      return take((file) => receiveInto(file, request, boundary));
    },

    async serve(path, response) {
      // SECURITY: only names of this one shape are looked up, so no path can lead out of the folder.
      const match = /^\/files\/([0-9a-f]{64})\.([a-z]{3,4})$/.exec(path);
      const [, sha256 = '', kind = ''] = match ?? [];
      if (match === null || !isKind(kind)) return false;
      const file = join(folder, `${sha256}.${kind}`);
      const size = await stat(file).then(
        (facts) => facts.size,
        () => null,
      );
      if (size === null) return false;
      response.writeHead(200, {
        'Content-Type': contentTypes[kind],
        'Content-Length': size,
        // SECURITY: a browser must take the type as it is told, and must not show what has no known type.
        'X-Content-Type-Options': 'nosniff',
        'Content-Disposition': kind === 'bin' ? 'attachment' : 'inline',
        'Cross-Origin-Resource-Policy': 'same-origin',
      });
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
      return true;
    },

    clear() {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });
    },
  };
}

async function receiveInto(file: FileHandle, request: IncomingMessage, boundary: string): Promise<string> {
  const hash = createHash('sha256');
  let size = 0;
  let received = 0;
  let head: Buffer = Buffer.alloc(0);
  // SECURITY: bounded also where the length was not announced, or lies in other parts than the file.
  const bounded = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      received += chunk.length;
      if (received > uploadLimit + 64 * 1024) throw new Refusal(413, 'PAYLOAD_TOO_LARGE');
      yield chunk;
    }
  };
  const part = await readFilePart(bounded(), boundary, 'file', async (bytes) => {
    size += bytes.length;
    if (size > uploadLimit) throw new Refusal(413, 'PAYLOAD_TOO_LARGE');
    if (head.length < 16) head = Buffer.concat([head, bytes.subarray(0, 16)]);
    hash.update(bytes);
    await file.write(bytes);
  });
  if (part === null || size === 0) {
    throw new Refusal(422, 'INVALID_PAYLOAD', { messages: (language) => ({ file: [fieldProblemText('file', language)] }) });
  }
  await file.sync();
  return `${hash.digest('hex')}.${kindOf(head, part.fileName)}`;
}

/** By content; the two office formats are both ZIP archives, there the ending decides. */
function kindOf(head: Buffer, fileName: string): Kind {
  const starts = (hex: string): boolean => head.toString('hex').startsWith(hex);
  if (starts('ffd8ff')) return 'jpg';
  if (starts('89504e470d0a1a0a')) return 'png';
  if (starts('52494646') && head.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  if (starts('255044462d')) return 'pdf';
  const ending = /\.(docx|xlsx)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return starts('504b0304') && isKind(ending) ? ending : 'bin';
}
