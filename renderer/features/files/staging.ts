/** Has a real file copied into the desk's own folder, and says in words why one was not taken. */
import type { FieldError } from '../../ui/Field.tsx';
import { type FileRef, largestFile } from '../../../contract/documents/index.ts';
import type { DeskError, Outcome } from '../../../contract/errors.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';

/**
 * A picture of the screen lies nowhere on the disk: what is pasted crosses as it is. A file that was copied in a folder has its place.
 */
export async function stageFile(desk: ConnectionDesk, file: File, how: 'given' | 'pasted'): Promise<Outcome<FileRef>> {
  const outcome = await desk.stageFile(file);
  if (outcome.ok || outcome.error.code !== 'fileNotReal' || how === 'given') return named(outcome, file.name);
  if (file.size > largestFile)
    return { ok: false, error: { code: 'fileTooLarge', params: { name: file.name, size: file.size, limit: largestFile } } };
  const bytes = await file.arrayBuffer().catch(() => null);
  return bytes === null ? outcome : named(await desk.call('files.paste', { name: file.name, bytes: new Uint8Array(bytes) }), file.name);
}

const named = (outcome: Outcome<FileRef>, name: string): Outcome<FileRef> =>
  outcome.ok ? outcome : { ok: false, error: { ...outcome.error, params: { name, ...outcome.error.params } } };

/** Why it was not taken, with its name. `line`: the error in one line. */
export const refusalOf = (name: string, error: DeskError, line: (error: DeskError) => string, say: (reason: string) => string): string => {
  const reason = line({ ...error, params: { name, ...error.params } });
  return reason.includes(name) ? reason : say(reason);
};

/** What is said of a field with files: those that were not taken, and what else is said of it. */
export function withRefused(refused: readonly string[], error: FieldError | undefined): FieldError | undefined {
  if (refused.length === 0) return error;
  return [...refused, ...(error === undefined ? [] : [typeof error === 'string' ? error : error.asks])].join('\n');
}
