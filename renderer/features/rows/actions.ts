/** Takes back what has not left yet. */
import type { OutboxItem } from '../../../contract/outbox.ts';
import { type Action, each } from '../../actions/action.ts';
import { go } from '../../stores/place.ts';
import { inOneWord } from './inOneWord.ts';
import { formPlace } from './words.ts';

export const undo: Action<OutboxItem> = {
  id: 'outbox.undo',
  words: 'outbox.undo',
  also: 'actions.also.outbox.undo',
  icon: 'back',
  keys: ['Ctrl+Z'],
  where: ['outbox'],
  isTimed: true,
  says: ([{ leavesAt }], { t, now }) => {
    const left = Math.max(0, Math.ceil((leavesAt - now) / 1000));
    return left > 0 ? t('outbox.undo.left', { seconds: left }) : t('outbox.undo');
  },
  whyNot: ({ state }, { t }) => (state === 'queued' ? null : t('actions.not.outbox.undo')),
  isHiddenWhenNot: true,
  run: each(
    ({ id }, { desk }) => desk.call('outbox.undo', { id }),
    (draft) => {
      if (draft !== null) go(formPlace(draft.kind, draft.id));
    },
  ),
  many: { says: 'outbox.many.undo', done: 'outbox.many.undone' },
  together: {
    says: (count, { t }) => t('outbox.many.undo', { count, of: count }),
    run: inOneWord((ids, { desk }) => desk.call('outbox.undoMany', { ids })),
  },
};
