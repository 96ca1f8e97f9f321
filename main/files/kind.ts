/** What a file is: told by its content, held against its name. */
import { openAsBlob } from 'node:fs';
import { DeskFailure } from '../../contract/errors.ts';

/** The kinds the provider was seen to take (onflow-api.md, call 4), and the spreadsheets of the trade. Extensions that each may have. */
const kinds = {
  jpg: { mime: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { mime: 'image/png', extensions: ['png'] },
  webp: { mime: 'image/webp', extensions: ['webp'] },
  pdf: { mime: 'application/pdf', extensions: ['pdf'] },
  docx: { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
} as const satisfies Record<string, { mime: string; extensions: readonly string[] }>;

export type FileKind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as FileKind[];

export const mimeOf = (kind: FileKind): string => kinds[kind].mime;

/** The ending that the system's viewers know a kind by. */
export const extensionFor = (mime: string): string | null => kindNames.find((kind) => kinds[kind].mime === mime) ?? null;

/** Endings that phones and browsers give to pictures of other kinds: what is inside is often a JPEG all the same. */
const pictureEndings: readonly string[] = ['heic', 'heif', 'gif', 'bmp', 'tif', 'tiff', 'avif', 'jp2'];

/**
 * What the file at `path` is, and its name with the ending that its content asks for: `anh.jpg` that is a WebP is `anh.webp`. The operator
 * knows it by `name`.
 * @throws DeskFailure `fileKindUnknown` (`params.name`, `params.found` where it could be told), `fileKindMismatch` (`params.name`,
 *   `params.found`)
 */
export async function recognise(path: string, name: string): Promise<{ readonly kind: FileKind; readonly name: string }> {
  const found = await sniff(path);
  const claimed = extensionOf(name);
  const kind = kindNames.find((each) => each === found);
  if (kind === undefined) {
    const claimsOne = kindNames.some((each) => kinds[each].extensions.some((extension) => extension === claimed));
    if (found !== null && claimsOne) throw new DeskFailure({ code: 'fileKindMismatch', params: { name, found } });
    throw new DeskFailure({ code: 'fileKindUnknown', params: { name, ...(found === null ? {} : { found }) } });
  }
  // No ending at all is no lie.
  if (claimed === null || kinds[kind].extensions.some((extension) => extension === claimed)) return { kind, name };
  // Saved from a chat or a browser under another picture's ending: it is what it is, and goes on under a name that says so.
  const isHarmless =
    pictureEndings.includes(claimed) || kindNames.some((each) => kinds[each].extensions.some((extension) => extension === claimed));
  if (isHarmless) return { kind, name: `${name.slice(0, -claimed.length)}${kind}` };
  // SECURITY: what calls itself a program is not made a label of, whatever it holds.
  throw new DeskFailure({ code: 'fileKindMismatch', params: { name, found: kind } });
}

/** The extension in lower case; `null` where there is none. `Hóa đơn số 1.2024` has none: an extension begins with a letter. */
const extensionOf = (name: string): string | null => /\.([a-z][a-z0-9]{0,7})$/i.exec(name)?.[1]?.toLowerCase() ?? null;

async function sniff(path: string): Promise<string | null> {
  // Read with the first file, and not while the first screen waits.
  const [{ fileTypeFromBlob }, content] = await Promise.all([import('file-type'), openAsBlob(path)]);
  try {
    const found = (await fileTypeFromBlob(content))?.ext ?? null;
    return found ?? (beginsPdf(await content.slice(0, pdfHeadLimit + 8).text()) ? 'pdf' : null);
  } catch {
    // Content made so that even looking at it fails is of no kind that we take.
    return null;
  }
}

/** Readers find a PDF's head anywhere in its first 1024 bytes: printers' commands, mail headers and line ends stand before it. */
const pdfHeadLimit = 1024;

/** A page of the web that merely speaks of PDF is none. */
const beginsPdf = (head: string): boolean =>
  /%PDF-[12]\.\d/.test(head) && !/^\s*<(?:!doctype|html|\?xml|svg)/i.test(head.replace(/^\uFEFF/, ''));
