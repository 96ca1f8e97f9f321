/** What the practice provider is told. */
import { ofScreen } from '../../actions/action.ts';

export const applyFaults = ofScreen({
  id: 'practice.apply',
  words: 'practice.apply',
  also: 'actions.also.practice.apply',
  icon: 'settings',
  keys: ['Ctrl+Enter'],
  where: ['settings.practice'],
  isNext: () => true,
});

export const practiceActions = [applyFaults];
