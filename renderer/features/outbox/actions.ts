/** What can be done to rows of the outbox: taken back, mended, looked up, decided on; and to sending as a whole. */
import type { OutboxItem } from '../../../contract/outbox.ts';
import { type Action, type Context, type Done, type Situation, each, ofScreen } from '../../actions/action.ts';
import { go } from '../../stores/place.ts';
import { undo } from '../rows/actions.ts';
import { formPlace, recordPlace } from '../rows/words.ts';

/** One word for several rows that wait for the same reason. */
const inOneWord =
  (decision: 'sendAgain' | 'giveUp' | 'lookAgain') =>
  async (rows: readonly OutboxItem[], { desk }: Context): Promise<Done<OutboxItem>> => {
    const outcome = await desk.call('outbox.resolveMany', { ids: rows.map(({ id }) => id), decision });
    if (!outcome.ok) return { error: outcome.error, left: rows };
    const left = new Set(outcome.value.left);
    return { error: null, left: rows.filter(({ id }) => left.has(id)) };
  };

const resolve = (decision: 'itIsThere' | 'sendAgain' | 'giveUp') =>
  each<OutboxItem, OutboxItem>(({ id }, { desk }, { code = '' }) => {
    const typed = String(code).trim();
    return desk.call('outbox.resolve', { id, decision, code: decision === 'itIsThere' && typed !== '' ? typed : null });
  });

const edit: Action<OutboxItem> = {
  id: 'outbox.edit',
  words: 'outbox.edit',
  also: 'actions.also.outbox.edit',
  icon: 'draft',
  keys: ['Ctrl+E'],
  where: ['outbox'],
  isNext: () => true,
  whyNot: ({ state, draftId }, { t }) => (state === 'rejected' && draftId !== null ? null : t('actions.not.outbox.edit')),
  isHiddenWhenNot: true,
  run: each(
    ({ id }, { desk }) => desk.call('outbox.edit', { id }),
    (draft) => go(formPlace(draft.kind, draft.id)),
  ),
};

/** Also where a person may decide: the look-up may only have failed because the provider was away. */
export const lookUp: Action<OutboxItem> = {
  id: 'outbox.lookUp',
  words: 'outbox.lookUpNow',
  also: 'actions.also.outbox.lookUp',
  icon: 'outbox',
  where: ['outbox'],
  isNext: ({ state }) => state === 'unknown',
  whyNot: ({ state, attention }, { t }) =>
    state === 'unknown' || (state === 'needs_attention' && attention?.reason !== 'unreadable') ? null : t('actions.not.outbox.lookUp'),
  isHiddenWhenNot: true,
  run: each(({ id }, { desk }) => desk.call('outbox.lookUpNow', { id })),
  together: { says: (count, { t }) => t('outbox.together.lookAgain', { count }), run: inOneWord('lookAgain') },
};

const decideNow: Action<OutboxItem> = {
  id: 'outbox.decideNow',
  words: 'outbox.decideNow',
  also: 'actions.also.outbox.decide',
  icon: 'done',
  where: ['outbox'],
  whyNot: ({ state }, { t }) => (state === 'unknown' ? null : t('actions.not.outbox.decideNow')),
  isHiddenWhenNot: true,
  run: each(({ id }, { desk }) => desk.call('outbox.decideNow', { id })),
};

const cancelUpload: Action<OutboxItem> = {
  id: 'outbox.cancelUpload',
  words: 'actions.cancelUpload',
  also: 'actions.also.outbox.cancelUpload',
  icon: 'outbox',
  where: ['outbox'],
  isDanger: true,
  says: ([{ id }], { t, uploads }) => t('outbox.cancelUpload', { file: uploads[id]?.label }),
  whyNot: ({ id, state }, { t, uploads }) => {
    const upload = uploads[id];
    return state === 'sending' && upload !== undefined && upload.sent < upload.total ? null : t('actions.not.outbox.cancelUpload');
  },
  isHiddenWhenNot: true,
  run: each(({ id }, { desk }) => desk.call('files.cancelUpload', { outboxId: id })),
};

const openRecord: Action<OutboxItem> = {
  id: 'outbox.openRecord',
  words: 'actions.openRecord',
  also: 'actions.also.outbox.openRecord',
  icon: 'directory',
  where: ['outbox'],
  isNext: () => true,
  says: ([{ code }], { t }) => t('outbox.openRecord', { code }),
  whyNot: ({ code, state }, { t }) => (code !== null && state === 'confirmed' ? null : t('actions.not.outbox.openRecord')),
  isHiddenWhenNot: true,
  run: ([{ kind, code }]) => {
    if (code !== null) go(recordPlace(kind, code));
  },
};

