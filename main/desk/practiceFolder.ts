/** Removes the folder of practice. A desk that is stopped meanwhile finds the whole of it, or nothing. */
import { rename, rm } from 'node:fs/promises';

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
