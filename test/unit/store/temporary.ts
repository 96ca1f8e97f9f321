/** Folders and clocks of a test's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../../main/time/clock.ts';
import type { Clock } from '../../../main/time/clock.ts';

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'onflow-desk-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A wall clock that only the test moves. */
export function handClock(start = Date.UTC(2026, 10, 24, 3)): Clock & { advance(ms: number): void } {
  let wall = start;
  return { ...systemClock, wall: () => wall, advance: (ms) => void (wall += ms) };
}
