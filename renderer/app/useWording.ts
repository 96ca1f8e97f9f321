/** The language on the screen (page): the desk's, or the one before it until the new one has come. */
import { useEffect, useState } from 'react';
import type { Language } from '../../contract/bridge.ts';
import { type Wording, fetchWording, wordingOf } from '../messages/index.ts';

export interface Shown {
  readonly language: Language;
  readonly wording: Wording;
}

const fetchedAlready = (language: Language): Shown | null => {
  const wording = wordingOf(language);
  return wording === null ? null : { language, wording };
};

/** `null` until the first language has come. */
export function useWording(language: Language): Shown | null {
  const [shown, setShown] = useState(() => fetchedAlready(language));
  useEffect(() => {
    let isOver = false;
    if (shown?.language === language) return undefined;
    void fetchWording(language).then((wording) => {
      if (!isOver) setShown({ language, wording });
    });
    return () => {
      isOver = true;
    };
  }, [language, shown?.language]);
  return shown;
}
