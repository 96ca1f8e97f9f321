/**
 * What a list does not tell of the rows on the screen is asked for behind them: their goods, their stock, their inspection. One request
 * at a time, behind whatever a person or a document waits for, and only for rows that are looked at: the newest question takes the place
 * of the one before.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { RecordKind } from '../../contract/records.ts';
import { callsOf } from '../kinds/index.ts';
import type { Lack } from '../kinds/kind.ts';
import type { Catalogue as Rows } from '../store/catalogue.ts';
import type { Clock } from '../time/clock.ts';
import { isOld } from './age.ts';

/** What is older is asked for again while it is looked at, and what could not be had is not asked for sooner, in milliseconds. */
const freshForMs = 10 * 60_000;

export interface InSightOptions {
  readonly rows: Pick<Rows, 'get' | 'listAsOf'>;
  readonly clock: Pick<Clock, 'wall' | 'now'>;
  /** @throws DeskFailure */
  readonly ask: (lack: Lack, kind: RecordKind, code: string, signal: AbortSignal) => Promise<void>;
  /** It is about this one record, and says nothing of the others. */
  readonly isOfOne: (error: unknown) => boolean;
  readonly onDefect: (error: unknown) => void;
}

export interface InSight {
  /** These are looked at now. */
  look(kind: RecordKind, codes: readonly string[]): void;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

export function inSightOf({ rows, clock, ask, isOfOne, onDefect }: InSightOptions): InSight {
  const ending = new AbortController();
  let wanted: { readonly kind: RecordKind; readonly codes: string[] } | null = null;
  let running: Promise<void> | null = null;
  /** When it was asked for last, by the monotonic clock. */
  const asked = new Map<string, number>();

  const lacksOf = (kind: RecordKind, code: string): readonly Lack[] => {
    const known = rows.get(kind, code);
    if (known === null) return [];
    const isLacking = (lack: Lack): boolean =>
      lack === 'detail' ? known.detailAsOf === null : isOld(rows.listAsOf(lack, code), clock.wall() - freshForMs, clock.wall());
    return callsOf(kind)
      .lacks(known.row.record as never)
      .filter((lack) => isLacking(lack) && clock.now() - (asked.get(`${lack} ${code}`) ?? -Infinity) > freshForMs);
  };

  const run = async (): Promise<void> => {
    while (wanted !== null && !ending.signal.aborted) {
      const { kind, codes } = wanted;
      const code = codes.shift();
      if (code === undefined) {
        wanted = null;
        return;
      }
      for (const lack of lacksOf(kind, code)) {
        asked.set(`${lack} ${code}`, clock.now());
        try {
          await ask(lack, kind, code, ending.signal);
        } catch (error) {
          if (ending.signal.aborted) return;
          if (isOfOne(error)) continue;
          if (!(error instanceof DeskFailure)) onDefect(error);
          // The network, the key, the rate: the rows that come into sight next begin anew.
          asked.delete(`${lack} ${code}`);
          wanted = null;
          return;
        }
      }
    }
  };

  const begin = (): void => {
    running ??= run().finally(() => {
      running = null;
      // Asked in the moment between the last row and the end.
      if (wanted !== null && !ending.signal.aborted) begin();
    });
  };

  return {
    look: (kind, codes) => {
      if (ending.signal.aborted) return;
      wanted = { kind, codes: [...codes] };
      begin();
    },
    close: async () => {
      ending.abort();
      await running;
    },
  };
}
