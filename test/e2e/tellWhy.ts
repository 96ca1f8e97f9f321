/** A test that failed says what its desks showed last, and what they wrote down: it may pass the next time, and then nobody knows why. */
import { afterEach, beforeEach } from 'vitest';
import { lastSeen } from '../../tools/driver/launchDesk.mts';

beforeEach(() => {
  lastSeen.length = 0;
});

afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const { screen, log, ownLog } of lastSeen)
    console.log(`${task.name}\n--- the screen:\n${screen}\n--- the main process said:\n${log}\n--- its log:\n${ownLog}`);
});
