/** What only a page in development does. Read before React, which looks for its tools when it is read; the built page has nothing of it. */
import { warnOfRenders, watchRenders } from './renderCount.ts';

if (import.meta.env.DEV) {
  watchRenders();
  warnOfRenders();
}
