/** The files of a document, each of them once, however often it is attached. */
import type { FileRef } from '../../contract/documents/index.ts';

export function uniqueFiles(files: readonly (FileRef | undefined)[]): FileRef[] {
  const byContent = new Map<string, FileRef>();
  for (const file of files) if (file !== undefined && !byContent.has(file.file_id)) byContent.set(file.file_id, file);
  return [...byContent.values()];
}
