/** To open a production connection for writing, and to close it again. */
import { type Action, each } from '../../actions/action.ts';
import { later } from '../../ui/later.tsx';

const UnlockDialog = later(async () => (await import('./UnlockDialog.tsx')).UnlockDialog, { isOver: true });

export const unlockWriting: Action<null> = {
  id: 'writing.unlock',
  words: 'writing.unlock',
  also: 'actions.also.writing.unlock',
  icon: 'settings',
  keys: ['Ctrl+Alt+L'],
  where: ['everywhere'],
  isNext: () => true,
  whyNot: (_desk, { t, writing }) => (writing === 'locked' ? null : t('actions.not.writing.unlock')),
  isHiddenWhenNot: true,
  Dialog: UnlockDialog,
  run: each((_all, { desk }, { reason = '' }) => desk.call('writing.unlock', { reason: String(reason) })),
};

export const lockWriting: Action<null> = {
  id: 'writing.lock',
  words: 'writing.lock',
  also: 'actions.also.writing.lock',
  icon: 'done',
  keys: ['Ctrl+Alt+L'],
  where: ['everywhere'],
  insteadOf: 'writing.unlock',
  whyNot: (_desk, { t, writing }) => (writing === 'open' ? null : t('actions.not.writing.lock')),
  isHiddenWhenNot: true,
  run: each((_all, { desk }) => desk.call('writing.lock')),
};

export const writingActions = [unlockWriting, lockWriting];
