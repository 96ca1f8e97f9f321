/** Asks which warehouses a product is assigned to. */
import { useState } from 'react';
import type { ProductRecord } from '../../../contract/kinds/product.ts';
import type { DialogProps } from '../../actions/action.ts';
import { useText } from '../../messages/useText.ts';
import { Button, CheckboxGroup, Dialog } from '../../ui/index.ts';
import { useWarehouses } from '../../features/records/warehouses.ts';

export function AssignDialog({ subject, onAnswer, onClose }: DialogProps<ProductRecord>) {
  const t = useText();
  const sku = subject.sku ?? subject.oasin;
  const { options, isLoading } = useWarehouses();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isRefused, setRefused] = useState(false);
  const assign = (): void => {
    if (chosen.length === 0) {
      setRefused(true);
      return;
    }
    onAnswer({ warehouse_codes: [...chosen] });
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
