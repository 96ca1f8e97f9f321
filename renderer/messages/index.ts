/** The page's wording: Vietnamese is the source of ids, English must have the same ones (checked by the compiler and by a test). */
import type { Language } from '../../contract/language.ts';
import type vi from './vi/index.ts';
import type viIntakeScreen from './vi/intakeScreen.ts';

/** Every id there is. `useText()` takes nothing else. */
export type MessageId = keyof typeof vi | keyof typeof viIntakeScreen;

/** By id. Those that come with a screen of their own (`addMessages`) are there once that screen is. */
export type Messages = Readonly<Record<MessageId, string>>;
type FirstMessages = Readonly<Record<keyof typeof vi, string>>;

const files: Readonly<Record<Language, () => Promise<{ readonly default: FirstMessages }>>> = {
  vi: () => import('./vi/index.ts'),
  en: () => import('./en/index.ts'),
};
const read: Partial<Record<Language, Messages>> = {};

/** Without words nothing can be said, not even that they cannot be read: they are asked for again after so many milliseconds. */
const againMs = 1_000;

/** Reads one language, once: the page needs only that of its operator. */
export async function readMessages(language: Language): Promise<Messages> {
  for (;;) {
    try {
      return (read[language] ??= (await files[language]()).default as Messages);
    } catch (error) {
      console.error('wording could not be read', error);
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}

/** `null` until they are read. */
export const messagesOf = (language: Language): Messages | null => read[language] ?? null;

/** Whether a name made at run time (`errors.${code}.title`) is an id. Any language that was read knows: they all have the same ones. */
export const isMessageId = (id: string): id is MessageId => [...Object.values(read), ...added].some((each) => Object.hasOwn(each, id));

/** Wording that comes with a screen of its own. */
const added: Readonly<Record<string, string>>[] = [];
/** Its ids are known from now on. */
export const addMessages = (messages: Readonly<Record<string, string>>): void => void added.push(messages);
