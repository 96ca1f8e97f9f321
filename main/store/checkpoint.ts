/** Moving what was written from the log of writes (WAL) into the database file, by a connection that does nothing else. */
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { inWords } from './database.ts';

/**
 * As far as it can be done without keeping anybody from reading or writing. It waits for the disk, and is meant for a thread. The file must
 * be there. @throws DeskFailure `storageBusy`, `diskFull`, `storageReadOnly`
 */
export function checkpoint(file: string): void {
  const address = pathToFileURL(file);
  // A file that was moved away meanwhile is not made anew.
  address.search = '?mode=rw';
  inWords(file, () => {
    const sqlite = new DatabaseSync(address);
    try {
      sqlite.exec('PRAGMA trusted_schema = OFF; PRAGMA wal_checkpoint(PASSIVE)');
    } finally {
      sqlite.close();
    }
  });
}
