/** What the desk is told of its window. */
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { mindAttention } from '../../../main/electron/attention.ts';

function minded() {
  const state = { visible: true, minimized: false, focused: true, destroyed: false };
  const told: object[] = [];
  const window = Object.assign(new EventEmitter(), {
    isVisible: () => state.visible,
    isMinimized: () => state.minimized,
    isFocused: () => state.focused,
    isDestroyed: () => state.destroyed,
  });
  const power = new EventEmitter();
  mindAttention(window as never, power as never, Promise.resolve({ attention: (of) => void told.push(of) }));
  const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  return { state, told, window, power, settled };
}

test('a window that is minimised is not seen, and one that has lost the focus has nobody at it', async () => {
  const { state, told, window, settled } = minded();
  state.focused = false;
  window.emit('blur');
  state.minimized = true;
  window.emit('minimize');
  state.minimized = false;
  window.emit('restore');
  await settled();
  expect(told).toEqual([
    { isSeen: true, isHere: false },
    { isSeen: false, isHere: false },
    { isSeen: true, isHere: false },
  ]);
});

test('nobody is at a window with the focus behind a locked screen, nor at one that was closed', async () => {
  const { state, told, window, power, settled } = minded();
  power.emit('lock-screen');
  power.emit('unlock-screen');
  state.destroyed = true;
  window.emit('closed');
  power.emit('lock-screen');
  await settled();
  expect(told).toEqual([
    { isSeen: false, isHere: false },
    { isSeen: true, isHere: true },
    { isSeen: false, isHere: false },
  ]);
  expect(power.listenerCount('lock-screen') + power.listenerCount('unlock-screen')).toBe(0);
});
