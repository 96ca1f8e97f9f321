/** Products and quantities (page): the rows of a package, a shipment, a return. Made for a scanner: code, Enter, quantity, Enter, next code. */
import { useFieldArray } from 'react-hook-form';
import { useIntl } from 'react-intl';
import { useText } from '../../messages/useText.ts';
import { Button, focusField } from '../../ui/index.ts';
import { ProductPicker } from '../products/ProductPicker.tsx';
import styles from './documentForm.module.css';
import { useFormWords } from './formWords.ts';
import { FormNumber } from './fields.tsx';
import { blankItem, type ItemValues, piecesOf } from './shapes.ts';
import { useFocusSoon } from './useFocusSoon.ts';
import { useFormContext } from './useDocumentForm.ts';

export interface ItemRowsProps {
  /** Path of the list: `items`, `packages.0.items`. */
  readonly name: string;
  /** The warehouse the goods go to or come from, empty while none is chosen. */
  readonly warehouse: string;
  readonly isRequired?: boolean;
  /** A line may name a product that is still in the outbox: the document waits for it. */
  readonly mayAwait?: boolean;
}

export function ItemRows({ name, warehouse, isRequired, mayAwait = false }: ItemRowsProps) {
  const t = useText();
  const intl = useIntl();
  const { rowOf, problemText } = useFormWords();
  const { form, problemAt, changed, removed } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control: form.control, name });
  const focusSoon = useFocusSoon();
  const problem = problemAt(name);
  const items = (form.watch(name) ?? []) as ItemValues[];
  const pieces = piecesOf(items);

  const add = (): void => {
    append(blankItem(mayAwait), { shouldFocus: false });
    changed(name);
    focusSoon(`${name}.${fields.length}.oasin`);
  };
  const next = (index: number): void => {
    if (index + 1 < fields.length) focusField(`${name}.${index + 1}.oasin`);
    else add();
  };

  return (
    <div className={styles.rows}>
      {fields.length === 0 && <p className={styles.none}>{t('form.items.none')}</p>}
      {fields.map((field, index) => {
        const row = `${name}.${index}`;
        return (
          <div key={field.id} className={styles.row} role="group" aria-label={rowOf(row)}>
            <ProductPicker row={row} warehouse={warehouse} isRequired mayAwait={mayAwait} onPicked={() => focusField(`${row}.product_quantity`)} />
            <div
              onKeyDownCapture={(event) => {
                if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return;
                event.preventDefault();
                next(index);
              }}
            >
              <FormNumber name={`${row}.product_quantity`} isRequired />
            </div>
            <div className={styles.rowEnd}>
              <Button
                variant="quiet"
                aria-label={t('form.items.remove', { row: rowOf(row) })}
                isDisabled={isRequired === true && fields.length === 1}
                onPress={() => {
                  remove(index);
                  removed(name, index);
                }}
              >
                ×
              </Button>
            </div>
          </div>
        );
      })}
      <div className={styles.rowsEnd}>
        <Button isSmall onPress={add} aria-label={`${t('form.items.add')}${name.startsWith('packages.') ? ` · ${rowOf(name.replace(/\.items$/, ''))}` : ''}`}>
          {t('form.items.add')}
        </Button>
        {fields.length > 0 && <span className={styles.total}>{t('form.items.total', { lines: fields.length, pieces: intl.formatNumber(pieces) })}</span>}
      </div>
      {problem !== null && (
        <p className={styles.listError} data-field={name} tabIndex={-1}>
          {problemText(problem)}
        </p>
      )}
    </div>
  );
}
