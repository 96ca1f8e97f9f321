/** What can be done to a product: assign it while it is new, take it out of use. */
import { useState } from 'react';
import { statusOf } from '../../../contract/records.ts';
import type { ProductRecord } from '../../../contract/kinds/product.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button, CheckboxGroup, ConfirmDialog, Dialog } from '../../ui/index.ts';
import { ActionState } from '../../features/records/ActionState.tsx';
import styles from '../../features/records/records.module.css';
import { useAction } from '../../features/records/useAction.ts';
import { useWarehouses } from '../../features/records/warehouses.ts';
import { mayBeAssigned } from './assigning.ts';

export function ProductActions({ product }: { readonly product: ProductRecord }) {
  const t = useText();
  const { oasin } = product;
  const sku = product.sku ?? oasin;
  const status = statusOf('product', product);
  const assign = useAction('product.assign', oasin);
  const deactivate = useAction('product.deactivate', oasin);
  const [open, setOpen] = useState<'assign' | 'deactivate' | null>(null);
  const close = (): void => setOpen(null);
  const isInactive = status === 'INACTIVE';
  return (
    <>
      {status === 'NEW' && assign.pending === null && <Banner tone="warn" title={t('products.assign.newHint')} />}
      <ActionState action={assign} />
      <ActionState action={deactivate} />
      <div className={styles.actions}>
        {mayBeAssigned(status) && (
          <Button variant={status === 'NEW' ? 'primary' : 'plain'} isDisabled={assign.pending !== null} onPress={() => setOpen('assign')}>
            {t('products.assign')}
          </Button>
        )}
        <Button
          variant="danger"
          isDisabled={isInactive || deactivate.pending !== null}
          aria-label={t('products.deactivate.confirm', { sku })}
          onPress={() => setOpen('deactivate')}
        >
          {t('products.deactivate')}
        </Button>
        {isInactive && <span className={styles.reason}>{t('products.deactivate.already')}</span>}
      </div>
      {open === 'assign' && <AssignDialog sku={sku} onClose={close} onAssign={(codes) => assign.act({ oasin, warehouse_codes: codes })} />}
      <ConfirmDialog
        isOpen={open === 'deactivate'}
        title={t('products.deactivate.title', { sku })}
        confirmLabel={t('products.deactivate.confirm', { sku })}
        closeLabel={t('records.keep')}
        onConfirm={() => deactivate.act({ oasin })}
        onClose={close}
      >
        {t('products.deactivate.text', { name: product.name ?? sku })}
      </ConfirmDialog>
    </>
  );
}

interface AssignDialogProps {
  readonly sku: string;
  readonly onAssign: (warehouseCodes: string[]) => void;
  readonly onClose: () => void;
}

function AssignDialog({ sku, onAssign, onClose }: AssignDialogProps) {
  const t = useText();
  const { options, isLoading } = useWarehouses();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isRefused, setRefused] = useState(false);
  const assign = (): void => {
    if (chosen.length === 0) {
      setRefused(true);
      return;
    }
    onAssign([...chosen]);
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={t('products.assign.title', { sku })}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={assign}>
          {t('products.assign.confirm', { sku })}
        </Button>
      }
    >
      <CheckboxGroup
        label={t('products.assign.which')}
        value={chosen}
        options={options}
        onChange={(codes) => {
          setChosen(codes);
          setRefused(false);
        }}
        error={isRefused && chosen.length === 0 ? t('products.assign.none') : undefined}
        hint={options.length > 0 ? undefined : t(isLoading ? 'form.warehousesLoading' : 'form.warehousesNone')}
      />
    </Dialog>
  );
}
