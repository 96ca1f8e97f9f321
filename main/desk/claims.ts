/** Claim sheets as files: read anew before they are written, so that nobody signs what was true yesterday. */
import type { Language } from '../../contract/language.ts';
import { type ClaimFormat, type ClaimSheet, claimPaper } from '../../contract/claim.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { SavedFile } from '../../contract/journal.ts';
import type { CatalogueService } from '../catalogue/index.ts';
import { fileNameOf } from '../files/index.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { Log } from '../support/log.ts';
import { writeFile } from '../support/writeFile.ts';
import type { Clock } from '../time/clock.ts';
import type { Workers } from '../workers/index.ts';
import { claimSheet } from './claimSheet.ts';
import { claimWords } from './claimWords.ts';
import type { Press } from './press.ts';

interface Parts {
  readonly press: Press;
  readonly copy: Pick<Catalogue, 'get' | 'getList'>;
  readonly readNow: CatalogueService['readNow'];
  readonly workers: Workers;
  readonly language: () => Language;
  /** The connection's name. */
  readonly merchant: string;
  readonly clock: Pick<Clock, 'wall'>;
  readonly log: Log;
}

export interface Claims {
  /** What the file is called by itself. */
  nameOf(code: string, format: ClaimFormat): string;
  /** @throws DeskFailure `notFound`, `printUnreadable`, and as `writeFile` */
  write(code: string, format: ClaimFormat, path: string): Promise<SavedFile>;
}

export function createClaims({ press, copy, readNow, workers, language, merchant, clock, log }: Parts): Claims {
  const sheetOf = async (code: string): Promise<ClaimSheet> => {
    // What cannot be had now is as old as the sheet says.
    const read = await Promise.allSettled([readNow('detail', 'purchase-order', code), readNow('inspection', 'purchase-order', code)]);
    for (const each of read) if (each.status === 'rejected' && !(each.reason instanceof DeskFailure)) throw each.reason;
    const sheet = claimSheet(copy, code, { language: language(), merchant, now: clock.wall() });
    if (sheet === null) throw new DeskFailure({ code: 'notFound' });
    return sheet;
  };
  return {
    nameOf: (code, format) => fileNameOf(`${claimWords[language()].file}-${code}.${format}`, format),
    write: async (code, format, path) => {
      const sheet = await sheetOf(code);
      if (format === 'xlsx') return workers.run('claim.write', { path, sheet });
      const drawn = await press.draw([sheet], claimPaper).catch((error: unknown) => {
        log(`claim sheet not drawn: ${String(error)}`);
        throw new DeskFailure({ code: 'printUnreadable' });
      });
      try {
        const [first] = drawn.documents;
        if (first === undefined || 'error' in first) throw new DeskFailure({ code: 'printUnreadable' });
        return await writeFile(path, [await drawn.pdf()]);
      } finally {
        drawn.close();
      }
    },
  };
}