const decidable = ({ attention }: OutboxItem, { t }: Situation): string | null =>
  attention === null ? t('actions.not.outbox.decide') : null;

/** The screen has asked for the provider's code; without one it is only called done. */
export const itIsThere: Action<OutboxItem> = {
  id: 'outbox.itIsThere',
  words: 'outbox.resolve.itIsThere',
  also: 'actions.also.outbox.itIsThere',
  icon: 'done',
  where: ['outbox'],
  isNext: () => true,
  whyNot: decidable,
  isHiddenWhenNot: true,
  run: resolve('itIsThere'),
};

export const sendAgain: Action<OutboxItem> = {
  id: 'outbox.sendAgain',
  words: 'outbox.resolve.sendAgain',
  also: 'actions.also.outbox.sendAgain',
  icon: 'outbox',
  where: ['outbox'],
  whyNot: (item, situation) =>
    item.attention?.reason === 'unreadable' ? situation.t('outbox.attention.unreadable') : decidable(item, situation),
  isHiddenWhenNot: true,
  asks: ({ naturalKey: key }, { t }) => ({
    title: t('outbox.resolve.sendAgain.title', { key }),
    text: t('outbox.resolve.sendAgain.text'),
    confirm: t('outbox.resolve.sendAgain.confirm', { key }),
  }),
  run: resolve('sendAgain'),
  together: { says: (count, { t }) => t('outbox.together.sendAgain', { count }), run: inOneWord('sendAgain'), isDanger: true },
};

export const giveUp: Action<OutboxItem> = {
  id: 'outbox.giveUp',
  words: 'actions.giveUp',
  also: 'actions.also.outbox.giveUp',
  icon: 'outbox',
  where: ['outbox'],
  isDanger: true,
  says: ([{ naturalKey: key }], { t }) => t('outbox.resolve.giveUp', { key }),
  whyNot: decidable,
  isHiddenWhenNot: true,
  asks: ({ naturalKey: key }, { t }) => ({
    title: t('outbox.resolve.giveUp', { key }),
    text: t('outbox.resolve.giveUp.text'),
    confirm: t('outbox.resolve.giveUp', { key }),
  }),
  run: resolve('giveUp'),
  together: { says: (count, { t }) => t('outbox.together.giveUp', { count }), run: inOneWord('giveUp') },
};

/** What waits for a refused key may be tried again with it; without any key there is nothing to try. */
const isRefused = ({ sending, key }: Situation): boolean => sending === 'pausedForKey' && key === 'refused';

export const pauseSending: Action<null> = {
  id: 'outbox.pause',
  words: 'outbox.pause',
  also: 'actions.also.outbox.pause',
  icon: 'outbox',
  keys: ['Ctrl+Shift+P'],
  where: ['outbox'],
  whyNot: (_desk, { sending, t }) => (sending === 'pausedByOperator' || sending === 'pausedForKey' ? t('actions.not.outbox.pause') : null),
  run: each((_all, { desk }) => desk.call('outbox.pause')),
};

export const resumeSending: Action<null> = {
  id: 'outbox.resume',
  words: 'outbox.resume',
  also: 'actions.also.outbox.resume',
  icon: 'outbox',
  keys: ['Ctrl+Shift+P'],
  where: ['outbox'],
  insteadOf: 'outbox.pause',
  isNext: () => true,
  says: (_desk, situation) => situation.t(isRefused(situation) ? 'outbox.tryAgain' : 'outbox.resume'),
  whyNot: (_desk, situation) =>
    situation.sending === 'pausedByOperator' || isRefused(situation) ? null : situation.t('actions.not.outbox.resume'),
  isHiddenWhenNot: true,
  run: each((_all, { desk }) => desk.call('outbox.resume')),
};

/** Away from the row that is shown beside the list. */
export const closeRow = ofScreen({
  id: 'outbox.close',
  words: 'ui.close',
  also: 'actions.also.close',
  icon: 'back',
  keys: ['Esc'],
  where: ['outbox'],
});

/** In the order of their buttons on the detail of a row. */
export const rowActions = [undo, edit, lookUp, decideNow, cancelUpload, openRecord];
export const decisions = [itIsThere, sendAgain, giveUp];
export const sendingActions = [pauseSending, resumeSending];
export const outboxActions = [closeRow];
