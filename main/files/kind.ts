/** What a file is (main process): told by its content, held against its name. */
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

/**
 * The kind of the file at `path`, of which the operator knows the `name`.
 * @throws DeskFailure `fileKindUnknown` (`params.name`, `params.found` where it could be told), `fileKindMismatch` (`params.name`, `params.found`)
 */
export async function kindOf(path: string, name: string): Promise<FileKind> {
  const found = await sniff(path);
  const claimed = extensionOf(name);
  const kind = kindNames.find((each) => each === found);
  if (kind === undefined) {
    const claimsOne = kindNames.some((each) => kinds[each].extensions.some((extension) => extension === claimed));
    if (found !== null && claimsOne) throw new DeskFailure({ code: 'fileKindMismatch', params: { name, found } });
    throw new DeskFailure({ code: 'fileKindUnknown', params: { name, ...(found === null ? {} : { found }) } });
  }
  // SECURITY: a label named label.exe would be run, not shown, by whoever opens it at the other end. No ending at all is no lie.
  if (claimed !== null && !kinds[kind].extensions.some((extension) => extension === claimed)) {
    throw new DeskFailure({ code: 'fileKindMismatch', params: { name, found: kind } });
  }
  return kind;
}

/** The extension in lower case; `null` where there is none. `Hóa đơn số 1.2024` has none: an extension begins with a letter. */
const extensionOf = (name: string): string | null => /\.([a-z][a-z0-9]{0,7})$/i.exec(name)?.[1]?.toLowerCase() ?? null;

async function sniff(path: string): Promise<string | null> {
  // Read with the first file, and not while the first screen waits.
  const [{ fileTypeFromBlob }, content] = await Promise.all([import('file-type'), openAsBlob(path)]);
  try {
    return (await fileTypeFromBlob(content))?.ext ?? null;
  } catch {
    // Content made so that even looking at it fails is of no kind that we take.
    return null;
  }
}
