/** What can be done in the settings by a key of its own. */
import { ofScreen } from '../../actions/action.ts';

export const addConnection = ofScreen({
  id: 'connection.add',
  words: 'connections.add',
  also: 'actions.also.connection.add',
  icon: 'settings',
  keys: ['Ctrl+Shift+N'],
  where: ['settings.connection'],
});

export const checkCalls = ofScreen({
  id: 'connection.check',
  words: 'settings.check',
  also: 'actions.also.connection.check',
  icon: 'done',
  keys: ['Ctrl+Enter'],
  where: ['settings.calls'],
  isNext: () => true,
});

export const saveProfile = ofScreen({
  id: 'profile.save',
  words: 'settings.profile.save',
  also: 'actions.also.profile.save',
  icon: 'settings',
  keys: ['Ctrl+S'],
  where: ['settings.profile'],
  isNext: () => true,
});

export const settingsActions = [addConnection, checkCalls, saveProfile];
