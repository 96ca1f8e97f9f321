/** Lists as files: asked for, told of while they are written, stopped; and claim sheets. */
import { DeskFailure } from '../../contract/errors.ts';
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
}: Parts): Pick<SessionHandlers, 'records.export' | 'records.stopExport' | 'purchaseOrders.claim'> {
  const { clock, emit } = options;
  const underWay = new Map<string, AbortController>();
  return {
    'records.export': async ({ id, ...wanted }, { id: connection, workers, file }) => {
      // Two would be written at once into what may be one file.
      if (underWay.size > 0) throw new DeskFailure({ code: 'wrongState', params: { state: 'exporting' } });
      const stop = new AbortController();
      underWay.set(id, stop);
      try {
        const path = await savedFiles.askWhere(
          `onflow-${connection}-${pluralOf(wanted.selection.kind)}-${dayOf(clock.wall())}.${wanted.format}`,
        );
        if (path === null) return thoughtBetter;
        let toldAt = Number.NEGATIVE_INFINITY;
        const onProgress = (done: number, total: number): void => {
          const now = clock.now();
          if (now - toldAt < tellMs && done < total) return;
          toldAt = now;
          emit('export.progress', { connection, id, done, total });
        };
        return await workers.run('records.export', { file, ...wanted, path, now: clock.wall() }, { signal: stop.signal, onProgress });
      } finally {
        underWay.delete(id);
      }
    },
    'records.stopExport': ({ id }) => underWay.get(id)?.abort(),
    'purchaseOrders.claim': async ({ code, format }, { claims }) => {
      const path = await savedFiles.askWhere(claims.nameOf(code, format));
      return path === null ? thoughtBetter : claims.write(code, format, path);
    },
  };
}

/** As the files' names have it: the day at the warehouse. */
export function dayOf(now: number): string {
  const { year, month, day } = inVietnam(now);
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}
