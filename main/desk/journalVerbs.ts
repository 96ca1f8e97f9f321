/** The journal's and the support bundle's verbs: read, shown, and written where the operator wants them. */
import type { AppState } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import type { DeskOptions } from './deskOptions.ts';
import type { Handlers, SessionHandlers } from './door.ts';
import { thoughtBetter } from './exportVerbs.ts';
import type { SavedFiles } from './savedFiles.ts';
import type { Session } from './session.ts';
import { shownDetail } from '../support/journalText.ts';
import type { Workers } from '../workers/index.ts';

type Verbs = 'journal.list' | 'journal.entry' | 'journal.verify' | 'journal.export';

interface Parts {
  readonly options: Pick<DeskOptions, 'folder' | 'clock' | 'secrets' | 'versions'>;
  readonly askWhere: SavedFiles['askWhere'];
  /** The open connection; the bundle is also wanted where there is none. */
  readonly current: () => Session | null;
  /** For a bundle without one. */
  readonly workers: Workers;
  readonly state: () => AppState;
  /** The profile of a connection, as it was typed. */
  readonly profileOf: (id: ConnectionId) => string;
}

interface JournalHandlers {
  readonly ofConnection: Pick<SessionHandlers, Verbs>;
  readonly bundle: Handlers['support.bundle'];
}

export function journalHandlers({ options, askWhere, current, workers: deskWorkers, state, profileOf }: Parts): JournalHandlers {
  const { clock, secrets } = options;
  const day = (): string => new Date(clock.wall()).toISOString().slice(0, 10);

  return {
    ofConnection: {
      // One screen asks: what it asked before has become nothing when it asks again.
      'journal.list': (query, { journalPages }) => journalPages.ask({ ...query, asker: 'journal' }),
      'journal.entry': ({ seq, personal }, { journal, baseUrl, profile: inForce }) => {
        const found = journal.get(seq);
        return found === null ? null : shownDetail(found, { baseUrl, scheme: inForce.authorization ?? 'none' }, personal);
      },
      'journal.verify': (_request, { workers, file }) => workers.run('journal.verify', { file }),
      'journal.export': async ({ filter, format, personal }, { id, workers, file }) => {
        const path = await askWhere(`onflow-desk-${id}-journal-${day()}.${format}`);
        return path === null ? thoughtBetter : workers.run('journal.export', { file, path, format, personal, filter });
      },
    },
    bundle: async ({ personal }) => {
      const path = await askWhere(`onflow-desk-support-${day()}.zip`);
      if (path === null) return thoughtBetter;
      const open = current();
      return (open?.workers ?? deskWorkers).run('support.bundle', {
        path,
        folder: options.folder,
        app: state(),
        versions: options.versions,
        secrets: secrets(),
        connection: open === null ? null : { file: open.file, outbox: open.outbox.list(null, null).items, profile: profileOf(open.id) },
        personal,
        now: clock.wall(),
      });
    },
  };
}
