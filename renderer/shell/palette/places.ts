/** Where the palette leads beside the screens: parts of the settings, connections, how the desk looks, what is begun or on its way. */
import type { AppState } from '../../../contract/bridge.ts';
import { pluralOf } from '../../../contract/kinds/index.ts';
import { connectionName, environmentWords, openConnection } from '../../features/connections/index.ts';
import { titleOf } from '../../features/drafts/actions.ts';
import { formPlace, kindWord, stateWord } from '../../features/rows/words.ts';
import { sectionWords } from '../../features/settings/sections.ts';
import type { Text } from '../../messages/useText.ts';
import { languages, setLanguage, setTheme, themes } from '../../stores/appearance.ts';
import { draftsNow } from '../../stores/drafts.ts';
import { templatesNow } from '../../stores/templates.ts';
import { outboxNow } from '../../stores/outboxStore.ts';
import { go, settingsSections } from '../../stores/place.ts';
import { themeWords } from '../themeWords.ts';
import { wordsOfMessage } from './commands.ts';
import type { Entry } from './entry.ts';
import { wordingOf } from './fitting.ts';

export function settingEntries(t: Text, { connections, session }: AppState): Entry[] {
  const environment = session?.connection.environment;
  const common = { icon: 'settings', group: 'places', whyNot: null } as const;
  const sections = settingsSections
    .filter((section) => section !== 'practice' || environment === 'practice')
    .map((section): Entry => {
      const label = t(sectionWords[section]);
      return {
        ...common,
        id: `settings:${section}`,
        label,
        detail: t('shell.nav.settings'),
        wording: wordsOfMessage(`${label} ${t('shell.nav.settings')}`, sectionWords[section], `palette.also.settings.${section}`),
        run: () => go({ screen: 'settings', section }),
      };
    });
  const looks = [
    ...languages.map((language): Entry => {
      const words = language === 'vi' ? 'shell.language.vi' : 'shell.language.en';
      const label = t(words);
      return {
        ...common,
        id: `language:${language}`,
        label,
        detail: t('shell.language'),
        wording: wordsOfMessage(label, 'shell.language', 'palette.also.language'),
        run: () => void setLanguage(language),
      };
    }),
    ...themes.map((theme): Entry => {
      const label = `${t('shell.theme')}: ${t(themeWords[theme])}`;
      return {
        ...common,
        id: `theme:${theme}`,
        label,
        wording: wordsOfMessage(label, themeWords[theme], 'palette.also.theme'),
        run: () => void setTheme(theme),
      };
    }),
  ];
  const others = connections
    .filter(({ id }) => id !== session?.connection.id)
    .map((connection): Entry => {
      const label = connectionName(t, connection);
      return {
        ...common,
        id: `connection:${connection.id}`,
        label: t('palette.connection', { name: label }),
        detail: t(environmentWords[connection.environment]),
        wording: wordsOfMessage(label, environmentWords[connection.environment], 'palette.also.connection'),
        run: () => void openConnection(connection.id),
      };
    });
  return [...sections, ...looks, ...others];
}

/** A new document from each template. */
export const templateEntries = (t: Text): Entry[] =>
  templatesNow().templates.map((template): Entry => {
    const { id, kind, name } = template;
    const label = t('templates.use.named', { what: t(kindWord(kind)), name });
    return {
      id: `template:${id}`,
      group: 'commands',
      icon: 'copy',
      label,
      whyNot: null,
      wording: wordsOfMessage(label, kindWord(kind), 'actions.also.templates'),
      run: () => go({ screen: pluralOf(kind), view: 'form', templateId: id }),
    };
  });

/** Drafts, and rows of the outbox that are not finished. */
export function begunEntries(t: Text): Entry[] {
  const drafts = draftsNow().drafts.map((draft): Entry => {
    const { id, kind } = draft;
    const label = titleOf(draft, t);
    const what = t(kindWord(kind));
    return {
      id: `draft:${id}`,
      group: 'drafts',
      icon: 'draft',
      label,
      detail: what,
      whyNot: null,
      wording: wordsOfMessage(`${label} ${what}`, kindWord(kind), 'actions.also.go.drafts'),
      run: () => go(formPlace(kind, id)),
    };
  });
  const sending = outboxNow()
    .items.filter(({ state }) => state !== 'confirmed')
    .map((item): Entry => {
      const what = t(kindWord(item.kind));
      return {
        id: `outbox:${item.id}`,
        group: 'sending',
        icon: 'outbox',
        label: item.naturalKey,
        detail: `${what} · ${t(stateWord(item))}`,
        whyNot: null,
        wording: wordingOf(`${item.naturalKey} ${what}`, [item.code ?? ''], [t(stateWord(item))]),
        run: () => go({ screen: 'outbox', id: item.id }),
      };
    });
  return [...sending, ...drafts];
}
