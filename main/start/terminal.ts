/** What the desk says to whoever started it at a terminal or from a script: words, and the code it ends with. */
import { writeSync } from 'node:fs';
import type { Language } from '../../contract/language.ts';

export type Words = Readonly<Record<Language, string>>;

/** README, "For IT", lists them. */
export const exitCodes = {
  fine: 0,
  /** A fault, or a smoke test that failed. */
  failed: 1,
  /** The command line, or the file it names, is not as it should be. */
  wrongCommand: 2,
  /** The data folder, or what lies in it, cannot be used. */
  noData: 3,
  /** What was asked for cannot be done while a desk is open on the same data. */
  openAlready: 4,
} as const;

/** In the language of the command line, else in both: which one the reader reads is not known yet. */
export const inWords = ({ vi, en }: Words, language: Language | null): string =>
  language === null ? `${vi}\n\n${en}` : { vi, en }[language];

/**
 * Before the first line is written. Whoever started the desk may close their end at any time, a terminal or a script that has read enough.
 * To Node a line that nobody takes is a fault nobody caught, and the desk would end in the middle of sending.
 */
export function outliveReaders(streams: readonly Pick<NodeJS.WritableStream, 'on'>[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) stream.on('error', () => undefined);
}

/** At once: the process may end with the next line, and a pipe on Windows would lose what was only begun. */
export function say(text: string): void {
  try {
    writeSync(2, `${text}\n`);
  } catch {
    // A desk started from an icon has no terminal, and nobody reads there.
  }
}
