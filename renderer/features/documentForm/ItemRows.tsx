/**
 * Products and quantities: the rows of a package, a shipment, a return. Made for a scanner: code, Enter, quantity, Enter, next code.
 */
import { type ClipboardEvent, useRef } from 'react';
import { useFieldArray } from 'react-hook-form';
import { useIntl } from 'react-intl';
import { useText } from '../../messages/useText.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { Button, focusField, useScan } from '../../ui/index.ts';
import { findProduct, heldOf } from './findProduct.ts';
import { ProductPicker } from './ProductPicker.tsx';
import styles from './documentForm.module.css';
import { useFormWords } from './formWords.ts';
import { FormNumber } from './fields.tsx';
import { type PlacedItem, rowsOfTable, tableOf, useInOrder, withRows } from './placeItems.ts';
import { type AwaitingItemValues, blankItem, type ItemValues, piecesOf } from './shapes.ts';
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
  const desk = useDesk();
  const { form, problemAt, changed, removed, left, say } = useFormContext();
  const { fields, append, remove, replace } = useFieldArray({ control: form.control, name });
  const box = useRef<HTMLDivElement>(null);
  const inOrder = useInOrder();
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

  const held = (): AwaitingItemValues[] => (form.getValues(name) ?? []) as AwaitingItemValues[];
  const put = (rows: readonly PlacedItem[]): void => {
    const before = held();
    const now = withRows<AwaitingItemValues>(
      before,
      rows.map(({ typed, oasin, awaited_sku = '', product_quantity }) => ({
        typed,
        oasin,
        product_quantity,
        ...(mayAwait ? { awaited_sku } : {}),
      })),
    );
    replace(now);
    changed(name);
    // What names no product says so at its row.
    for (const [index, row] of now.entries())
      if (row.typed !== '' && row.oasin === '' && (row.awaited_sku ?? '') === '') left(`${name}.${index}.oasin`);
    const first = now.findIndex((row) => !before.includes(row));
    focusSoon(`${name}.${first}.${rows[0]?.isFound === true ? 'product_quantity' : 'oasin'}`);
  };
  /**
   * The next code, scanned while the caret was in another field of these rows: a row of its own, or the one that has the product already.
   */
  const scanned = async (code: string): Promise<void> => {
    const { choice } = await findProduct(desk, code, mayAwait);
    const { typed, oasin, sku } = choice === null ? { typed: code, oasin: '', sku: '' } : heldOf(choice);
    const same =
      choice === null ? -1 : held().findIndex((row) => (oasin !== '' && row.oasin === oasin) || (sku !== '' && row.awaited_sku === sku));
    if (same === -1) {
      put([{ typed, oasin, awaited_sku: sku, product_quantity: '', isFound: choice !== null }]);
      return;
    }
    say({ kind: 'listed', text: code, row: `${name}.${same}` });
    focusField(`${name}.${same}.product_quantity`);
  };
  useScan(box, ({ text, before }, target) => {
    // Into an empty product field: that is its own.
    if (target.matches('[data-scan="own"]') && before.trim() === '') return false;
    inOrder(() => scanned(text));
    return true;
  });
  const paste = (event: ClipboardEvent): void => {
    const table = tableOf(event.clipboardData.getData('text'));
    if (table === null) return;
    event.preventDefault();
    inOrder(async () => {
      const rows = await rowsOfTable(desk, table, mayAwait);
      if (rows.length === 0) return;
      put(rows);
      say({ kind: 'pasted', rows: rows.length, missing: rows.filter((row) => !row.isFound).map((row) => row.typed) });
    });
  };

  return (
    <div ref={box} className={styles.rows} data-item-rows onPasteCapture={paste}>
      {fields.length === 0 && <p className={styles.none}>{t('form.items.none')}</p>}
      {fields.map((field, index) => {
        const row = `${name}.${index}`;
        return (
          <div key={field.id} className={styles.row} role="group" aria-label={rowOf(row)}>
            <ProductPicker
              row={row}
              warehouse={warehouse}
              isRequired
              mayAwait={mayAwait}
              onPicked={() => focusField(`${row}.product_quantity`)}
            />
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
        <Button
          isSmall
          onPress={add}
          aria-label={`${t('form.items.add')}${name.startsWith('packages.') ? ` · ${rowOf(name.replace(/\.items$/, ''))}` : ''}`}
        >
          {t('form.items.add')}
        </Button>
        {fields.length > 0 && (
          <span className={styles.total}>{t('form.items.total', { lines: fields.length, pieces: intl.formatNumber(pieces) })}</span>
        )}
      </div>
      {problem !== null && (
        <p className={styles.listError} data-field={name} tabIndex={-1}>
          {problemText(problem)}
        </p>
      )}
    </div>
  );
}
