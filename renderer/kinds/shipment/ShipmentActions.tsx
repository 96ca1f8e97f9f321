/** What can be done to a shipment: cancel it before handover, or take the goods back after it. */
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { DeskError } from '../../../contract/errors.ts';
import type { DraftId } from '../../../contract/outbox.ts';
import type { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { draftSaved } from '../../stores/drafts.ts';
import { go } from '../../stores/place.ts';
import { Button, ConfirmDialog, ErrorBanner, formatTime, useNow } from '../../ui/index.ts';
import { ActionState } from '../../features/records/ActionState.tsx';
import styles from '../../features/records/records.module.css';
import { useAction } from '../../features/records/useAction.ts';
import { returnOf } from '../return/returnShape.ts';
import { whyNotCancellable } from './progress.ts';

export function ShipmentActions({ shipment }: { readonly shipment: ShipmentRecord }) {
  const desk = useDesk();
  const t = useText();
  const code = shipment.tracking_code;
  const cancel = useAction('shipment.cancel', code);
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<DeskError | null>(null);
  const reason = useReason(shipment);

  /** The return starts as a draft, so that it is kept even if the operator is called away at once. */
  const startReturn = async (): Promise<void> => {
    setError(null);
    const id = crypto.randomUUID() as DraftId;
    const outcome = await desk.call('drafts.save', { id, kind: 'return', body: returnOf(shipment) });
    if (!outcome.ok) {
      setError(outcome.error);
      return;
    }
    draftSaved(outcome.value);
    go({ screen: 'returns', view: 'form', draftId: id });
  };

  return (
    <>
      <ActionState action={cancel} />
      {error !== null && <ErrorBanner error={error} />}
      <div className={styles.actions}>
        <Button aria-label={t('shipments.return.named', { code })} onPress={() => void startReturn()}>
          {t('shipments.return')}
        </Button>
        <Button
          variant="danger"
          isDisabled={reason !== null || cancel.pending !== null}
          aria-label={t('shipments.cancel.confirm', { code })}
          onPress={() => setAsking(true)}
        >
          {t('shipments.cancel')}
        </Button>
        {reason !== null && <span className={styles.reason}>{reason}</span>}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('shipments.cancel.title', { code })}
        confirmLabel={t('shipments.cancel.confirm', { code })}
        closeLabel={t('records.keep')}
        onConfirm={() => cancel.act({ tracking_code: code })}
        onClose={() => setAsking(false)}
      >
        {t('shipments.cancel.text', { reference: shipment.merchant_tracking_code_reference ?? code })}
      </ConfirmDialog>
    </>
  );
}

/** Why it cannot be cancelled any more, in words; `null` while it can. */
function useReason(shipment: ShipmentRecord): string | null {
  const t = useText();
  const intl = useIntl();
  const now = useNow(60_000);
  const why = whyNotCancellable(shipment);
  if (why === null) return null;
  if (why === 'already') return t('shipments.cancel.already');
  const time = shipment.handover_time;
  return time === null ? t('shipments.cancel.handedOverNoTime') : t('shipments.cancel.handedOver', { time: formatTime(intl, time, now) });
}
