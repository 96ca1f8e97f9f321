/** Whether the desk can be seen, and whether somebody works in it: what nobody sees is asked for less often. */
import type { BrowserWindow } from 'electron';
import type { Desk } from '../desk/desk.ts';

export function mindAttention(
  window: Pick<BrowserWindow, 'on' | 'isVisible' | 'isMinimized' | 'isFocused' | 'isDestroyed'>,
  desk: Promise<Pick<Desk, 'attention'>>,
): void {
  const tell = (): void => {
    if (window.isDestroyed()) return;
    const of = { isSeen: window.isVisible() && !window.isMinimized(), isHere: window.isFocused() };
    void desk.then(
      (each) => each.attention(of),
      () => undefined,
    );
  };
  window.on('show', tell);
  window.on('hide', tell);
  window.on('minimize', tell);
  window.on('restore', tell);
  window.on('focus', tell);
  window.on('blur', tell);
}
