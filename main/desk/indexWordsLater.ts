/** The index of words of a local copy that has none yet, or an old one: made beside the work, after the first picture. */
import type { Catalogue } from '../store/catalogue.ts';
import { isHeld } from '../store/held.ts';
import type { Clock } from '../time/clock.ts';
import { inSlices } from '../time/slices.ts';

/** The first picture has the desk to itself for so long, in milliseconds: NOTE(first-picture). */
const restMs = 3_000;

/** Answers what ends it. What has been made stays made. */
export function indexWordsLater(catalogue: Pick<Catalogue, 'indexWords'>, clock: Clock, log: (line: string) => void): () => void {
  let work: Generator<void, void, void> | null = null;
  let isOver = false;
  const make = async (): Promise<void> => {
    const began = clock.now();
    let steps = 0;
    const counted = (function* () {
      for (const _step of catalogue.indexWords()) {
        steps += 1;
        yield;
      }
    })();
    work = counted;
    try {
      await inSlices(counted);
      if (steps > 0 && !isOver) log(`words were indexed in ${steps} steps, ${Math.round(clock.now() - began)} ms`);
    } catch (error) {
      if (isHeld(error)) cancel = clock.after(restMs, () => void make());
      // Searching goes on without it.
      else log(`words are not indexed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  let cancel = clock.after(restMs, () => void make());
  return () => {
    isOver = true;
    cancel();
    work?.return();
  };
}
