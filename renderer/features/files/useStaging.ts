/** Takes real files into the desk's own folder (page): one after the other, and says in words, by name, which could not be taken. */
import { useState } from 'react';
import type { FileRef } from '../../../contract/documents/index.ts';
import { useDesk } from '../../app/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { isAccepted, type FilePlace } from './fileKinds.ts';
import { useErrorLine } from './useErrorLine.ts';

export interface Staging {
  readonly take: (files: readonly File[]) => Promise<void>;
  /** Names of the files that are being taken in. */
  readonly names: readonly string[];
  /** What was refused last time, one text a file. */
  readonly refused: readonly string[];
}

/** `onStaged` is called for each file that is in the desk's folder and of a kind this place takes. */
export function useStaging(place: FilePlace, onStaged: (file: FileRef) => void): Staging {
  const desk = useDesk();
  const t = useText();
  const errorLine = useErrorLine();
  const [names, setNames] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);

  const take = async (files: readonly File[]): Promise<void> => {
    setRefused([]);
    setNames((before) => [...before, ...files.map((each) => each.name)]);
    for (const file of files) {
      const outcome = await desk.stageFile(file);
      setNames((before) => before.toSpliced(before.indexOf(file.name), 1));
      if (outcome.ok && isAccepted(place, outcome.value)) onStaged(outcome.value);
      else {
        const text = outcome.ok
          ? t('files.wrongKind', { name: file.name, accepted: t(`files.accepts.${place}`) })
          : refusal(file.name, errorLine({ ...outcome.error, params: { name: file.name, ...outcome.error.params } }));
        setRefused((before) => [...before, text]);
      }
    }
  };
  const refusal = (name: string, reason: string): string => (reason.includes(name) ? reason : t('files.failed', { name, reason }));

  return { take, names, refused };
}
