/** A form that was left while connections changed. */
import type { DraftInput, DraftSummary } from '../../contract/outbox.ts';
import type { ConnectionRow } from '../store/appDatabase.ts';
import { draftsOn } from '../store/drafts.ts';
import { openStore } from '../store/index.ts';
import { claimFolder } from '../store/whose.ts';
import type { Clock } from '../time/clock.ts';

/** Keeps it in a database that is not open. @throws DeskFailure as `openStore`, `claimFolder`, `Drafts.save` */
export function saveInto(file: string, row: ConnectionRow, input: DraftInput, clock: Clock): DraftSummary {
  const store = openStore(file, clock, () => undefined);
  try {
    claimFolder(store.settings, row);
    return draftsOn(store.database, () => clock.wall()).save(input);
  } finally {
    store.close();
  }
}
