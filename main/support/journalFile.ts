/** The journal as a file: every entry that was asked for, oldest first, a line each. */
import type { JournalFilter, SavedFile } from '../../contract/journal.ts';
import type { JournalReading } from '../store/journalReading.ts';
import { csvHead, csvLine, jsonLine, shownBodies, shownEntry } from './journalText.ts';
import { writeFile } from './writeFile.ts';

export interface JournalFile {
  readonly path: string;
  readonly format: 'csv' | 'jsonl';
  readonly filter: JournalFilter;
  readonly personal: boolean;
}

/** Streamed: a million entries take no more memory than a few hundred. @throws DeskFailure as `writeFile` */
export function writeJournal(
  journal: JournalReading,
  { path, format, filter, personal }: JournalFile,
  at: { readonly progress?: (done: number, total: number) => void; readonly signal?: AbortSignal } = {},
): Promise<SavedFile> {
  const lineOf = format === 'csv' ? csvLine : jsonLine;
  const { first, last } = journal.bounds();
  function* lines(): Generator<string> {
    if (format === 'csv') yield csvHead;
    for (const written of journal.all(filter, 0)) {
      const { entry } = written;
      if (entry.seq % 1_000 === 0) at.progress?.(entry.seq - first + 1, last - first + 1);
      yield lineOf(shownEntry(entry, personal), shownBodies(written, personal));
    }
  }
  return writeFile(path, lines(), at.signal);
}
