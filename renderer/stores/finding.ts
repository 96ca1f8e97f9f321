/**
 * Ctrl+F: the search of the list on screen, which covers all its rows, also those not drawn; pressed there again, or elsewhere, what
 * stands on the screen.
 */
import { create } from 'zustand';

const useStore = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export const useFinding = (): boolean => useStore((state) => state.isOpen);
export const closeFinding = (): void => useStore.setState({ isOpen: false });
/** What stands on the screen, whatever list there is. */
export const findOnScreen = (): void => {
  // A box over the screen keeps the keys to itself, and so does a locked desk.
  if (document.querySelector('[role="dialog"],[role="alertdialog"]') !== null) return;
  const input = document.querySelector<HTMLInputElement>('[data-find-input]');
  if (input === null) useStore.setState({ isOpen: true });
  else input.select();
};

export function find(): void {
  const search = [...document.querySelectorAll<HTMLInputElement>('[data-list-search]')].find((each) => each.checkVisibility());
  if (search === undefined || search === document.activeElement || document.querySelector('[role="dialog"],[role="alertdialog"]') !== null)
    findOnScreen();
  else search.select();
}
