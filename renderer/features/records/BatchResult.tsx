/** What becomes of what was done to many: how much is done, failed, left; and how to stop the rest. */
import { useEffect, useState } from 'react';
import type { RecordKind } from '../../../contract/records.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { type Begun, batchArrived, batchSeen } from './batches.ts';
import { useOutboxPart } from '../../stores/outboxStore.ts';
import { go } from '../../stores/place.ts';
import { Banner, Button } from '../../ui/index.ts';

export function BatchResult({ kind, begun }: { readonly kind: RecordKind; readonly begun: Begun }) {
  const t = useText();
  const desk = useDesk();
  const [undone, setUndone] = useState(0);
  // What is not finished is always known; what is done is the rest.
  const { known, failed, left, queued } = useOutboxPart(({ items }) => {
    const own = items.filter(({ batch }) => batch === begun.batch);
    const isFailed = (state: string): boolean => state === 'rejected' || state === 'needs_attention';
    return {
      known: own.length,
      failed: own.filter(({ state }) => isFailed(state)).length,
      left: own.filter(({ state }) => state !== 'confirmed' && !isFailed(state)).length,
      queued: own.filter(({ state }) => state === 'queued').length,
    };
  });
  useEffect(() => {
    if (known > 0) batchArrived(kind);
  }, [known, kind]);
  const isKnown = known > 0 || begun.hasArrived === true || begun.queued === 0;
  const done = isKnown ? Math.max(0, begun.queued - failed - left - undone) : 0;
  const toGo = isKnown ? left : begun.queued;
  const undo = async (): Promise<void> => {
    const outcome = await desk.call('outbox.undoMany', { batch: begun.batch });
    if (outcome.ok) setUndone(undone + outcome.value.undone);
  };
  return (
    <Banner
      tone={failed > 0 ? 'bad' : toGo > 0 ? 'info' : 'good'}
      title={t('batch.result', { what: t(begun.says), done, failed, left: toGo })}
      actions={
        <>
          {queued > 0 && (
            <Button isSmall onPress={() => void undo()}>
              {t('batch.result.undo')}
            </Button>
          )}
          <Button isSmall variant="quiet" onPress={() => go({ screen: 'outbox' })}>
            {t('batch.result.open')}
          </Button>
          <Button isSmall variant="quiet" onPress={() => batchSeen(kind)}>
            {t('outbox.sent.seen')}
          </Button>
        </>
      }
    >
      {[
        begun.leftOut > 0 ? t('batch.result.leftOut', { count: begun.leftOut }) : null,
        undone > 0 ? t('batch.result.undone', { count: undone }) : null,
      ]
        .filter((words) => words !== null)
        .join(' · ')}
    </Banner>
  );
}
