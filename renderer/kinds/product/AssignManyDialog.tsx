/** Asks which warehouse many products are assigned to: one press for one warehouse, boxes for several. */
import { useState } from 'react';
import type { ManyDialogProps } from '../../actions/action.ts';
import batch from '../../features/records/batch.module.css';
import { useWarehouses } from '../../features/records/warehouses.ts';
import { useText } from '../../messages/useText.ts';
import { Button, CheckboxGroup, Dialog } from '../../ui/index.ts';

export function AssignManyDialog({ count, onAnswer, onClose }: ManyDialogProps) {
  const t = useText();
  const { options, isLoading } = useWarehouses();
  const [several, setSeveral] = useState<readonly string[] | null>(null);
  const hint = options.length > 0 ? undefined : t(isLoading ? 'form.warehousesLoading' : 'form.warehousesNone');
  return (
    <Dialog
      isOpen
      title={t('products.assign.many.title', { count })}
      onClose={onClose}
      actions={
        several === null ? (
          <Button onPress={() => setSeveral([])}>{t('products.assign.many.several')}</Button>
        ) : (
          <Button
            variant="primary"
            whyNot={several.length === 0 ? t('products.assign.none') : undefined}
            onPress={() => onAnswer({ warehouse_codes: [...several] })}
          >
            {t('products.assign.many.confirm', { count })}
          </Button>
        )
      }
    >
      {several === null ? (
        <div className={batch.choices}>
          <p>{hint ?? t('products.assign.many.text')}</p>
          {options.map(({ value, label }) => (
            <Button key={value} onPress={() => onAnswer({ warehouse_codes: [value] })}>
              {label}
            </Button>
          ))}
        </div>
      ) : (
        <CheckboxGroup label={t('products.assign.which')} value={several} options={options} onChange={setSeveral} hint={hint} />
      )}
    </Dialog>
  );
}
