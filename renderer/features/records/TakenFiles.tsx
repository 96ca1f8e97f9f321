/** Says what became of files that were let go on a list: how many drafts they made, and which were not taken and why. */
import { useEffect, useRef } from 'react';
import { pluralOf } from '../../../contract/kinds/index.ts';
import { useText } from '../../messages/useText.ts';
import { go, usePlace } from '../../stores/place.ts';
import { Banner, Button } from '../../ui/index.ts';
import { formPlace, inSentence, kindWord } from '../rows/words.ts';
import type { LeftFile } from '../files/draftsFromFiles.ts';
import { refusalOf } from '../files/staging.ts';
import { takenFilesRead, useTakenFiles } from './takenFiles.ts';
import { useErrorLine } from '../files/useErrorLine.ts';

export function TakenFiles() {
  const t = useText();
  const { made, isBusy } = useTakenFiles();
  const reasonOf = useReason();
  const { screen } = usePlace();
  const saidOn = useRef(screen);
  // What went well was seen by who goes on; what was not taken stays until somebody says so.
  useEffect(() => {
    if (saidOn.current !== screen && !isBusy && made?.left.length === 0) takenFilesRead();
    saidOn.current = screen;
  }, [screen, isBusy, made]);
  if (made === null) return null;
  const [first] = made.drafts;
  const words = {
    what: inSentence(t(kindWord(made.kind))),
    drafts: made.drafts.length,
    done: made.drafts.length + made.left.length + made.piles.length,
    of: made.of,
  };
  if (isBusy) return <Banner tone="info" title={t('files.taken.busy', words)} />;
  return (
    <Banner
      tone={made.left.length > 0 ? 'warn' : 'good'}
      title={t('files.taken.done', words)}
      actions={
        <>
          {first !== undefined && (
            <Button
              onPress={() => {
                takenFilesRead();
                go(formPlace(made.kind, first.id));
              }}
            >
              {t('files.taken.openFirst')}
            </Button>
          )}
          {made.drafts.length > 1 && <Button onPress={() => go({ screen: 'drafts' })}>{t('files.taken.all')}</Button>}
          <Button variant="quiet" onPress={takenFilesRead}>
            {t('files.taken.read')}
          </Button>
        </>
      }
    >
      {made.left.length + made.piles.length > 0 && (
        <ul>
          {made.piles.map((pile) => (
            <li key={pile.name}>{t('files.taken.pile', { name: pile.name })}</li>
          ))}
          {made.left.map((left, index) => (
            <li key={`${index}-${left.name}`}>{reasonOf(left, t(`${pluralOf(made.kind)}.title`))}</li>
          ))}
        </ul>
      )}
    </Banner>
  );
}

function useReason(): (left: LeftFile, list: string) => string {
  const t = useText();
  const errorLine = useErrorLine();
  return (left, list) => {
    switch (left.why) {
      case 'refused':
        return refusalOf(left.name, left.error, errorLine, (reason) => t('files.failed', { name: left.name, reason }));
      case 'wrongKind':
        return t('files.taken.wrongKind', { name: left.name, list, accepted: t(`files.accepts.${left.place}`) });
      case 'several':
        return t('files.taken.several', { name: left.name });
      case 'same':
        return t('files.taken.same', { name: left.name, as: left.as });
      default:
        return left satisfies never;
    }
  };
}
