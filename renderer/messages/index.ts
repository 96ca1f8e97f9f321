/** The page's wording: Vietnamese is the source of ids, English must have the same ones (checked by the compiler and by a test). */
import type { Language } from '../../contract/bridge.ts';
import en from './en/index.ts';
import vi from './vi/index.ts';

/** Every id there is. `useText()` takes nothing else. */
export type MessageId = keyof typeof vi;

export const messages: Readonly<Record<Language, Readonly<Record<MessageId, string>>>> = { vi, en };

/** Whether a name made at run time (`errors.${code}.title`) is an id. */
export const isMessageId = (id: string): id is MessageId => Object.hasOwn(vi, id);
