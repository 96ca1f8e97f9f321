/**
 * Picks a product for one row: by SKU, name, barcode or OASIN, from the local catalogue and, where the document may wait for it,
 * from the outbox; what neither knows is asked of the provider. Enter on an exact code picks at once, so that a scanner needs no mouse;
 * of a hand it also takes the only product that fits.
 * What was typed stays until something is picked for it.
 */
import { useEffect, useEffectEvent, useRef } from 'react';
import { useController } from 'react-hook-form';
import type { RecordRow } from '../../../contract/bridge.ts';
import { telexKeys } from '../../../contract/codes.ts';
import type { AwaitedProduct } from '../../../contract/outbox.ts';
import type { ProductRecord } from '../../../contract/kinds/product.ts';
import { goodsKind } from '../../../contract/kinds/goodsKind.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { isMessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { useProductItem } from '../../stores/outboxStore.ts';
import { ComboBox, type Suggestion, answerScan, holdKeys, useScan } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './documentForm.module.css';
import { useBound } from './fields.tsx';
import { useFieldText, useFormContext } from './useDocumentForm.ts';
import { standingWords } from '../rows/words.ts';
import { useWarehouses } from '../records/warehouses.ts';
import { useSettled } from '../../ui/useSettled.ts';
import { type Choice, findProduct, findScanned, heldOf, nameOf, offerFor, recordsOf, searchFor } from './findProduct.ts';
import { type Pickable, concernsOf, exactMatch, looksLikeOasin, pickable } from './productSearch.ts';

export interface ProductPickerProps {
  /** Path of the row that holds `oasin` and `typed`. */
  readonly row: string;
  /** Path of the field that names the warehouse the goods go to or come from. */
  readonly warehouseField: string;
  readonly isRequired?: boolean;
  /** Also offers what is still in the outbox, and holds it as `awaited_sku`. */
  readonly mayAwait?: boolean;
  readonly onPicked: () => void;
}

interface ProductOption extends Suggestion {
  /** What it stands for. */
  readonly picks: Choice;
}

/** A shorter text would bring half of the catalogue. */
const shortestQuestion = 3;
/** Waits for the next key this long, in milliseconds, before it searches. */
const settleMs = 120;

