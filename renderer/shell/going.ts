/** To go to each screen, from the table of screens. */
import type { Action } from '../actions/action.ts';
import { go } from '../stores/place.ts';
import { type ScreenEntry, screens } from './screens.tsx';

const goTo = ({ screen, label, also, icon, keys, place }: ScreenEntry): Action<null> => ({
  id: `go.${screen}`,
  words: label,
  also,
  icon,
  keys,
  where: ['everywhere'],
  isMoving: true,
  run: () => go(place),
});

/** In the order of the navigation. */
export const going = screens.map((entry) => ({ entry, action: goTo(entry) }));
export const goingActions = going.map(({ action }) => action);
