/** The journal's and the support bundle's verbs: read, shown, and written where the operator wants them. */
import type { AppState } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import type { SavedFile } from '../../contract/journal.ts';
import type { DeskOptions } from './deskOptions.ts';
import type { Handlers, SessionHandlers } from './door.ts';
import type { Session } from './session.ts';
import { bundle } from '../support/bundle.ts';
import { csvHead, csvLine, jsonLine, shownBodies, shownDetail, shownEntry } from '../support/journalText.ts';
import { writeFile } from '../support/writeFile.ts';

type Verbs = 'journal.list' | 'journal.entry' | 'journal.verify' | 'journal.export';

interface Parts {
  readonly options: Pick<DeskOptions, 'folder' | 'clock' | 'askWhere' | 'secrets' | 'versions'>;
  /** The open connection; the bundle is also wanted where there is none. */
  readonly current: () => Session | null;
  readonly state: () => AppState;
  /** The profile of a connection, as it was typed. */
  readonly profileOf: (id: ConnectionId) => string;
}

interface JournalHandlers {
  readonly ofConnection: Pick<SessionHandlers, Verbs>;
  readonly bundle: Handlers['support.bundle'];
}

export function journalHandlers({ options, current, state, profileOf }: Parts): JournalHandlers {
  const { clock, askWhere, secrets } = options;
  const day = (): string => new Date(clock.wall()).toISOString().slice(0, 10);

  return {
    ofConnection: {
      'journal.list': ({ before, limit, ...query }, { journal }) => journal.list(query, before, limit),
      'journal.entry': ({ seq, personal }, { journal, baseUrl, profile: inForce }) => {
        const found = journal.get(seq);
        return found === null ? null : shownDetail(found, { baseUrl, scheme: inForce.authorization ?? 'none' }, personal);
      },
      'journal.verify': (_request, { journal }) => journal.verify(),
      'journal.export': async ({ format, personal, ...query }, { id, journal }) => {
        const lineOf = format === 'csv' ? csvLine : jsonLine;
        function* lines(): Generator<string> {
          if (format === 'csv') yield csvHead;
          for (const entry of journal.all(query, 0)) {
            const bodies = shownBodies(journal.get(entry.seq) ?? { sent: null, answered: null }, personal);
            yield lineOf(shownEntry(entry, personal), bodies);
          }
        }
        const path = await askWhere(`onflow-desk-${id}-journal-${day()}.${format}`);
        return path === null ? thoughtBetter : writeFile(path, lines());
      },
    },
    bundle: async ({ personal }) => {
      const open = current();
      const content = bundle({
        folder: options.folder,
        app: state(),
        versions: options.versions,
        secrets: secrets(),
        connection:
          open === null ? null : { journal: open.journal, outbox: open.outbox.list(null, null).items, profile: profileOf(open.id) },
        personal,
        now: clock.wall(),
      });
      const path = await askWhere(`onflow-desk-support-${day()}.zip`);
      return path === null ? thoughtBetter : writeFile(path, [content]);
    },
  };
}

const thoughtBetter: SavedFile = { saved: false, name: '', size: 0 };
