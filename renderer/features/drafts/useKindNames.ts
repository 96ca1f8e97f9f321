/** All that people call the kinds of documents: in both languages, because who reads one may search in the other. */
import { useEffect, useState } from 'react';
import { kindNames, pluralOf } from '../../../contract/kinds/index.ts';
import { type MessageId, type Messages, messagesOf, readMessages } from '../../messages/index.ts';
import { kindWord } from '../rows/words.ts';

const languages = ['vi', 'en'] as const;

/** By kind, `{}` until they are wanted: the other language is read then. */
export function useKindNames(isWanted: boolean): Readonly<Record<string, string>> {
  const [names, setNames] = useState<Readonly<Record<string, string>>>(() => namesIn(languages.flatMap((each) => messagesOf(each) ?? [])));
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOver = false;
    void Promise.all(languages.map(readMessages)).then((all) => {
      if (!isOver) setNames(namesIn(all));
    });
    return () => {
      isOver = true;
    };
  }, [isWanted]);
  return names;
}

const namesIn = (all: readonly Messages[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    kindNames.map((kind) => {
      const ids: readonly MessageId[] = [kindWord(kind), `${pluralOf(kind)}.also`];
      return [kind, all.flatMap((messages) => ids.map((id) => messages[id])).join('\n')];
    }),
  );
