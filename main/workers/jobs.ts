/** What can be done beside the event loop. Each job opens what it reads, and closes it. */
import { isSound } from '../store/soundness.ts';

export const jobs = {
  /** Whether a database file can be believed; of these tables, or of all of it. */
  'database.check': ({ file, tables }: { readonly file: string; readonly tables: readonly string[] | 'all' }): boolean =>
    isSound(file, tables),
};
export type DeskJobs = typeof jobs;
