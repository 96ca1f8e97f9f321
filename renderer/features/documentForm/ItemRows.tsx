/**
 * Products and quantities: the rows of a package, a shipment, a return. Made for a scanner: code, Enter, quantity, Enter, next code.
 */
import { type ClipboardEvent, Suspense, memo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useFieldArray } from 'react-hook-form';
import { useIntl } from 'react-intl';
import { useText } from '../../messages/useText.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { Button, Checkbox, Near, type Scan, answerScan, focusField, holdKeys, useCounting, useScan, useSteady } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { ErrorLine } from '../../ui/Field.tsx';
import { later } from '../../ui/later.tsx';
import { moveInSheet } from './moveInSheet.ts';
import { Pasted } from './Pasted.tsx';
import { type PastedText, type PlacedLine, isBlock, readPasted } from './pastedText.ts';
import { goesInAtOnce } from './pastePreview.ts';
import { Quantity } from '../../../contract/documents/index.ts';
import { findScanned, heldOf } from './findProduct.ts';
import { ProductPicker } from './ProductPicker.tsx';
import styles from './documentForm.module.css';
import { useFormWords } from './formWords.ts';
import { FormNumber } from './fields.tsx';
import { type PlaceInPackages, itemOf, placeLines, putPasted, useInOrder } from './placeItems.ts';
import { type AwaitingItemValues, blankItem, isBlankRow, piecesOf, withRows } from './shapes.ts';
import { useFocusSoon } from './useFocusSoon.ts';
import { useFormContext, useOfForm, useProblem } from './useDocumentForm.ts';

const PastePreview = later(async () => (await import('./PastePreview.tsx')).PastePreview, { isOver: true });

export interface ItemRowsProps {
  /** Path of the list: `items`, `packages.0.items`. */
  readonly name: string;
  /** Path of the field with the warehouse the goods go to or come from. */
  readonly warehouseField?: string;
  readonly isRequired?: boolean;
  /** A line may name a product that is still in the outbox: the document waits for it. */
  readonly mayAwait?: boolean;
  /** What a new line starts with. In a delivery there are many of each, and a one that nobody looked at would be wrong. */
  readonly quantity?: '' | '1';
  /** The list is in sight when the form opens. */
  readonly isFirst?: boolean;
  /** The lines lie in packages, and pasted ones may be of several of them. */
  readonly inPackages?: PlaceInPackages;
}

/** So many lines of the first list are in sight when a form opens. */
const linesInSight = 12;

