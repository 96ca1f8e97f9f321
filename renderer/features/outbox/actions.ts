/** What can be done to rows of the outbox: taken back, mended, looked up, decided on; and to sending as a whole. */
import { pluralOf, recordKindOf } from '../../../contract/kinds/index.ts';
import type { OutboxItem } from '../../../contract/outbox.ts';
import { mostChosen } from '../../../contract/selection.ts';
import { type Action, type Situation, each, ofScreen } from '../../actions/action.ts';
import { chooseThese } from '../../stores/chosenRows.ts';
import { openList } from '../../stores/listFilters.ts';
import { go } from '../../stores/place.ts';
import { undo } from '../rows/actions.ts';
import { inOneWord } from '../rows/inOneWord.ts';
import { formPlace, recordPlace } from '../rows/words.ts';

const decideAll = (decision: 'sendAgain' | 'giveUp' | 'lookAgain') =>
  inOneWord((ids, { desk }) => desk.call('outbox.resolveMany', { ids, decision }));

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
  many: { says: 'outbox.many.lookUp', done: 'outbox.many.lookedUp' },
  together: { says: (count, { t }) => t('outbox.together.lookAgain', { count }), run: decideAll('lookAgain') },
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

export const openRecord: Action<OutboxItem> = {
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
  // Where they are chosen, all can be done that is done to many records: print, export, cancel.
  many: { says: 'outbox.many.open' },
  together: {
    says: (count, { t }) => t('outbox.many.open', { count, of: count }),
    whyNot: (rows, { t }) => {
      if (rows.length > mostChosen) return t('batch.tooMany', { most: mostChosen });
      return rows.every(({ kind }) => recordKindOf(kind) === recordKindOf(rows[0]?.kind ?? kind)) ? null : t('outbox.many.oneKind');
    },
    run: (rows, { desk }) => {
      const [first] = rows;
      if (first !== undefined) {
        const kind = recordKindOf(first.kind);
        chooseThese(
          desk.connection,
          kind,
          rows.flatMap(({ code }) => code ?? []),
        );
        openList(pluralOf(kind), {});
      }
      return Promise.resolve({ error: null, left: [] });
    },
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
  together: { says: (count, { t }) => t('outbox.together.sendAgain', { count }), run: decideAll('sendAgain'), isDanger: true },
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
  many: {
    says: 'outbox.many.giveUp',
    asks: { title: 'outbox.many.giveUp.title', text: 'outbox.many.giveUp.text', confirm: 'outbox.together.giveUp' },
    done: 'outbox.many.givenUp',
  },
  together: { says: (count, { t }) => t('outbox.together.giveUp', { count }), run: decideAll('giveUp') },
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
/** In the order of their buttons for rows that were chosen. Nothing that could send what may have arrived: that is said of each row. */
export const manyActions = [undo, lookUp, giveUp, openRecord];
export const sendingActions = [pauseSending, resumeSending];
export const outboxActions = [closeRow];
