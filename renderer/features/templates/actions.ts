/** What can be done with templates: to show them, begin with one, keep a form as one, rename and delete them. */
import { pluralOf } from '../../../contract/kinds/index.ts';
import type { TemplateId, TemplateSummary } from '../../../contract/templates.ts';
import { type Action, each } from '../../actions/action.ts';
import { placeNow, go } from '../../stores/place.ts';
import { type FormToKeep, readTemplates, showTemplates } from '../../stores/templates.ts';
import { kindNames } from '../../../contract/kinds/index.ts';
import { kindWord } from '../rows/words.ts';
import { later } from '../../ui/later.tsx';

/** Of the screen one is on; from elsewhere all of them. */
export const listTemplates: Action<null> = {
  id: 'template.list',
  words: 'templates.open',
  also: 'actions.also.templates',
  icon: 'copy',
  keys: ['Alt+M'],
  where: ['everywhere'],
  run: () => {
    const { screen } = placeNow();
    showTemplates(kindNames.find((kind) => pluralOf(kind) === screen) ?? 'all');
  },
};

export const keepAsTemplate: Action<FormToKeep> = {
  id: 'form.template',
  words: 'templates.keep',
  also: 'actions.also.templates.keep',
  icon: 'copy',
  where: ['form'],
  Dialog: later(async () => (await import('./NameDialog.tsx')).KeepDialog, { isOver: true }),
  run: ([{ kind, body }], { desk }, { name = '', id }) =>
    each(
      () => desk.call('templates.save', { id: (id ?? crypto.randomUUID()) as TemplateId, kind, name: String(name), body: body() }),
      () => readTemplates(desk),
    )([null], { desk }, {}).then(({ error }) => ({ error, left: [] })),
};

export const beginFrom: Action<TemplateSummary> = {
  id: 'template.use',
  words: 'templates.use',
  also: 'actions.also.templates.use',
  icon: 'copy',
  where: ['everywhere'],
  named: ({ kind, name }, { t }) => t('templates.use.named', { what: t(kindWord(kind)), name }),
  run: ([{ kind, id }]) => {
    showTemplates(false);
    go({ screen: pluralOf(kind), view: 'form', templateId: id });
  },
};

export const rename: Action<TemplateSummary> = {
  id: 'template.rename',
  words: 'templates.rename',
  also: 'actions.also.templates.rename',
  icon: 'draft',
  where: ['everywhere'],
  named: ({ name }, { t }) => t('templates.rename.named', { name }),
  Dialog: later(async () => (await import('./NameDialog.tsx')).RenameDialog, { isOver: true }),
  run: ([{ id }], { desk }, { name = '' }) =>
    each(
      () => desk.call('templates.rename', { id, name: String(name) }),
      () => readTemplates(desk),
    )([null], { desk }, {}).then(({ error }) => ({ error, left: [] })),
};

export const remove: Action<TemplateSummary> = {
  id: 'template.remove',
  words: 'templates.remove',
  also: 'actions.also.templates.remove',
  icon: 'draft',
  where: ['everywhere'],
  isDanger: true,
  named: ({ name }, { t }) => t('templates.remove.named', { name }),
  asks: ({ name }, { t }) => ({
    title: t('templates.remove.title', { name }),
    text: t('templates.remove.text'),
    confirm: t('templates.remove.named', { name }),
  }),
  run: each(
    ({ id }, { desk }) => desk.call('templates.remove', { id }),
    (_nothing, { desk }) => readTemplates(desk),
  ),
};

export const templateActions = [keepAsTemplate, beginFrom, rename, remove];