export const ItemRows = memo(function ItemRows({
  name,
  warehouseField = 'warehouse_code',
  isRequired = false,
  mayAwait = false,
  quantity = '',
  isFirst = true,
  inPackages,
}: ItemRowsProps) {
  const t = useText();
  const { rowOf, fieldError } = useFormWords();
  const desk = useDesk();
  const document = useFormContext();
  const { form, changed, removed, left, say } = document;
  const { fields, append, remove, replace } = useFieldArray({ control: form.control, name });
  const box = useRef<HTMLDivElement>(null);
  const inOrder = useInOrder();
  const focusSoon = useFocusSoon();
  const problem = useProblem(name);
  const [previewed, setPreviewed] = useState<PastedText | null>(null);
  const pastedInto = useRef<HTMLElement | null>(null);

  const add = (): void => {
    append(blankItem(mayAwait, quantity), { shouldFocus: false });
    changed(name);
    focusSoon(`${name}.${fields.length}.oasin`);
  };
  const next = useSteady((index: number): void => {
    if (index + 1 < fields.length) focusField(`${name}.${index + 1}.oasin`);
    else add();
  });
  const takeOut = useSteady((index: number): void => {
    remove(index);
    removed(name, index);
  });

  const held = (): AwaitingItemValues[] => (form.getValues(name) ?? []) as AwaitingItemValues[];
  const put = (row: AwaitingItemValues, isFound: boolean): void => {
    const before = held();
    const now = withRows<AwaitingItemValues>(before, [itemOf(row, mayAwait)], quantity);
    replace(now);
    changed(name);
    const at = now.findIndex((each) => !before.includes(each));
    // A row whose code names no product says so itself.
    if (!isFound) left(`${name}.${at}.oasin`);
    focusSoon(`${name}.${at}.${isFound ? 'product_quantity' : 'oasin'}`);
  };
  /**
   * The next code, scanned while the caret was in another field of these rows: a row of its own, or one more piece in the row that has
   * the product already. Held under the scanner for too long, a code counts once.
   */
  const scanned = async ({ text: heard, perhaps, isDamaged, isRepeated }: Scan): Promise<void> => {
    const { isCounting } = useCounting.getState();
    const longer = perhaps === null ? null : (await findScanned(desk, perhaps, { mayAwait, isDamaged: false })).choice;
    const text = longer === null || perhaps === null ? heard : perhaps;
    const { choice, isRefused } =
      longer === null ? await findScanned(desk, heard, { mayAwait, isDamaged }) : { choice: longer, isRefused: false };
    if (isRefused) {
      answerScan('inputMethod', text);
      return;
    }
    const { typed, oasin, sku } = choice === null ? { typed: text, oasin: '', sku: '' } : heldOf(choice);
    if (choice === null) answerScan('unknown', text);
    const same =
      choice === null ? -1 : held().findIndex((row) => (oasin !== '' && row.oasin === oasin) || (sku !== '' && row.awaited_sku === sku));
    if (same === -1) {
      put({ typed, oasin, awaited_sku: sku, product_quantity: isCounting ? '1' : quantity }, choice !== null);
      return;
    }
    const path = `${name}.${same}.product_quantity`;
    const read = Quantity.safeParse(form.getValues(path));
    if (read.success && (isCounting || !isRepeated)) {
      form.setValue(path, String(read.data + 1));
      changed(path);
      answerScan('counted', text);
    } else if (isRepeated && !isCounting) answerScan('repeated', text);
    // Nobody has said yet how many there are of it.
    if (!read.success || (isRepeated && !isCounting)) say({ kind: 'listed', text, row: `${name}.${same}` });
    focusField(path);
  };
  useScan(box, (scan, target) => {
    // Scanned into an empty product field: that field takes it.
    if (target.matches('[data-scan="own"]') && scan.before.trim() === '') return false;
    inOrder(() => holdKeys(scanned(scan), () => undefined));
    return true;
  });
  const paste = (event: ClipboardEvent): void => {
    const copied = event.clipboardData.getData('text');
    if (!isBlock(copied)) return;
    event.preventDefault();
    pastedInto.current = event.target instanceof HTMLElement ? event.target : null;
    const pasted = readPasted(copied);
    if (!goesInAtOnce(pasted)) {
      setPreviewed(pasted);
      return;
    }
    inOrder(() =>
      holdKeys(
        (async () => {
          const placed = await placeLines(desk, pasted.lines, { mayAwait, quantity });
          if (placed.some(({ trouble }) => trouble !== null)) setPreviewed(pasted);
          else putPasted(document, name, placed, [], { mayAwait, quantity, inPackages });
        })(),
        () => undefined,
      ),
    );
  };
  const leavePreview = useSteady(() => setPreviewed(null));
  const takePreview = useSteady((lines: readonly PlacedLine[]) => {
    // The question is gone first, and what it gives the keys back to is the field they came from.
    flushSync(() => setPreviewed(null));
    pastedInto.current?.focus({ preventScroll: true });
    putPasted(document, name, lines, previewed?.passedOver ?? [], { mayAwait, quantity, inPackages });
  });

  return (
    <>
      {/* The keys are the fields' own; here they lead from row to row. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={box} className={styles.rows} data-item-rows={name} onPasteCapture={paste} onKeyDownCapture={moveInSheet}>
        {fields.length === 0 ? (
          <p className={styles.none}>{t('form.items.none')}</p>
        ) : (
          <div className={styles.sheet}>
            <div className={classes(styles.row, styles.head)} aria-hidden="true">
              <span>#</span>
              <span>{t('form.field.oasin')}</span>
              <span title={t('form.items.code')}>{t('form.items.code')}</span>
              <span className={styles.headNumber} title={t('form.field.product_quantity')}>
                {t('form.field.product_quantity')}
              </span>
            </div>
            {fields.map((field, index) => (
              <ItemRow
                key={field.id}
                list={name}
                index={index}
                warehouseField={warehouseField}
                mayAwait={mayAwait}
                isFirst={isFirst && index < linesInSight}
                isKept={isRequired && fields.length === 1}
                onNext={next}
                onRemove={takeOut}
              />
            ))}
          </div>
        )}
        <div className={styles.rowsEnd}>
          <Button
            isSmall
            onPress={add}
            aria-label={`${t('form.items.add')}${name.startsWith('packages.') ? ` · ${rowOf(name.replace(/\.items$/, ''))}` : ''}`}
          >
            {t('form.items.add')}
          </Button>
          {fields.length > 0 && <Total list={name} quantity={quantity} />}
          <Counting />
          <span className={styles.pasteHint}>{t('form.items.pasteHint')}</span>
        </div>
        <Pasted list={name} />
        {problem !== null && (
          <div data-field={name} tabIndex={-1}>
            <ErrorLine error={fieldError(problem)} />
          </div>
        )}
      </div>
      {previewed !== null && (
        <Suspense>
          <PastePreview
            pasted={previewed}
            looking={{ mayAwait, quantity }}
            hasPackages={inPackages !== undefined}
            onTake={takePreview}
            onClose={leavePreview}
          />
        </Suspense>
      )}
    </>
  );
});

/** Each scan is a piece, also of the same code at once. */
function Counting() {
  const t = useText();
  const isCounting = useCounting((state) => state.isCounting);
  return <Checkbox label={t('form.scan.counting')} value={isCounting} onChange={(now) => useCounting.setState({ isCounting: now })} />;
}

/** A line that nothing was chosen for yet is none. */
function Total({ list, quantity }: { readonly list: string; readonly quantity: string }) {
  const t = useText();
  const intl = useIntl();
  const { form } = useFormContext();
  const count = (): string => {
    const filled = ((form.getValues(list) ?? []) as AwaitingItemValues[]).filter((row) => !isBlankRow(row, quantity));
    return `${filled.length} ${piecesOf(filled)}`;
  };
  const [lines = 0, pieces = 0] = useOfForm(count).split(' ').map(Number);
  return <span className={styles.total}>{t('form.items.total', { lines, pieces: intl.formatNumber(pieces) })}</span>;
}

interface ItemRowProps {
  readonly list: string;
  readonly index: number;
  readonly warehouseField: string;
  readonly mayAwait: boolean;
  readonly isFirst: boolean;
  /** The only one of a list that must have one. */
  readonly isKept: boolean;
  readonly onNext: (index: number) => void;
  readonly onRemove: (index: number) => void;
}

const ItemRow = memo(function ItemRow({ list, index, warehouseField, mayAwait, isFirst, isKept, onNext, onRemove }: ItemRowProps) {
  const t = useText();
  const { rowOf } = useFormWords();
  const row = `${list}.${index}`;
  const name = rowOf(row);
  return (
    <Near
      holds={row}
      isFirst={isFirst}
      className={styles.row}
      data-row={row}
      role="group"
      aria-label={name}
      words={<ItemWords row={row} index={index} />}
    >
      {() => (
        <>
          <RowNumber index={index} />
          <ProductPicker
            row={row}
            warehouseField={warehouseField}
            isRequired
            mayAwait={mayAwait}
            onPicked={() => focusField(`${row}.product_quantity`)}
          />
          <div
            className={styles.quantity}
            onKeyDownCapture={(event) => {
              if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              onNext(index);
            }}
          >
            <FormNumber name={`${row}.product_quantity`} isRequired isReplaced isCell />
          </div>
          <div className={styles.rowEnd}>
            <Button variant="quiet" aria-label={t('form.items.remove', { row: name })} isDisabled={isKept} onPress={() => onRemove(index)}>
              ×
            </Button>
          </div>
        </>
      )}
    </Near>
  );
});

const RowNumber = ({ index }: { readonly index: number }) => (
  <span className={styles.rowNumber} aria-hidden="true">
    {index + 1}
  </span>
);

/** A line out of sight. */
function ItemWords({ row, index }: { readonly row: string; readonly index: number }) {
  const { form } = useFormContext();
  const { typed, oasin, awaited_sku = '', product_quantity } = (form.getValues(row) ?? blankItem(true, '')) as AwaitingItemValues;
  const code = oasin === '' ? awaited_sku : oasin;
  return (
    <>
      <RowNumber index={index} />
      <span className={styles.words}>{typed === '' ? code : typed}</span>
      <span className={styles.wordsCode}>{code}</span>
      <span className={classes(styles.words, styles.headNumber)}>{product_quantity}</span>
      <span />
    </>
  );
}
