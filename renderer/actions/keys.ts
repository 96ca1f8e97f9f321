/** The keys of actions, for the controls that show and hear them. */
import { type Shortcut, useShortcut } from '../ui/index.ts';
import type { AnyAction } from './action.ts';

/** One of its keys, the first by default; `undefined` where it has none. */
export function keyOf({ id, keys }: Pick<AnyAction, 'id' | 'keys'>, index = 0): Shortcut | undefined {
  const key = keys?.[index];
  return key === undefined ? undefined : { action: id, keys: key };
}

/** Hears a key of an action that no button stands for, while the component is on screen. */
export const useActionKey = (action: Pick<AnyAction, 'id' | 'keys'>, run: () => void, index = 0): void =>
  useShortcut({ shortcut: keyOf(action, index), run });
