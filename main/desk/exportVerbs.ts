/** Lists as files: asked for, told of while they are written, stopped; claim sheets; templates for rows. */
import { DeskFailure } from '../../contract/errors.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import type { SavedFile } from '../../contract/journal.ts';
import { pluralOf } from '../../contract/kinds/index.ts';
import { inVietnam } from '../../contract/vietnamTime.ts';
import type { DeskOptions } from './deskOptions.ts';
import type { SessionHandlers } from './door.ts';
import type { SavedFiles } from './savedFiles.ts';

interface Parts {
  readonly options: Pick<DeskOptions, 'clock' | 'emit'>;
  readonly savedFiles: SavedFiles;
}

export const thoughtBetter: SavedFile = { saved: false, name: '', size: 0 };

/** How often the page is told how far it is, in milliseconds. */
const tellMs = 100;

export function exportHandlers({
  options,
  savedFiles,
}: Parts): Pick<
  SessionHandlers,
  'records.export' | 'records.stopExport' | 'outbox.export' | 'purchaseOrders.claim' | 'intake.template' | 'intake.report'
> {
  const { clock, emit } = options;
  const underWay = new Map<string, AbortController>();
  type Telling = { readonly signal: AbortSignal; readonly onProgress: (done: number, total: number) => void };
  /** `write` is given the path that the operator chose. */
  const writing = async (
    { id, connection, name }: { readonly id: string; readonly connection: ConnectionId; readonly name: string },
    write: (path: string, telling: Telling) => Promise<SavedFile>,
  ): Promise<SavedFile> => {
    // Two would be written at once into what may be one file.
    if (underWay.size > 0) throw new DeskFailure({ code: 'wrongState', params: { state: 'exporting' } });
    const stop = new AbortController();
    underWay.set(id, stop);
    try {
      const path = await savedFiles.askWhere(`onflow-${connection}-${name}`);
      if (path === null) return thoughtBetter;
      let toldAt = Number.NEGATIVE_INFINITY;
      const onProgress = (done: number, total: number): void => {
        const now = clock.now();
        if (now - toldAt < tellMs && done < total) return;
        toldAt = now;
        emit('export.progress', { connection, id, done, total });
      };
      return await write(path, { signal: stop.signal, onProgress });
    } finally {
      underWay.delete(id);
    }
  };
  return {
    'records.export': ({ id, ...wanted }, { id: connection, workers, file }) =>
      writing({ id, connection, name: `${pluralOf(wanted.selection.kind)}-${dayOf(clock.wall())}.${wanted.format}` }, (path, telling) =>
        workers.run('records.export', { file, ...wanted, path, now: clock.wall() }, telling),
      ),
    'outbox.export': ({ id, ...wanted }, { id: connection, workers, file }) =>
      writing({ id, connection, name: `outbox-${dayOf(clock.wall())}.${wanted.format}` }, (path, telling) =>
        workers.run('outbox.export', { file, ...wanted, path }, telling),
      ),
    'records.stopExport': ({ id }) => underWay.get(id)?.abort(),
    'intake.report': async (wanted, { intakes, language }) => {
      const { name } = await intakes.get(wanted.id);
      const path = await savedFiles.askWhere(reportName(name, wanted));
      return path === null ? thoughtBetter : intakes.report({ ...wanted, language: language(), path });
    },
    'intake.template': async (wanted, { workers }) => {
      const path = await savedFiles.askWhere(`onflow-${pluralOf(wanted.table)}-template-${wanted.language}.${wanted.format}`);
      return path === null ? thoughtBetter : workers.run('import.template', { ...wanted, path });
    },
    'purchaseOrders.claim': async ({ code, format }, { claims }) => {
      const path = await savedFiles.askWhere(claims.nameOf(code, format));
      return path === null ? thoughtBetter : claims.write(code, format, path);
    },
  };
}

/** After the file that was dropped. SECURITY: its name is anybody's: no folders in it. */
function reportName(name: string, { what, format }: { readonly what: 'errors' | 'all'; readonly format: string }): string {
  const stem = name.replace(/\.[a-z]{3,4}(?= \+ \d+$|$)/iu, '').replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, '_');
  return `${stem}-${what === 'errors' ? 'errors' : 'report'}.${format}`;
}

/** As the files' names have it: the day at the warehouse. */
export function dayOf(now: number): string {
  const { year, month, day } = inVietnam(now);
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}
