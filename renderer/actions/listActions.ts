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

/** One key for each of the views that were kept under a name. */
export const openView = ofScreen({
  id: 'list.view',
  words: 'records.views.open',
  also: 'records.views.also',
  icon: 'directory',
  keys: ['Ctrl+1', 'Ctrl+2', 'Ctrl+3', 'Ctrl+4', 'Ctrl+5', 'Ctrl+6', 'Ctrl+7', 'Ctrl+8', 'Ctrl+9'],
  where: [...recordScreens],
});

export const chooseFilters = ofScreen({
  id: 'list.filters',
  words: 'records.filters',
  also: 'records.filters.also',
  icon: 'directory',
  keys: ['F'],
  where: [...recordScreens],
});

export const chooseColumns = ofScreen({
  id: 'list.columns',
  words: 'records.columns',
  also: 'records.columns.also',
  icon: 'settings',
  where: [...recordScreens],
});

/** What was opened last over or beside a list. */
export const closeBeside = ofScreen({
  id: 'list.close',
  words: 'records.closeDetail',
  also: 'actions.also.close',
  icon: 'back',
  keys: ['Esc'],
  where: [...recordScreens],
});

/** Each list carries them out in its own way. */
export const listActions = [searchList, refreshList, openRow, openView, chooseFilters, chooseColumns, closeBeside];
