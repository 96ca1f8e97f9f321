/** How the parts of a row's detail do something to it. */
import type { Outcome } from '../../../contract/errors.ts';

/** Does it and, where it could not be done, shows why; else goes on with `then`. */
export type Run = <T>(act: Promise<Outcome<T>>, then?: (value: T) => void) => Promise<void>;
