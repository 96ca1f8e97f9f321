/** The bill of a purchase order, as PDF. */
import type { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import type { DialogProps } from '../../actions/action.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { Button, Dialog, ErrorBanner, Spinner } from '../../ui/index.ts';
import { FileRow } from '../../features/files/FileRow.tsx';

export function BillDialog({ subject: { po_code: code }, onClose }: DialogProps<PurchaseOrderRecord>) {
  const t = useText();
  return (
    <Dialog isWide isOpen title={t('purchaseOrders.bill.title', { code })} onClose={onClose}>
      <Bill code={code} />
    </Dialog>
  );
}

function Bill({ code }: { readonly code: string }) {
  const t = useText();
  const { value, error, reload } = useVerb('purchaseOrders.bill', { code });
  if (error !== null) return <ErrorBanner error={error} actions={<Button onPress={reload}>{t('ui.retry')}</Button>} />;
  return value === null ? (
    <Spinner label={t('purchaseOrders.bill.loading')} />
  ) : (
    <FileRow file={value} record={{ kind: 'purchase-order', code, field: 'bill' }} />
  );
}
