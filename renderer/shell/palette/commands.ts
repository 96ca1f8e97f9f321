/** The registry as entries of the palette: what is at hand on this screen, what concerns the whole desk, and why the rest cannot be. */
import { menuActions } from '../../../contract/menu.ts';
import type { AnyAction, Situation, Where } from '../../actions/action.ts';
import { actionsAtHand } from '../../actions/atHand.ts';
import { faceOf } from '../../actions/useFace.ts';
import { sectionWords } from '../../features/settings/sections.ts';
import { type MessageId, messagesOf } from '../../messages/index.ts';
import type { Text } from '../../messages/useText.ts';
import { outboxNow } from '../../stores/outboxStore.ts';
import { recordScreens } from '../../stores/place.ts';
import { allActions, wholeDesk } from '../allActions.ts';
import { openPalette } from '../moving.ts';
import { screens } from '../screens.tsx';
import type { Entry } from './entry.ts';
import { type Wording, wordingOf } from './fitting.ts';

const languages = ['vi', 'en'] as const;
const inAll = (id: MessageId): string[] => languages.flatMap((language) => messagesOf(language)?.[id] ?? []);

/** Under its words in each language that has been read, and under the other words that people have for it. */
export const wordsOfMessage = (shown: string, words: MessageId, also: MessageId): Wording => wordingOf(shown, inAll(words), inAll(also));

const menuKeyOf = (id: string): string | undefined => Object.entries(menuActions).find(([each]) => each === id)?.[1].keys;

/** With a small letter; "PO" stays as it is. */
const inSentence = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** Where it is done, in words: for somebody who looks for it elsewhere. */
function elsewhere(where: readonly Where[], t: Text): string {
  const [first] = where;
  const kinds = recordScreens.filter((screen) => where.includes(screen));
  if (kinds.length > 1) return t('palette.not.list');
  const [kind] = kinds;
  if (kind !== undefined) return t('palette.not.record', { what: inSentence(t(`${kind}.one`)) });
  if (first === 'form') return t('palette.not.form');
  if (first === 'findBar') return t('palette.not.findBar');
  const section = Object.entries(sectionWords).find(([name]) => first === `settings.${name}`);
  if (section !== undefined) return t('palette.not.screen', { screen: `${t('shell.nav.settings')} → ${t(section[1])}` });
  const screen = screens.find((each) => each.screen === first);
  return screen === undefined ? t('palette.not.here') : t('palette.not.row', { screen: t(screen.label) });
}

const isDanger = (action: AnyAction): boolean => (action as { readonly isDanger?: true }).isDanger === true;

export function commandEntries(surroundings: Omit<Situation, 'uploads'>): Entry[] {
  const { t } = surroundings;
  const { items, uploads } = outboxNow();
  const atHand = actionsAtHand();
  return allActions
    .filter(({ id }) => id !== openPalette.id)
    .map((action): Entry => {
      const { id, icon, keys, where, isMoving } = action;
      const offer = atHand.get(id);
      const whole = wholeDesk.find((each) => each.id === id);
      const name = t(action.words);
      const same = {
        id: `action:${id}`,
        icon,
        keys: keys?.[0] ?? menuKeyOf(id),
        isDanger: isDanger(action),
        group: offer !== undefined && !where.includes('everywhere') ? 'here' : isMoving === true ? 'places' : 'commands',
      } as const;
      if (offer !== undefined) {
        const label = offer.label ?? name;
        return { ...same, label, whyNot: offer.whyNot, wording: wordsOfMessage(label, action.words, action.also), run: offer.start };
      }
      if (whole !== undefined) {
        const { label, whyNot } = faceOf(whole, [null], { ...surroundings, uploads }, items);
        return { ...same, label, whyNot, wording: wordsOfMessage(label, action.words, action.also), action: whole, run: () => undefined };
      }
      const wording = wordsOfMessage(name, action.words, action.also);
      return { ...same, label: name, whyNot: elsewhere(where, t), wording, run: () => undefined };
    });
}
