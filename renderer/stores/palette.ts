/** Whether the palette is open, and over what. */
import { create } from 'zustand';

interface State {
  readonly isOpen: boolean;
  /** What had the focus when it was opened, and gets it back. */
  readonly focused: Element | null;
}

const useStore = create<State>(() => ({ isOpen: false, focused: null }));

export const usePalette = (): State => useStore();
export const closePalette = (): void => useStore.setState({ isOpen: false });

export function openPalette(): void {
  // A box or a menu over the screen keeps the keys to itself, and so does a locked desk.
  if (document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null) return;
  useStore.setState({ isOpen: true, focused: document.activeElement });
}
