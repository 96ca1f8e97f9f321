/**
 * Everything one connection keeps: one database file, and what is in it by subject. Drafts and outbox build on `database`
 * themselves.
 */
import type { Clock } from '../time/clock.ts';
import { catalogueOn, fetchedTables } from './catalogue.ts';
import type { Catalogue } from './catalogue.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { fileRowsOn } from './fileRows.ts';
import type { FileRows } from './fileRows.ts';
import { journalOn } from './journal.ts';
import type { Journal } from './journal.ts';
import { migrations } from './migrations.ts';
import { printsOn } from './prints.ts';
import type { Prints } from './prints.ts';
import { settingsOn } from './settings.ts';
import type { Settings } from './settings.ts';

export interface Store {
  readonly database: Database;
  readonly catalogue: Catalogue;
  readonly fileRows: FileRows;
  readonly settings: Settings;
  readonly journal: Journal;
  readonly prints: Prints;
  close(): void;
}

/**
 * In bytes. SQLite goes through so much in a few hundredths of a second; a larger file is looked at beside the work
 * (main/desk/soundFile.ts).
 */
const checkedAtOnce = 16 * 1024 * 1024;

/**
 * `onUnreadable` is told the name of a setting that could not be read, `onSlow` of statements that take long, `onWritten` of each entry of
 * the journal. @throws DeskFailure as `openDatabase`
 */
export function openStore(
  file: string,
  clock: Clock,
  onUnreadable: (setting: string) => void,
  { onSlow, onWritten }: { readonly onSlow?: (line: string) => void; readonly onWritten?: () => void } = {},
): Store {
  const database = openDatabase(file, clock, migrations, fetchedTables, checkedAtOnce, onSlow);
  const journal = journalOn(database, { onWritten });
  return {
    database,
    catalogue: catalogueOn(database),
    fileRows: fileRowsOn(database),
    settings: settingsOn(database, onUnreadable),
    journal,
    prints: printsOn(database, journal),
    close: () => database.close(),
  };
}
