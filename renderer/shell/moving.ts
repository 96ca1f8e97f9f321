/** Back and forth, and to words on the screen. */
import { type Action, ofScreen } from '../actions/action.ts';
import { findOnScreen } from '../stores/finding.ts';
import { openPalette as open } from '../stores/palette.ts';
import { back, forward } from '../stores/place.ts';

const everywhere = { where: ['everywhere'], isMoving: true } as const;

export const goBack: Action<null> = {
  ...everywhere,
  id: 'go.back',
  words: 'shell.back',
  also: 'actions.also.go.back',
  icon: 'back',
  keys: ['Alt+Left'],
  run: () => back(),
};

export const goForward: Action<null> = {
  ...everywhere,
  id: 'go.forward',
  words: 'shell.forward',
  also: 'actions.also.go.forward',
  icon: 'back',
  keys: ['Alt+Right'],
  run: () => forward(),
};

export const findWords: Action<null> = {
  ...everywhere,
  id: 'find.open',
  words: 'shell.find',
  also: 'actions.also.find',
  icon: 'directory',
  keys: ['F3'],
  run: () => findOnScreen(),
};

/** Whatever one looks for, from one field. */
export const openPalette: Action<null> = {
  ...everywhere,
  id: 'palette.open',
  words: 'actions.palette',
  also: 'actions.also.palette',
  icon: 'find',
  keys: ['Ctrl+K'],
  run: () => open(),
};

/** The list of keys. */
export const showKeys = ofScreen({
  ...everywhere,
  id: 'desk.keys',
  words: 'shell.keys.title',
  also: 'actions.also.keys',
  icon: 'directory',
  keys: ['?'],
});

const inBar = { where: ['findBar'], isMoving: true, also: 'actions.also.find', icon: 'directory' } as const;

export const findNext = ofScreen({ ...inBar, id: 'find.next', words: 'shell.find.next', keys: ['F3'], insteadOf: 'find.open' });
export const findPrevious = ofScreen({ ...inBar, id: 'find.previous', words: 'shell.find.previous', keys: ['Shift+F3'] });

export const movingActions = [goBack, goForward, findWords, openPalette];
export const findBarActions = [findNext, findPrevious];
