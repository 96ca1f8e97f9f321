/** What can be done to drafts: gone on with, done once more, thrown away and taken back. */
import type { DraftSummary } from '../../../contract/outbox.ts';
import { type Action, each } from '../../actions/action.ts';
import type { Text } from '../../messages/useText.ts';
import { readDrafts } from '../../stores/drafts.ts';
import { go } from '../../stores/place.ts';
import { formPlace } from '../rows/words.ts';

export const titleOf = (draft: DraftSummary, t: Text): string => (draft.title === '' ? t('drafts.untitled') : draft.title);

export const openDraft: Action<DraftSummary> = {
  id: 'draft.open',
  words: 'drafts.open',
  also: 'actions.also.draft.open',
  icon: 'draft',
  where: ['drafts'],
  run: ([{ kind, id }]) => go(formPlace(kind, id)),
};

export const duplicate: Action<DraftSummary> = {
  id: 'draft.duplicate',
  words: 'drafts.duplicate',
  also: 'actions.also.draft.duplicate',
  icon: 'copy',
  keys: ['Ctrl+D'],
  where: ['drafts'],
  run: each(
    ({ id }, { desk }) => desk.call('drafts.duplicate', { id }),
    async ({ kind, id }, { desk }) => {
      await readDrafts(desk);
      go(formPlace(kind, id));
    },
  ),
};

export const discard: Action<DraftSummary> = {
  id: 'draft.discard',
  words: 'drafts.discard',
  also: 'actions.also.draft.discard',
  icon: 'draft',
  keys: ['Delete'],
  where: ['drafts'],
  isDanger: true,
  says: ([draft], { t }) => t('drafts.discardNamed', { title: titleOf(draft, t) }),
  run: each(
    ({ id }, { desk }) => desk.call('drafts.discard', { id }),
    (_nothing, { desk }) => readDrafts(desk),
  ),
};

/** Takes back what was thrown away just now. */
export const restore: Action<DraftSummary> = {
  id: 'draft.restore',
  words: 'drafts.restore',
  also: 'actions.also.draft.restore',
  icon: 'back',
  keys: ['Ctrl+Z'],
  where: ['drafts'],
  isNext: () => true,
  run: each(
    ({ id }, { desk }) => desk.call('drafts.restore', { id }),
    (_draft, { desk }) => readDrafts(desk),
  ),
};

export const draftActions = [openDraft, duplicate, discard, restore];
