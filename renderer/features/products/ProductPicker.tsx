/**
 * Picks a product for one row (page): by SKU, name, barcode or OASIN, from the local catalogue and, where the document may wait for it, from the
 * outbox; what neither knows is asked of the provider. Enter on an exact code picks at once, so that a scanner needs no mouse. What was typed stays
 * until something is picked for it.
 */
import { useEffect, useEffectEvent, useRef } from 'react';
import { useController } from 'react-hook-form';
import type { RecordRow } from '../../../contract/bridge.ts';
import type { AwaitedProduct } from '../../../contract/outbox.ts';
import type { ProductRecord } from '../../../contract/records.ts';
import { useDesk } from '../../app/useDesk.ts';
import { useVerb } from '../../app/useVerb.ts';
import { isMessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { useProductItem } from '../../stores/outbox.ts';
import { ComboBox, type Suggestion } from '../../ui/index.ts';
import styles from '../documentForm/documentForm.module.css';
import { useBound } from '../documentForm/fields.tsx';
import { useFormContext } from '../documentForm/useDocumentForm.ts';
import { standingWords } from '../outbox/words.ts';
import { useWarehouses } from '../records/warehouses.ts';
import { useSettled } from '../documentForm/useSettled.ts';
import { type Pickable, concernsOf, exactMatch, looksLikeOasin, pickable } from './productSearch.ts';

export interface ProductPickerProps {
  /** Path of the row that holds `oasin` and `typed`. */
  readonly row: string;
  readonly warehouse: string;
  readonly isRequired?: boolean;
  /** Also offers what is still in the outbox, and holds it as `awaited_sku`. */
  readonly mayAwait?: boolean;
  readonly onPicked: () => void;
}

interface ProductOption extends Suggestion {
  /** What it stands for; a code that nobody here knows yet stands for itself. */
  readonly picks: Pickable | { readonly kind: 'oasin'; readonly oasin: string };
}

/** A shorter text would bring half of the catalogue. */
const shortestQuestion = 3;
/** Waits for the next key this long, in milliseconds, before it searches. */
const settleMs = 120;
const searchFor = (text: string) => ({ kind: 'product', search: text, status: null, warehouse: null, page: 0, pageSize: 20, refresh: false }) as const;
const offerFor = (text: string) => ({ search: text });
const nameOf = (product: Pick<ProductRecord, 'sku' | 'name' | 'oasin'>): string => [product.sku ?? product.oasin, product.name].filter((each) => each !== null && each !== '').join(' · ');
const textOf = ({ kind, product }: Pickable): string => (kind === 'known' ? nameOf(product) : `${product.sku} · ${product.name}`);

export function ProductPicker({ row, warehouse, isRequired, mayAwait = false, onPicked }: ProductPickerProps) {
  const desk = useDesk();
  const t = useText();
  const { nameOf: warehouseName } = useWarehouses();
  const { form, changed, left } = useFormContext();
  const { onChange: setOasin, onBlur: leave, value: oasin, ...bound } = useBound<string>(`${row}.oasin`);
  const { field: typedField } = useController({ name: `${row}.typed`, control: form.control });
  const typed = String(typedField.value ?? '');
  const awaitedSku = mayAwait ? String(form.watch(`${row}.awaited_sku`) ?? '') : '';
  const isPicked = oasin !== '' || awaitedSku !== '';
  /** What Enter, a scanner's too, found nothing for: picked after all, should the provider know it. */
  const lateText = useRef<string | null>(null);

  const wanted = useSettled(isPicked ? '' : typed.trim(), settleMs);
  const found = useVerb('records.list', wanted === '' ? null : searchFor(wanted), { topics: ['product'], keepsPrevious: true });
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
  const choices = wanted === '' ? [] : pickable(recordsOf(found.value?.rows ?? []), mayAwait ? (offered.value ?? []) : []);
  const options: ProductOption[] = choices.map((each) => ({ value: textOf(each), picks: each, detail: detailOf(each) }));
  if (looksLikeOasin(wanted) && !choices.some(({ product }) => product.oasin?.toUpperCase() === wanted.toUpperCase())) {
    options.push({ value: wanted.toUpperCase(), label: t('form.picker.useOasin', { oasin: wanted.toUpperCase() }), picks: { kind: 'oasin', oasin: wanted.toUpperCase() } });
  }

  const hold = (text: string, picks: { readonly oasin: string; readonly sku: string }): void => {
    typedField.onChange(text);
    // Not a field of its own on the screen; other documents have no such field at all.
    if (mayAwait) form.setValue(`${row}.awaited_sku`, picks.sku);
    setOasin(picks.oasin);
  };
  const pick = (text: string, picks: ProductOption['picks']): void =>
    hold(text, picks.kind === 'oasin' ? { oasin: picks.oasin, sku: '' } : picks.kind === 'known' ? { oasin: picks.product.oasin, sku: '' } : { oasin: '', sku: picks.product.sku });
  const type = (text: string): void => {
    lateText.current = null;
    if (isPicked) hold(text, { oasin: '', sku: '' });
    else {
      typedField.onChange(text);
      changed(`${row}.oasin`);
    }
  };
  const isHeld = (): boolean => form.getValues(`${row}.oasin`) !== '' || (mayAwait && form.getValues(`${row}.awaited_sku`) !== '');
  /** The one product this text means, asked of the desk itself: a scanner is faster than the list. Says so where there is none. */
  const resolve = async (text: string, andThen: () => void): Promise<void> => {
    const [records, products] = await Promise.all([desk.call('records.list', searchFor(text)), mayAwait ? desk.call('outbox.products', offerFor(text)) : null]);
    if (form.getValues(`${row}.typed`) !== text || isHeld()) return;
    const all = pickable(records.ok ? recordsOf(records.value.rows) : [], products?.ok === true ? products.value : []);
    const meant = exactMatch(all.map(({ product }) => product), text);
    const choice = all.find(({ product }) => product === meant);
    if (choice !== undefined) pick(textOf(choice), choice);
    else if (looksLikeOasin(text)) pick(text.trim().toUpperCase(), { kind: 'oasin', oasin: text.trim().toUpperCase() });
    else {
      left(`${row}.oasin`);
      lateText.current = text;
      // Made elsewhere a moment ago, or not read yet: what the provider answers goes into the local copy, and from there it is found.
      if (all.length === 0 && text.trim().length >= shortestQuestion) void desk.call('records.list', { ...searchFor(text.trim()), refresh: true });
      return;
    }
    andThen();
  };

  const pickLate = useEffectEvent((rows: readonly RecordRow[]) => {
    if (lateText.current === null || lateText.current !== typed || isPicked) return;
    const product = exactMatch(recordsOf(rows), typed);
    if (product !== null) pick(nameOf(product), { kind: 'known', product });
  });
  useEffect(() => pickLate(found.value?.rows ?? []), [found.value]);

  const concerns = ((): string[] => {
    if (code === '') {
      if (awaited?.stands === 'gone') return [t('problems.productGone', { sku: awaitedSku })];
      const warehouses = awaited?.warehouse_codes ?? null;
      return warehouse === '' || warehouses === null || warehouses.includes(warehouse) ? [] : [t('form.picker.willNotBeInWarehouse', { warehouse: warehouseName(warehouse) })];
    }
    if (picked.isUnknown) return [t('form.picker.unknown', { oasin: code })];
    if (picked.product === null) return [];
    return concernsOf(picked.product, warehouse).map((each) =>
      each.kind === 'notActive' ? t('form.picker.notActive', { status: statusText(each.status) }) : t('form.picker.notInWarehouse', { warehouse: warehouseName(each.warehouse) }),
    );
  })();
  const isAwaited = code === '' && awaited !== null && awaited.stands !== 'gone';
  // One that is not there yet is marked as such, whatever else there is to say of it.
  const mark = isAwaited ? t(concerns.length > 0 ? 'form.picker.awaited' : 'form.picker.awaited.picked', { standing: t(standingWords[awaited.stands]) }) : code;
  const warning = `⚠ ${concerns.join(' ')}`;
  const hint = !isPicked ? undefined : concerns.length === 0 ? mark : isAwaited ? `${mark}. ${warning}` : warning;

  return (
    <div
      className={concerns.length > 0 ? styles.concern : undefined}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing || isPicked || typed.trim() === '') return;
        // An option the arrows are on is the field's own to take.
        if ((event.target as Element).getAttribute('aria-activedescendant') === null) void resolve(typed, onPicked);
      }}
    >
      <ComboBox<ProductOption>
        {...bound}
        {...(isRequired === undefined ? {} : { isRequired })}
        value={shown}
        onChange={type}
        onPick={(option) => {
          pick(option.value, option.picks);
          onPicked();
        }}
        onBlur={() => {
          leave();
          if (!isPicked && typed.trim() !== '') void resolve(typed, () => undefined);
        }}
        options={options}
        isFiltered
        isLoading={found.loading || offered.loading}
        placeholder={t('form.picker.placeholder')}
        hint={hint}
      />
    </div>
  );
}

/** What the provider has no more is not offered. */
const recordsOf = (rows: readonly RecordRow[]): ProductRecord[] => rows.flatMap((each) => (each.kind === 'product' && each.status !== 'GONE' ? [each.record] : []));

/** How it stands with a product of the outbox, kept up while it moves; `null` while not known. */
function useAwaited(sku: string): AwaitedProduct | null {
  const { value, reload } = useVerb('outbox.product', sku === '' ? null : { sku }, { topics: ['product'] });
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
  const { value } = useVerb('records.detail', oasin === '' ? null : { kind: 'product', code: oasin, refresh: false }, { topics: ['product'], code: oasin });
  const product = value?.row?.kind === 'product' ? { ...value.row.record, ...(value.row.status === 'GONE' ? { status: 'GONE' } : {}) } : null;
  return { product, isUnknown: value !== null && value.row === null && !value.freshness.refreshing };
}
