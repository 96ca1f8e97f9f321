/** Production is opened for writing by a person who says why, and closes again by itself. */
import { expect, test } from 'vitest';
import { type VerbName, verbs } from '../../../contract/bridge.ts';
import { DeskFailure } from '../../../contract/errors.ts';
import { createWritingLock, idleMs, writes } from '../../../main/desk/writingLock.ts';
import { FakeClock } from '../onflow/fakeClock.ts';

class Clock extends FakeClock {
  after(ms: number, run: () => void): () => void {
    const timer = this.setTimeout(run, ms);
    return () => this.clearTimeout(timer);
  }
}
function lockOf(environment: 'practice' | 'staging' | 'production') {
  const clock = new Clock();
  const told: unknown[] = [];
  return { clock, told, lock: createWritingLock({ environment, clock, onChange: (change) => told.push(change) }) };
}
const isRefused = (act: () => void): boolean => {
  try {
    act();
    return false;
  } catch (error) {
    return error instanceof DeskFailure && error.error.code === 'writingLocked';
  }
};

test.each(['practice', 'staging'] as const)('%s needs no lock', (environment) => {
  const { lock, told } = lockOf(environment);
  lock.unlock('nothing to unlock');
  expect([lock.state(), isRefused(lock.mustBeOpen), told]).toEqual(['always', false, []]);
});

test('production opens locked, is unlocked with a reason, and is locked by hand', () => {
  const { lock, told } = lockOf('production');
  expect([lock.state(), isRefused(lock.mustBeOpen)]).toEqual(['locked', true]);
  lock.unlock('đơn sáng nay');
  lock.unlock('once more');
  expect([lock.state(), isRefused(lock.mustBeOpen)]).toEqual(['open', false]);
  lock.lock();
  lock.lock();
  expect([lock.state(), isRefused(lock.mustBeOpen)]).toEqual(['locked', true]);
  expect(told).toEqual([
    { isOpen: true, reason: 'đơn sáng nay' },
    { isOpen: false, reason: null },
  ]);
});

test('it locks when nobody was there for a while, and whoever writes or touches the desk is there', async () => {
  const { lock, clock, told } = lockOf('production');
  lock.unlock('đơn sáng nay');
  await clock.advance(idleMs - 1);
  lock.stillHere();
  await clock.advance(idleMs - 1);
  lock.mustBeOpen();
  await clock.advance(idleMs - 1);
  expect(lock.state()).toBe('open');
  await clock.advance(1);
  expect([lock.state(), told.at(-1)]).toEqual(['locked', { isOpen: false, reason: null }]);
  lock.stillHere();
  expect(lock.state()).toBe('locked');
});

test('every verb of the outbox is known to write, or known not to', () => {
  const reads = ['list', 'archived', 'get', 'undo', 'undoMany', 'edit', 'lookUpNow', 'products', 'product', 'export', 'pause'].map(
    (each) => `outbox.${each}`,
  );
  const unknown = (Object.keys(verbs) as VerbName[]).filter(
    (verb) => verb.startsWith('outbox.') && !writes.has(verb) && !reads.includes(verb),
  );
  expect(unknown).toEqual([]);
});
