/** A test that failed says what its desks showed last, and what they wrote down: it may pass the next time, and then nobody knows why. */
import { afterEach, beforeEach } from 'vitest';
import { lastSeen, looks } from '../../tools/driver/launchDesk.mts';

beforeEach(() => {
  lastSeen.length = 0;
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  // A desk that several tests of a file share is still running.
  const running = await Promise.all([...looks].map((look) => look()));
  for (const { screen, log, ownLog } of [...lastSeen, ...running])
    console.log(`${task.name}\n--- the screen:\n${screen}\n--- the main process said:\n${log}\n--- its log:\n${ownLog}`);
});
