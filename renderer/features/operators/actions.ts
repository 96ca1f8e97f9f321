/** To leave the desk to somebody else. */
import type { Action } from '../../actions/action.ts';
import { desk } from '../../bridge/desk.ts';
import { readApp } from '../../stores/session.ts';

export const lock: Action<null> = {
  id: 'operator.lock',
  words: 'actions.lock',
  also: 'actions.also.lock',
  icon: 'done',
  keys: ['Ctrl+Shift+L'],
  where: ['everywhere'],
  says: (_desk, { t, operator }) => t('operators.switch', { name: operator }),
  whyNot: (_desk, { t, operator }) => (operator === null ? t('actions.not.lock') : null),
  isHiddenWhenNot: true,
  run: async () => {
    const outcome = await desk.call('operators.lock');
    await readApp();
    return { error: outcome.ok ? null : outcome.error, left: [] };
  },
};

export const operatorActions = [lock];
