/** What can be done to a purchase order: its bill as PDF, and cancelling while the goods are on their way. */
import { useState } from 'react';
import { statusOf } from '../../../contract/records.ts';
import type { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { Button, ConfirmDialog, Dialog, ErrorBanner, Spinner } from '../../ui/index.ts';
import { FileRow } from '../../features/files/FileRow.tsx';
import { ActionState } from '../../features/records/ActionState.tsx';
import styles from '../../features/records/records.module.css';
import { statusText } from '../../features/records/statusText.ts';
import { useAction } from '../../features/records/useAction.ts';
import { isTooLateToCancel } from './cancelling.ts';

export function PurchaseOrderActions({ order }: { readonly order: PurchaseOrderRecord }) {
  const t = useText();
  const code = order.po_code;
  const status = statusOf('purchase-order', order);
  const cancel = useAction('purchase-order.cancel', code);
  const [open, setOpen] = useState<'bill' | 'cancel' | null>(null);
  const close = (): void => setOpen(null);
  const isTooLate = isTooLateToCancel(status);
  return (
    <>
      <ActionState action={cancel} />
      <div className={styles.actions}>
        <Button onPress={() => setOpen('bill')}>{t('purchaseOrders.bill')}</Button>
        <Button
          variant="danger"
          isDisabled={isTooLate || cancel.pending !== null}
          aria-label={t('purchaseOrders.cancel.confirm', { code })}
          onPress={() => setOpen('cancel')}
        >
          {t('purchaseOrders.cancel')}
        </Button>
        {isTooLate && (
          <span className={styles.reason}>
            {t('purchaseOrders.cancel.tooLate', { status: statusText(t, 'purchaseOrders', status).toLowerCase() })}
          </span>
        )}
      </div>
      <Dialog isWide isOpen={open === 'bill'} title={t('purchaseOrders.bill.title', { code })} onClose={close}>
        <Bill code={code} />
      </Dialog>
      <ConfirmDialog
        isOpen={open === 'cancel'}
        title={t('purchaseOrders.cancel.title', { code })}
        confirmLabel={t('purchaseOrders.cancel.confirm', { code })}
        closeLabel={t('records.keep')}
        onConfirm={() => cancel.act({ po_code: code })}
        onClose={close}
      >
        {t('purchaseOrders.cancel.text', { reference: order.merchant_po_reference ?? code })}
      </ConfirmDialog>
    </>
  );
}

function Bill({ code }: { readonly code: string }) {
  const t = useText();
  const { value, error, reload } = useVerb('purchaseOrders.bill', { code });
  if (error !== null) return <ErrorBanner error={error} actions={<Button onPress={reload}>{t('ui.retry')}</Button>} />;
  return value === null ? <Spinner label={t('purchaseOrders.bill.loading')} /> : <FileRow file={value} />;
}
