/** What the desk is told of its window. */
import { expect, test } from 'vitest';
import { mindAttention } from '../../../main/electron/attention.ts';

test('a window that is minimised is not seen, and one that has lost the focus has nobody at it', async () => {
  const listeners = new Map<string, () => void>();
  const state = { visible: true, minimized: false, focused: true };
  const told: object[] = [];
  const window = {
    on: (event: string, listener: () => void) => {
      listeners.set(event, listener);
      return window;
    },
    isVisible: () => state.visible,
    isMinimized: () => state.minimized,
    isFocused: () => state.focused,
    isDestroyed: () => false,
  };
  mindAttention(window as never, Promise.resolve({ attention: (of) => void told.push(of) }));
  state.focused = false;
  listeners.get('blur')?.();
  state.minimized = true;
  listeners.get('minimize')?.();
  state.minimized = false;
  listeners.get('restore')?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(told).toEqual([
    { isSeen: true, isHere: false },
    { isSeen: false, isHere: false },
    { isSeen: true, isHere: false },
  ]);
});
