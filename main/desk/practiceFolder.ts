/** The provider of practice, and its folder. A desk that is stopped while the folder is removed finds the whole of it, or nothing. */
import { rename, rm } from 'node:fs/promises';
import { DeskFailure } from '../../contract/errors.ts';
import type { PracticeProvider } from '../practice/index.ts';
import type { Flags } from '../start/flags.ts';
import type { Clock } from '../time/clock.ts';
import { pacedLimit } from './pace.ts';

const asideOf = (folder: string): string => `${folder}.gone`;

/** What an earlier removal could not end. */
export const removeLeftPractice = (folder: string): Promise<void> => rm(asideOf(folder), { recursive: true, force: true, maxRetries: 3 });

/** Everything of a closed practice connection: its company, its drafts, its outbox. */
export async function removePractice(folder: string): Promise<void> {
  await removeLeftPractice(folder);
  try {
    await rename(folder, asideOf(folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await removeLeftPractice(folder);
}

/** On the port that was typed, where one was: then no other will do. @throws DeskFailure `practicePortTaken` */
export async function openPractice(
  folder: string,
  clock: Clock,
  { practicePort: port, pace }: Pick<Flags, 'practicePort' | 'pace'>,
): Promise<PracticeProvider> {
  // Read only where somebody practises.
  const { startPractice } = await import('../practice/index.ts');
  try {
    return await startPractice({ folder, clock: () => clock.wall(), rateLimit: pacedLimit(pace), ...(port === null ? {} : { port }) });
  } catch (cause) {
    if (port === null || (cause as NodeJS.ErrnoException).syscall !== 'listen') throw cause;
    throw new DeskFailure({ code: 'practicePortTaken', params: { port: String(port) } }, { cause });
  }
}
