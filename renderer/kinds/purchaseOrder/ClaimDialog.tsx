/** Writes the claim sheet of a purchase order, and says where it is. */
import { useState } from 'react';
import type { ClaimFormat } from '../../../contract/claim.ts';
import type { Outcome } from '../../../contract/errors.ts';
import type { SavedFile } from '../../../contract/journal.ts';
import type { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import type { DialogProps } from '../../actions/action.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { Saved } from '../../features/rows/Saved.tsx';
import { Button, Dialog } from '../../ui/index.ts';
import styles from '../../features/records/records.module.css';

export function ClaimDialog({ subject: { po_code: code }, onClose }: DialogProps<PurchaseOrderRecord>) {
  const t = useText();
  const desk = useDesk();
  const [writing, setWriting] = useState<ClaimFormat | null>(null);
  const [result, setResult] = useState<Outcome<SavedFile> | null>(null);
  const write = async (format: ClaimFormat): Promise<void> => {
    setWriting(format);
    setResult(null);
    setResult(await desk.call('purchaseOrders.claim', { code, format }));
    setWriting(null);
  };
  return (
    <Dialog isOpen title={t('purchaseOrders.claim.title', { code })} onClose={onClose}>
      <p>{t('purchaseOrders.claim.text')}</p>
      <div className={styles.actions}>
        <Button variant="primary" isPending={writing === 'pdf'} isDisabled={writing === 'xlsx'} onPress={() => void write('pdf')}>
          {t('purchaseOrders.claim.pdf')}
        </Button>
        <Button isPending={writing === 'xlsx'} isDisabled={writing === 'pdf'} onPress={() => void write('xlsx')}>
          {t('purchaseOrders.claim.xlsx')}
        </Button>
      </div>
      <Saved result={result} />
    </Dialog>
  );
}
