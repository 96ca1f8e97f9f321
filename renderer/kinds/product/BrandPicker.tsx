/** Picks a brand by its name. The form keeps the brand's number, and the name as it was typed beside it. */
import { useController } from 'react-hook-form';
import { fold } from '../../../contract/fold.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { ComboBox, type Suggestion } from '../../ui/index.ts';
import { useBound } from '../../features/documentForm/fields.tsx';
import { useFormContext } from '../../features/documentForm/useDocumentForm.ts';
import { useSettled } from '../../ui/useSettled.ts';

/** The provider is asked behind each search: not for every key. In milliseconds. */
const settleMs = 300;

interface BrandOption extends Suggestion {
  readonly id: string;
}

export function BrandPicker() {
  const t = useText();
  const { form, changed } = useFormContext();
  const { value: brandId, onChange: setBrand, onBlur: leave, ...bound } = useBound<string>('brand_id');
  const { field } = useController({ name: 'brand_typed', control: form.control });
  const typed = String(field.value ?? '');
  const keyword = useSettled(brandId === '' ? typed.trim() : '', settleMs);
  const { value, loading } = useVerb('brands.list', { keyword, refresh: true }, { topics: ['brands'], keepsPrevious: true });
  const options: BrandOption[] = (value?.rows ?? []).map((brand) => ({
    value: brand.name,
    id: String(brand.id),
    detail: String(brand.id),
  }));

  const type = (text: string): void => {
    field.onChange(text);
    if (brandId === '') changed('brand_id');
    else setBrand('');
  };
  return (
    <ComboBox<BrandOption>
      {...bound}
      // A draft that came with a number only (an imported one) shows the number.
      value={typed === '' ? brandId : typed}
      onChange={type}
      onPick={(option) => {
        field.onChange(option.value);
        setBrand(option.id);
      }}
      onBlur={() => {
        // The whole name typed out is as good as picked.
        const named = brandId === '' && typed.trim() !== '' ? options.filter((each) => fold(each.value) === fold(typed)) : [];
        if (named.length === 1 && named[0] !== undefined) setBrand(named[0].id);
        leave();
      }}
      options={options}
      isFiltered={keyword !== ''}
      isLoading={loading}
      hint={t('form.hint.brand_id')}
    />
  );
}
