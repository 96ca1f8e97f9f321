/**
 * Picks a product for one row (page): by SKU, name, barcode or OASIN, from the local catalogue. Enter on an exact code picks at once, so that a
 * scanner needs no mouse. What was typed stays until something is picked for it.
 */
import { useController } from 'react-hook-form';
import type { ProductRecord } from '../../../contract/records.ts';
import { desk } from '../../app/desk.ts';
import { useVerb } from '../../app/useVerb.ts';
import { isMessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { ComboBox, type Suggestion } from '../../ui/index.ts';
import styles from '../documentForm/documentForm.module.css';
import { useBound } from '../documentForm/fields.tsx';
import { useFormContext } from '../documentForm/useDocumentForm.ts';
import { useWarehouses } from '../records/warehouses.ts';
import { useSettled } from '../documentForm/useSettled.ts';
import { concernsOf, exactMatch, looksLikeOasin } from './productSearch.ts';

export interface ProductPickerProps {
  /** Path of the row that holds `oasin` and `typed`. */
  readonly row: string;
  readonly warehouse: string;
  readonly isRequired?: boolean;
  readonly onPicked: () => void;
}

interface ProductOption extends Suggestion {
  readonly oasin: string;
}

/** Waits for the next key this long, in milliseconds, before it searches. */
const settleMs = 120;
const searchFor = (text: string) => ({ kind: 'product', search: text.slice(0, 200), status: null, warehouse: null, page: 0, pageSize: 20, refresh: false }) as const;
const nameOf = (product: ProductRecord): string => [product.sku ?? product.oasin, product.name].filter((each) => each !== null && each !== '').join(' · ');

export function ProductPicker({ row, warehouse, isRequired, onPicked }: ProductPickerProps) {
  const t = useText();
  const { nameOf: warehouseName } = useWarehouses();
  const { form, changed, left } = useFormContext();
  const { onChange: setOasin, onBlur: leave, value: oasin, ...bound } = useBound<string>(`${row}.oasin`);
  const { field: typedField } = useController({ name: `${row}.typed`, control: form.control });
  const typed = String(typedField.value ?? '');

  const wanted = useSettled(oasin === '' ? typed.trim() : '', settleMs);
  const found = useVerb('records.list', wanted === '' ? null : searchFor(wanted), { keepsPrevious: true });
  const picked = usePicked(oasin);
  // A row that came with a code only (an imported one, a return of a shipment) shows what the code stands for.
  const shown = oasin !== '' && typed === '' ? (picked.product === null ? oasin : nameOf(picked.product)) : typed;

  const statusText = (status: string): string => {
    const id = `products.status.${status}`;
    return isMessageId(id) ? t(id) : status;
  };
  const products = wanted === '' ? [] : (found.value?.rows ?? []).flatMap((each) => (each.kind === 'product' ? [each.record] : []));
  const options: ProductOption[] = products.map((product) => ({
    value: nameOf(product),
    oasin: product.oasin,
    detail: [product.oasin, ...(product.status === 'ACTIVE' || product.status === null ? [] : [statusText(product.status)])].join(' · '),
  }));
  if (looksLikeOasin(wanted) && !products.some((each) => each.oasin.toUpperCase() === wanted.toUpperCase())) {
    options.push({ value: wanted.toUpperCase(), label: t('form.picker.useOasin', { oasin: wanted.toUpperCase() }), oasin: wanted.toUpperCase() });
  }

  const pick = (code: string, text: string): void => {
    typedField.onChange(text);
    setOasin(code);
  };
  const type = (text: string): void => {
    typedField.onChange(text);
    if (oasin === '') changed(`${row}.oasin`);
    else setOasin('');
  };
  /** The one product this text means, asked of the catalogue itself: a scanner is faster than the list. Says so where there is none. */
  const resolve = async (text: string, andThen: () => void): Promise<void> => {
    const outcome = await desk.call('records.list', searchFor(text));
    if (form.getValues(`${row}.typed`) !== text || form.getValues(`${row}.oasin`) !== '') return;
    const product = outcome.ok ? exactMatch(outcome.value.rows.flatMap((each) => (each.kind === 'product' ? [each.record] : [])), text) : null;
    if (product !== null) pick(product.oasin, nameOf(product));
    else if (looksLikeOasin(text)) pick(text.trim().toUpperCase(), text.trim().toUpperCase());
    else {
      left(`${row}.oasin`);
      return;
    }
    andThen();
  };

  const concerns =
    oasin === ''
      ? []
      : picked.isUnknown
        ? [t('form.picker.unknown', { oasin })]
        : picked.product === null
          ? []
          : concernsOf(picked.product, warehouse).map((each) =>
              each.kind === 'notActive' ? t('form.picker.notActive', { status: statusText(each.status) }) : t('form.picker.notInWarehouse', { warehouse: warehouseName(each.warehouse) }),
            );
  const hint = oasin === '' ? undefined : concerns.length > 0 ? `⚠ ${concerns.join(' ')}` : oasin;

  return (
    <div
      className={concerns.length > 0 ? styles.concern : undefined}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing || oasin !== '' || typed.trim() === '') return;
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
          pick(option.oasin, option.value);
          onPicked();
        }}
        onBlur={() => {
          leave();
          if (oasin === '' && typed.trim() !== '') void resolve(typed, () => undefined);
        }}
        options={options}
        isFiltered
        isLoading={found.loading}
        placeholder={t('form.picker.placeholder')}
        hint={hint}
      />
    </div>
  );
}

/** What a picked code stands for, by the local copy. */
function usePicked(oasin: string): { readonly product: ProductRecord | null; readonly isUnknown: boolean } {
  const { value } = useVerb('records.detail', oasin === '' ? null : { kind: 'product', code: oasin, refresh: false }, { topics: ['product'], code: oasin });
  const product = value?.row?.kind === 'product' ? value.row.record : null;
  return { product, isUnknown: value !== null && value.row === null && !value.freshness.refreshing };
}
