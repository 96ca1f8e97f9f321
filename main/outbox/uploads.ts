/** What the outbox makes of uploads that fail and of addresses that no longer work. Pure, like `outcome`. */
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import type { FileRef } from '../../contract/documents/index.ts';
import { verdictOf } from './outcome.ts';

const tooLargeWords = /too[\s_-]*large|too[\s_-]*big|size[\s_-]*(?:limit|exceed)|exceed\w*[\s\S]{0,40}size|quá lớn|dung lượng|vượt quá/i;
const wrongKindWords = /unsupported|(?:file|mime|media|content)[\s_-]*(?:type|extension|format)|định dạng|loại tệp|loại file|phần mở rộng/i;

/** The failure of an upload, said of the file: 413, 415 and their like, whatever words or page they come in (nginx answers HTML). */
export function uploadFailure(error: DeskError, file: FileRef): DeskError {
  const params = {
    ...error.params,
    file_id: file.file_id,
    name: file.name,
    megabytes: Math.max(0.1, Math.round(file.size / 100_000) / 10),
  };
  const told = { ...error, params };
  // The desk's own copy of the file is gone. The person has to drop it again, as with a refused one.
  if (error.code === 'notFound') return { ...told, code: 'fileVanished' };
  const status = error.provider?.httpStatus ?? 0;
  // The status came before the connection broke, as where a server does not want to read the rest.
  if (status === 413) return { ...told, code: 'uploadTooLarge', sent: 'answered' };
  if (status === 415) return { ...told, code: 'uploadKindRefused', sent: 'answered' };
  if (verdictOf(error) === 'doneUnread') return { ...told, code: 'uploadUnread' };
  if (error.sent !== 'answered' || (error.code !== 'provider' && error.code !== 'unreadable')) return told;
  const words = [
    error.provider?.code ?? '',
    ...(error.provider?.messages ?? []),
    ...(error.fields ?? []).map(({ text }) => text ?? ''),
  ].join(' ');
  if (tooLargeWords.test(words)) return { ...told, code: 'uploadTooLarge' };
  if (wrongKindWords.test(words)) return { ...told, code: 'uploadKindRefused' };
  const reason = error.provider?.messages.join(' · ') ?? '';
  return { ...told, code: 'uploadRefused', params: { ...params, words: reason === '' ? ` (HTTP ${status})` : `: ${reason}` } };
}

/**
 * The files whose addresses a refused create complains of. `fields` are in the document's own paths; `addressOf` answers what was sent. A
 * file that is too large or of the wrong kind is not helped by another address.
 */
export function filesComplainedOf(
  error: DeskError,
  document: object,
  fields: readonly FieldProblem[],
  files: readonly { file: FileRef; url: string }[],
): string[] {
  const status = error.provider?.httpStatus ?? 0;
  if (verdictOf(error) !== 'refused' || status === 413 || status === 415) return [];
  const placed = fields.flatMap(({ path }) => fileIn(document, path) ?? []);
  const said = [...(error.provider?.messages ?? []), ...(error.fields ?? []).map(({ text }) => text ?? '')].join('\n');
  const quoted = files.filter(({ url }) => said.includes(url)).map(({ file }) => file.file_id);
  const named = [...new Set([...placed, ...quoted])];
  if (named.length > 0) return named;
  // It complains of addresses and does not say of which.
  const isVague =
    (error.fields ?? []).some(({ path }) => /(?:^|\.)(?:document|label|file|image|product_image)_url/.test(path)) ||
    /\b(?:document|label|file|image)[ _]?url\b/i.test(said);
  return isVague ? files.map(({ file }) => file.file_id) : [];
}

function fileIn(document: object, path: string): string | null {
  const found = path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined),
      document,
    );
  return typeof found === 'object' && found !== null && 'file_id' in found && typeof found.file_id === 'string' ? found.file_id : null;
}
