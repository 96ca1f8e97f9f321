/** What can be done on every list: to search, to read again. */
import { find } from '../stores/finding.ts';
import { recordScreens } from '../stores/place.ts';
import { type Action, ofScreen } from './action.ts';

export const searchList = ofScreen({
  id: 'list.search',
  words: 'actions.search',
  also: 'actions.also.search',
  icon: 'directory',
  keys: ['/'],
  where: [...recordScreens, 'directory'],
});

export const refreshList = ofScreen({
  id: 'list.refresh',
  words: 'records.refresh',
  also: 'actions.also.refresh',
  icon: 'back',
  keys: ['R'],
  where: [...recordScreens, 'directory'],
});

/** Enter does it, and a click, which tables hear by themselves. */
export const openRow = ofScreen({
  id: 'list.open',
  words: 'actions.open',
  also: 'actions.also.open',
  icon: 'directory',
  where: [...recordScreens, 'outbox', 'drafts'],
});

/** Ctrl+F: the search of the list on screen; pressed there again, or elsewhere, what stands on the screen. */
export const findInList: Action<null> = {
  id: 'list.find',
  words: 'actions.find',
  keyWords: 'shell.find.list',
  also: 'actions.also.search',
  icon: 'directory',
  keys: ['Ctrl+F'],
  where: ['everywhere'],
  isMoving: true,
  run: () => find(),
};

/** Each list carries them out in its own way. */
export const listActions = [searchList, refreshList, openRow];
