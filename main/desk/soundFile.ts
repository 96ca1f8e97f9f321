/**
 * Whether a connection's large file can be believed, looked at beside the work: going through a gigabyte takes ten seconds and more, and
 * nobody waits for that in front of an empty window. (A small one is gone through when it is opened.) What decides what is sent is looked
 * at before anything leaves; all of it once a day, and whenever the desk was not closed in order.
 */
import { z } from 'zod';
import { DeskFailure } from '../../contract/errors.ts';
import type { Database } from '../store/database.ts';
import type { Settings } from '../store/settings.ts';
import { essentialTables } from '../store/soundness.ts';
import { believeNoIndex } from '../store/wordIndex.ts';
import type { Clock } from '../time/clock.ts';
import type { Workers } from '../workers/index.ts';

const setting = 'foundSound';
const day = 24 * 60 * 60 * 1000;
/** The first picture has the disk to itself for so long, in milliseconds: NOTE(first-picture). */
const restMs = 5_000;

interface Parts {
  readonly database: Pick<Database, 'file' | 'isChecked' | 'wasLeftOpen' | 'run'>;
  readonly settings: Pick<Settings, 'get' | 'set'>;
  readonly workers: Pick<Workers, 'run'>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Told once. Nothing more of the file is to be used. */
  readonly onDamage: () => void;
}

export interface SoundFile {
  /** When what is sent has been looked at. Never, where it is damaged; soon, where it cannot be looked at. */
  readonly essentials: Promise<void>;
  close(): void;
}

export function soundFile({ database, settings, workers, clock, log, onDamage }: Parts): SoundFile {
  if (database.isChecked) return { essentials: Promise.resolve(), close: () => undefined };
  let isOver = false;
  const ended = new AbortController();
  /** Answers whether work may go on. What cannot be looked at is not held to be damaged. */
  const look = async (tables: readonly string[] | 'all'): Promise<boolean> => {
    try {
      const found = await workers.run('database.check', { file: database.file, tables }, { signal: ended.signal });
      if (found === 'exceptWords' && !isOver) {
        believeNoIndex(database);
        log(`the index of words in ${database.file} is not as it should be, and is made anew when it is opened next`);
      }
      if (found !== 'damaged') return true;
    } catch (error) {
      if (!isOver) log(`${database.file} was not gone through: ${error instanceof DeskFailure ? error.error.code : String(error)}`);
      return true;
    }
    if (!isOver) onDamage();
    return false;
  };

  const last = settings.get(setting, z.number(), 0);
  // One from the future was written while the clock was wrong.
  const isDue = database.wasLeftOpen || Math.abs(clock.wall() - last) >= day;
  const cancel = isDue ? clock.after(restMs, () => void whole()) : (): void => undefined;
  async function whole(): Promise<void> {
    const began = performance.now();
    if (!(await look('all')) || isOver) return;
    settings.set(setting, clock.wall());
    log(`${database.file} was found sound in ${Math.round(performance.now() - began)} ms`);
  }

  return {
    essentials: look(essentialTables).then((isFine) => (isFine ? undefined : new Promise<void>(() => undefined))),
    close: () => {
      isOver = true;
      cancel();
      ended.abort();
    },
  };
}
