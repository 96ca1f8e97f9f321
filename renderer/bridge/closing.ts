/** Before the window closes, what was typed is saved: the desk asks, and waits two seconds at most. */
import { desk } from './desk.ts';

const savers = new Set<() => Promise<unknown>>();

/** Has this done before the window closes. Answers what ends it. */
export function beforeClosing(save: () => Promise<unknown>): () => void {
  savers.add(save);
  return () => {
    savers.delete(save);
  };
}

export const followClosing = (): (() => void) =>
  desk.on('app.closing', () => {
    void saveAll().then(() => desk.call('app.readyToClose'));
  });

/** Twice: a draft that is saved for the first time moves the place, which is kept as well. */
async function saveAll(): Promise<void> {
  for (let round = 0; round < 2; round += 1) await Promise.allSettled([...savers].map((save) => save()));
}
