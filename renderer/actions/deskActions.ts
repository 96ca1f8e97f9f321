/** What concerns the desk itself, whichever connection is open. */
import { desk } from '../bridge/desk.ts';
import { go } from '../stores/place.ts';
import { type Action, each } from './action.ts';

export const about: Action<null> = {
  id: 'desk.about',
  words: 'actions.about',
  also: 'actions.also.about',
  icon: 'settings',
  where: ['everywhere'],
  run: () => go({ screen: 'settings', section: 'about' }),
};

export const dataFolder: Action<null> = {
  id: 'desk.dataFolder',
  words: 'settings.about.dataFolder',
  also: 'actions.also.dataFolder',
  icon: 'directory',
  where: ['everywhere'],
  run: each(() => desk.call('app.openFolder', { which: 'data' })),
};

export const logs: Action<null> = {
  id: 'desk.logs',
  words: 'settings.about.logs',
  also: 'actions.also.logs',
  icon: 'directory',
  where: ['everywhere'],
  run: each(() => desk.call('app.openFolder', { which: 'logs' })),
};

export const deskActions = [about, dataFolder, logs];
