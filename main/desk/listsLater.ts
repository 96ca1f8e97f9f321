/** What lists are read from and searched by, where it is missing or old: made beside the work, after the first picture. */
import type { RecordKind } from '../../contract/records.ts';
import type { Catalogue } from '../store/catalogue.ts';
import { isHeld } from '../store/held.ts';
import type { Clock } from '../time/clock.ts';
import { inSlices } from '../time/slices.ts';

/** The first picture has the desk to itself for so long, in milliseconds: NOTE(first-picture). */
const restMs = 3_000;
/** The screen reads its list anew each time it is told. */
const tellEveryMs = 2_000;

interface Options {
  readonly catalogue: Pick<Catalogue, 'prepareLists'>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** The list of this kind has more rows than before. */
  readonly onMore: (kind: RecordKind) => void;
}

/** Answers what ends it. What has been made stays made. */
export function prepareListsLater({ catalogue, clock, log, onMore }: Options): () => void {
  let work: Generator<void, void, void> | null = null;
  let isOver = false;
  const make = async (): Promise<void> => {
    const began = clock.now();
    let steps = 0;
    const untold = new Set<RecordKind>();
    let toldAt = began;
    const tell = (): void => {
      toldAt = clock.now();
      for (const kind of untold) onMore(kind);
      untold.clear();
    };
    const counted = (function* () {
      for (const kind of catalogue.prepareLists()) {
        steps += 1;
        if (kind !== null) untold.add(kind);
        // Before what follows is begun, which may be long: the last rows of a list are there.
        if (kind === null || clock.now() - toldAt >= tellEveryMs) tell();
        yield;
      }
    })();
    work = counted;
    try {
      await inSlices(counted);
      if (isOver) return;
      tell();
      if (steps > 0) log(`lists and their words were made ready in ${steps} steps, ${Math.round(clock.now() - began)} ms`);
    } catch (error) {
      tell();
      if (isHeld(error)) cancel = clock.after(restMs, () => void make());
      // Searching goes on without the words, and a list with what it has.
      else log(`lists are not made ready: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  let cancel = clock.after(restMs, () => void make());
  return () => {
    isOver = true;
    cancel();
    work?.return();
  };
}
