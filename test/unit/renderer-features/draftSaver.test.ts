/** Autosave: soon, one at a time, until it worked. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../../contract/errors.ts';
import { createDraftSaver, type SaveState } from '../../../renderer/features/documentForm/draftSaver.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const good: Outcome<unknown> = { ok: true, value: null };
const full: Outcome<unknown> = { ok: false, error: { code: 'diskFull' } };

function desk(answers: (Outcome<unknown> | Promise<Outcome<unknown>>)[] = []) {
  const form = { text: '' };
  const saves: string[] = [];
  const states: SaveState['kind'][] = [];
  const saver = createDraftSaver({
    save: async () => {
      saves.push(form.text);
      return await (answers.shift() ?? good);
    },
    onState: (state) => states.push(state.kind),
  });
  const type = (text: string): void => {
    form.text = text;
    saver.changed();
  };
  return { saver, saves, states, type };
}

describe('a draft', () => {
  it('is saved within 400 ms of a change', async () => {
    const { saves, type } = desk();
    type('a');
    await vi.advanceTimersByTimeAsync(399);
    expect(saves).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(saves).toEqual(['a']);
  });
  it('is saved while somebody types without a pause', async () => {
    const { saves, type } = desk();
    for (let key = 1; key <= 20; key += 1) {
      type('x'.repeat(key));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(saves.length).toBeGreaterThanOrEqual(4);
  });
  it('is saved at once when asked, with what is typed by then', async () => {
    const { saver, saves, type } = desk();
    type('abc');
    expect(await saver.flush()).toBe(true);
    expect(saves).toEqual(['abc']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saves).toEqual(['abc']);
  });
  it('is saved again when a key fell during a save, never twice at once', async () => {
    let finish: (outcome: Outcome<unknown>) => void = () => undefined;
    const { saver, saves, type } = desk([new Promise((resolve) => (finish = resolve))]);
    type('a');
    const first = saver.flush();
    type('ab');
    const second = saver.flush();
    expect(saves).toEqual(['a']);
    finish(good);
    await Promise.all([first, second]);
    expect(saves).toEqual(['a', 'ab']);
    expect(saver.isBehind()).toBe(false);
  });
  it('that could not be saved says so and is tried again', async () => {
    const { saver, saves, states, type } = desk([full]);
    type('a');
    expect(await saver.flush()).toBe(false);
    expect(states.at(-1)).toBe('failed');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(saves).toEqual(['a', 'a']);
    expect(states.at(-1)).toBe('saved');
  });
  it('that was sent is not saved after it', async () => {
    const { saver, saves, type } = desk();
    type('a');
    saver.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    await saver.flush();
    expect(saves).toEqual([]);
  });
  it('that nobody touched is not saved', async () => {
    const { saver, saves } = desk();
    expect(await saver.flush()).toBe(true);
    expect(saves).toEqual([]);
  });
});
