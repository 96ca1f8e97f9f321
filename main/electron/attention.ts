/** Whether the desk can be seen, and whether somebody works in it: what nobody sees is asked for less often. */
import type { BrowserWindow, PowerMonitor } from 'electron';
import type { Desk } from '../desk/desk.ts';

export function mindAttention(
  window: Pick<BrowserWindow, 'on' | 'once' | 'isVisible' | 'isMinimized' | 'isFocused' | 'isDestroyed'>,
  powerMonitor: Pick<PowerMonitor, 'on' | 'removeListener'>,
  desk: Promise<Pick<Desk, 'attention'>>,
): void {
  let isLocked = false;
  const say = (of: Parameters<Desk['attention']>[0]): void =>
    void desk.then(
      (each) => each.attention(of),
      () => undefined,
    );
  const tell = (): void => {
    if (window.isDestroyed()) return;
    // Behind a locked screen the window keeps its focus.
    say({ isSeen: !isLocked && window.isVisible() && !window.isMinimized(), isHere: !isLocked && window.isFocused() });
  };
  const lock = (): void => {
    isLocked = true;
    tell();
  };
  const unlock = (): void => {
    isLocked = false;
    tell();
  };
  window.on('show', tell);
  window.on('hide', tell);
  window.on('minimize', tell);
  window.on('restore', tell);
  window.on('focus', tell);
  window.on('blur', tell);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('unlock-screen', unlock);
  // macOS keeps a desk without a window, and another window may follow.
  window.once('closed', () => {
    powerMonitor.removeListener('lock-screen', lock);
    powerMonitor.removeListener('unlock-screen', unlock);
    say({ isSeen: false, isHere: false });
  });
}