export function ProductPicker({ row, warehouseField, isRequired, mayAwait = false, onPicked }: ProductPickerProps) {
  const desk = useDesk();
  const t = useText();
  const { nameOf: warehouseName } = useWarehouses();
  const { form, changed, left, say, standing } = useFormContext();
  const warehouse = useFieldText(warehouseField);
  const { onChange: setOasin, onBlur: leave, value: oasin, ...bound } = useBound<string>(`${row}.oasin`);
  const { field: typedField } = useController({ name: `${row}.typed`, control: form.control });
  const typed = String(typedField.value ?? '');
  const heldSku = useFieldText(`${row}.awaited_sku`);
  const awaitedSku = mayAwait ? heldSku : '';
  const isPicked = oasin !== '' || awaitedSku !== '';
  /** The text for which Enter (a scanner's too) found nothing. It is picked later, if the provider knows it. */
  const lateText = useRef<string | null>(null);
  /** What was picked until something was typed over it. */
  const overtyped = useRef<{ readonly shown: string; readonly oasin: string; readonly sku: string } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  /** What a scanner typed last, with Enter behind it. */
  const scanned = useRef<string | null>(null);

  const wanted = useSettled(isPicked ? '' : typed.trim(), settleMs);
  const found = useVerb('records.list', wanted === '' ? null : searchFor(wanted), { topics: [goodsKind], keepsPrevious: true });
  const otherReading = telexKeys(wanted);
  const reread = useVerb('records.list', otherReading === null ? null : searchFor(otherReading), {
    topics: [goodsKind],
    keepsPrevious: true,
  });
  const offered = useVerb('outbox.products', wanted === '' || !mayAwait ? null : offerFor(wanted), { keepsPrevious: true });
  const awaited = useAwaited(awaitedSku);
  // Confirmed meanwhile: from then on it is shown as the product it has become.
  const code = oasin === '' ? (awaited?.oasin ?? '') : oasin;
  const picked = usePicked(code);
  // A row that came with a code only (an imported one, a return of a shipment) shows what the code stands for.
  const shown = isPicked && typed === '' ? (picked.product === null ? code || awaitedSku : nameOf(picked.product)) : typed;

  const statusText = (status: string): string => {
    if (status === 'GONE') return t('records.status.gone');
    const id = `products.status.${status}`;
    return isMessageId(id) ? t(id) : status;
  };
  const detailOf = ({ kind, product }: Pickable): string => {
    if (kind === 'awaited') return t('form.picker.awaited', { standing: t(standingWords[product.stands]) });
    return [product.oasin, ...(product.status === 'ACTIVE' || product.status === null ? [] : [statusText(product.status)])].join(' · ');
  };
  const choices =
    wanted === ''
      ? []
      : pickable(
          recordsOf([...(found.value?.rows ?? []), ...(otherReading === null ? [] : (reread.value?.rows ?? []))]),
          mayAwait ? (offered.value ?? []) : [],
        );
  const options: ProductOption[] = choices.map((each) => ({ value: heldOf(each).typed, picks: each, detail: detailOf(each) }));
  if (looksLikeOasin(wanted) && !choices.some(({ product }) => product.oasin?.toUpperCase() === wanted.toUpperCase())) {
    options.push({
      value: wanted.toUpperCase(),
      label: t('form.picker.useOasin', { oasin: wanted.toUpperCase() }),
      picks: { kind: 'oasin', oasin: wanted.toUpperCase() },
    });
  }

  const hold = (text: string, picks: { readonly oasin: string; readonly sku: string }): void => {
    typedField.onChange(text);
    // Not a field of its own on the screen; other documents have no such field at all.
    if (mayAwait) form.setValue(`${row}.awaited_sku`, picks.sku);
    setOasin(picks.oasin);
  };
  /** A line that may still pick a product by itself stays drawn, also where it is scrolled out of sight. */
  const awaitLate = (text: string | null): void => {
    lateText.current = text;
    box.current?.toggleAttribute('data-stays', text !== null);
  };
  const pick = (choice: Choice): void => {
    awaitLate(null);
    const held = heldOf(choice);
    hold(held.typed, held);
  };
  /** Nobody typed anything: what was said of pasted lines, and the way back, stay. */
  const pickByItself = (choice: Choice): void => {
    const { notice } = standing.getState();
    pick(choice);
    if (notice?.kind === 'pasted') say(notice);
  };
  const type = (text: string): void => {
    awaitLate(null);
    if (isPicked) {
      overtyped.current = { shown, oasin, sku: awaitedSku };
      hold(text, { oasin: '', sku: '' });
    } else {
      typedField.onChange(text);
      changed(`${row}.oasin`);
    }
  };
  const isHeld = (): boolean => form.getValues(`${row}.oasin`) !== '' || (mayAwait && form.getValues(`${row}.awaited_sku`) !== '');
  /** The one product this text means, asked of the desk itself: a scanner is faster than the list. Says so where there is none. */
  const resolve = async (text: string, andThen: () => void, takesOnly = false): Promise<void> => {
    const { choice: exact, only, isHeardOf } = await findProduct(desk, text, mayAwait);
    const choice = exact ?? (takesOnly ? only : null);
    if (form.getValues(`${row}.typed`) !== text || isHeld()) return;
    if (choice !== null) {
      pickByItself(choice);
      andThen();
      return;
    }
    left(`${row}.oasin`);
    awaitLate(text);
    // Made elsewhere a moment ago, or not read yet: what the provider answers goes into the local copy, and from there it is found.
    if (!isHeardOf && text.trim().length >= shortestQuestion) void desk.call('records.list', { ...searchFor(text.trim()), refresh: true });
  };

  const pickLate = useEffectEvent((rows: readonly RecordRow[]) => {
    if (lateText.current === null || lateText.current !== typed || isPicked) return;
    const product = exactMatch(recordsOf(rows), typed);
    if (product === null) return;
    pickByItself({ kind: 'known', product });
    // The caret still waits where Enter was pressed: it goes on as it would have gone then.
    if (box.current?.contains(document.activeElement) === true) onPicked();
  });
  useEffect(() => pickLate(found.value?.rows ?? []), [found.value]);

  useScan(box, ({ text, before, isEnded, isDamaged }) => {
    if (before.trim() === '' && isDamaged) {
      void holdKeys(
        findScanned(desk, text, { mayAwait, isDamaged }).then(({ choice }) => {
          if (choice === null) {
            // It may be another product's: nothing is left of it.
            type('');
            answerScan('inputMethod', text);
          } else {
            pick(choice);
            onPicked();
          }
        }),
        onPicked,
      );
      return true;
    }
    if (before.trim() === '') {
      // Where Enter follows the code, the field finds it by itself.
      scanned.current = isEnded ? text.trim() : null;
      if (!isEnded) void holdKeys(resolve(text, onPicked), onPicked);
      return !isEnded;
    }
    // It is the next product's code. This row keeps its product; the list puts the code into a row of its own.
    const was = overtyped.current;
    if (was?.shown === before) hold(before, was);
    else type(before);
    return false;
  });

  const concerns = ((): string[] => {
    if (code === '') {
      if (awaited?.stands === 'gone') return [t('problems.productGone', { sku: awaitedSku })];
      const warehouses = awaited?.warehouse_codes ?? null;
      return warehouse === '' || warehouses === null || warehouses.includes(warehouse)
        ? []
        : [t('form.picker.willNotBeInWarehouse', { warehouse: warehouseName(warehouse) })];
    }
    if (picked.isUnknown) return [t('form.picker.unknown', { oasin: code })];
    if (picked.product === null) return [];
    return concernsOf(picked.product, warehouse).map((each) =>
      each.kind === 'notActive'
        ? t('form.picker.notActive', { status: statusText(each.status) })
        : t('form.picker.notInWarehouse', { warehouse: warehouseName(each.warehouse) }),
    );
  })();
  const isAwaited = code === '' && awaited !== null && awaited.stands !== 'gone';
  // A product that the provider does not have yet is always marked so.
  const mark = isAwaited
    ? t(concerns.length > 0 ? 'form.picker.awaited' : 'form.picker.awaited.picked', { standing: t(standingWords[awaited.stands]) })
    : code;
  const warning = `⚠ ${concerns.join(' ')}`;
  const hint = !isPicked ? undefined : concerns.length === 0 ? mark : isAwaited ? `${mark}. ${warning}` : warning;

  return (
    <div
      ref={box}
      className={classes(styles.product, concerns.length > 0 && styles.concern)}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing || isPicked || typed.trim() === '') return;
        // An option is chosen with the arrows: the field takes it itself.
        if ((event.target as Element).getAttribute('aria-activedescendant') !== null) return;
        event.preventDefault();
        void holdKeys(resolve(typed, onPicked, scanned.current !== typed.trim()), onPicked);
      }}
    >
      <ComboBox<ProductOption>
        {...bound}
        {...(isRequired === undefined ? {} : { isRequired })}
        value={shown}
        onChange={type}
        onPick={(option) => {
          pick(option.picks);
          onPicked();
        }}
        onBlur={() => {
          leave();
          if (!isPicked && typed.trim() !== '') void resolve(typed, () => undefined);
        }}
        options={options}
        isFiltered
        isCell
        scan="own"
        isLoading={found.loading || offered.loading}
        placeholder={t('form.picker.placeholder')}
        hint={hint}
      />
    </div>
  );
}

/** How it stands with a product of the outbox, kept up while it moves; `null` while not known. */
function useAwaited(sku: string): AwaitedProduct | null {
  const { value, reload } = useVerb('outbox.product', sku === '' ? null : { sku }, { topics: [goodsKind] });
  const item = useProductItem(sku);
  const isAt = item === null ? '' : `${item.id} ${item.state} ${item.updatedAt}`;
  useEffect(() => {
    reload();
    // Asked again whenever its row moved, or is gone, although the question does not name it.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [isAt, reload]);
  return sku === '' ? null : value;
}

/** What a picked code stands for, by the local copy. */
function usePicked(oasin: string): { readonly product: ProductRecord | null; readonly isUnknown: boolean } {
  const { value } = useVerb('records.detail', oasin === '' ? null : { kind: goodsKind, code: oasin, refresh: false }, {
    topics: [goodsKind],
    code: oasin,
  });
  const product =
    value?.row?.kind === goodsKind ? { ...value.row.record, ...(value.row.status === 'GONE' ? { status: 'GONE' } : {}) } : null;
  return { product, isUnknown: value !== null && value.row === null && !value.freshness.refreshing };
}
