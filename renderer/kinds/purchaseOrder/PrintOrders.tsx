/** The bills of these purchase orders, or the labels of their cartons, as they are about to be printed. */
import type { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import type { DialogProps } from '../../actions/action.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { Button, Dialog, ErrorBanner, Spinner } from '../../ui/index.ts';
import { PrintDialog } from '../../features/printing/PrintDialog.tsx';

export const PrintBills = ({ subjects, onClose }: DialogProps<PurchaseOrderRecord>) => (
  <PrintDialog what="bill" things={subjects.map(({ po_code: code }) => ({ code, part: null }))} onClose={onClose} />
);

/** Every package has a label of its own. */
export function PrintCartons({ subjects, onClose }: DialogProps<PurchaseOrderRecord>) {
  const t = useText();
  const { value, error, reload } = useVerb('printing.packages', { codes: subjects.map(({ po_code: code }) => code) });
  if (value !== null && value.length > 0) return <PrintDialog what="carton" things={value} onClose={onClose} />;
  return (
    <Dialog isOpen title={t('printing.named.carton', { code: subjects[0].po_code })} onClose={onClose}>
      {error !== null && <ErrorBanner error={error} actions={<Button onPress={reload}>{t('ui.retry')}</Button>} />}
      {error === null && value === null && <Spinner label={t('printing.preview.busy')} />}
      {value?.length === 0 && <ErrorBanner error={{ code: 'printNothing' }} />}
    </Dialog>
  );
}
