/** Takes real files into the desk's own folder: one after the other, and says in words, by name, which could not be taken. */
import { useState } from 'react';
import type { FileRef } from '../../../contract/documents/index.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { isAccepted, kindOf, type FilePlace } from './fileKinds.ts';
import { refusalOf, stageFile } from './staging.ts';
import { useErrorLine } from './useErrorLine.ts';

export interface Staging {
  readonly take: (files: readonly File[], how: 'given' | 'pasted') => Promise<void>;
  /** Names of the files that are being taken in. */
  readonly names: readonly string[];
  /** What was refused last time, one text a file. */
  readonly refused: readonly string[];
  /** What was taken otherwise than it was given last time: under a name that says what it is. */
  readonly noted: readonly string[];
}

/** `onStaged` is called for each file that is in the desk's folder and of a kind this place takes. */
export function useStaging(place: FilePlace, onStaged: (file: FileRef) => void): Staging {
  const desk = useDesk();
  const t = useText();
  const errorLine = useErrorLine();
  const [names, setNames] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);

  const [noted, setNoted] = useState<readonly string[]>([]);

  const take: Staging['take'] = async (files, how) => {
    setRefused([]);
    setNoted([]);
    setNames((before) => [...before, ...files.map((each) => each.name)]);
    for (const file of files) {
      const outcome = await stageFile(desk, file, how);
      setNames((before) => before.toSpliced(before.indexOf(file.name), 1));
      if (outcome.ok && isAccepted(place, outcome.value)) {
        const { name, mime } = outcome.value;
        if (endingOf(name) !== endingOf(file.name) && endingOf(file.name) !== '') {
          setNoted((before) => [...before, t('files.renamed', { name: file.name, kind: t(`files.kind.${kindOf(mime)}`), kept: name })]);
        }
        onStaged(outcome.value);
      } else {
        const text = outcome.ok
          ? t('files.wrongKind', { name: file.name, accepted: t(`files.accepts.${place}`) })
          : refusalOf(file.name, outcome.error, errorLine, (reason) => t('files.failed', { name: file.name, reason }));
        setRefused((before) => [...before, text]);
      }
    }
  };
  return { take, names, refused, noted };
}

const endingOf = (name: string): string => /\.([a-z][a-z0-9]{0,7})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
