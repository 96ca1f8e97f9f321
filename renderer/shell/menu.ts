/** What was chosen in the application's menu. */
import { useEffect } from 'react';
import { type ConnectionDesk, desk } from '../bridge/desk.ts';
import { wholeDesk } from './allActions.ts';

/** Carries it out on this connection. Actions in the menu ask nothing first. */
export function useChosenInMenu(open: ConnectionDesk): void {
  useEffect(
    () =>
      desk.on('menu.chosen', ({ action: id }) => {
        void wholeDesk.find((action) => action.id === id)?.run([null], { desk: open }, {});
      }),
    [open],
  );
}
