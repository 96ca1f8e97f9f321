/** Finds a product of the catalogue by SKU, name, barcode or OASIN. */
import { useState } from 'react';
import { goodsKind } from '../../../contract/kinds/goodsKind.ts';
import type { ProductRecord } from '../../../contract/kinds/product.ts';
import { firstPage } from '../../../contract/recordQuery.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { ComboBox, type Suggestion } from '../../ui/index.ts';
import { useSettled } from '../../ui/useSettled.ts';

export interface FoundProduct {
  readonly oasin: string;
  readonly sku: string;
  readonly name: string;
}

interface Offer extends Suggestion {
  readonly product: FoundProduct;
}

/** Waits for the next key so long, in milliseconds, before it searches. */
const settleMs = 120;
const mostOffers = 12;

export function ProductSearch({ label, onPick }: { readonly label: string; readonly onPick: (product: FoundProduct) => void }) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim(), settleMs);
  const { value, loading } = useVerb(
    'records.list',
    search === '' ? null : { ...firstPage(goodsKind, { search, pageSize: mostOffers }), refresh: false },
    { topics: [goodsKind], keepsPrevious: true },
  );
  const offers = (value?.rows ?? []).map(({ record }): Offer => {
    const { oasin, sku, name } = record as ProductRecord;
    return { value: sku ?? oasin, label: sku ?? oasin, detail: name ?? '', product: { oasin, sku: sku ?? '', name: name ?? '' } };
  });
  return (
    <ComboBox<Offer>
      label={label}
      value={typed}
      onChange={setTyped}
      onPick={({ product }) => {
        onPick(product);
        setTyped('');
      }}
      options={search === '' ? [] : offers}
      isFiltered
      isLoading={loading}
      placeholder={t('form.picker.placeholder')}
      isCode
    />
  );
}
