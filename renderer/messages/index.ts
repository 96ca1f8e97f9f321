/**
 * The page's wording: Vietnamese is the source of ids, English must have the same ones (checked by the compiler and by a test). Only the language
 * of the desk is fetched, the other one when it is switched to.
 */
import type { Language } from '../../contract/bridge.ts';
import type vi from './vi/index.ts';

/** Every id there is. `useText()` takes nothing else. */
export type MessageId = keyof typeof vi;
export type Wording = Readonly<Record<MessageId, string>>;

const fetched = new Map<Language, Wording>();

/** The wording of a language; `null` until `fetchWording` has fetched it. */
export const wordingOf = (language: Language): Wording | null => fetched.get(language) ?? null;

export async function fetchWording(language: Language): Promise<Wording> {
  const { default: wording } = language === 'vi' ? await import('./vi/index.ts') : await import('./en/index.ts');
  fetched.set(language, wording);
  return wording;
}

/** Whether a name made at run time (`errors.${code}.title`) is an id. Asked while something is drawn, when there is a language. */
export function isMessageId(id: string): id is MessageId {
  const [any] = fetched.values();
  return any !== undefined && Object.hasOwn(any, id);
}
