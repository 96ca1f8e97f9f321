/** What stands on the label of one package of a purchase order. */
import type { Language } from '../../contract/language.ts';
import type { CartonLabel, ToPrint } from '../../contract/printing.ts';
import { Warehouse } from '../../contract/records.ts';
import type { Catalogue } from '../store/catalogue.ts';

const words = {
  vi: {
    order: 'Đơn nhập',
    reference: 'Mã tham chiếu',
    warehouse: 'Kho',
    package: 'Kiện',
    again: (time: number) => `In lại · lần ${time}`,
  },
  en: {
    order: 'Purchase order',
    reference: 'Reference',
    warehouse: 'Warehouse',
    package: 'Package',
    again: (time: number) => `Reprint · no. ${time}`,
  },
} as const satisfies Record<Language, object>;

/** `times`: it was printed so often before. `null` where the order has no such package, or its packages are not known. */
export function cartonLabel(
  catalogue: Pick<Catalogue, 'get' | 'getList'>,
  { code, part }: ToPrint,
  { times, language }: { readonly times: number; readonly language: Language },
): CartonLabel | null {
  const row = catalogue.get('purchase-order', code)?.row;
  if (row?.kind !== 'purchase-order') return null;
  const { packages, warehouse_code: warehouse, merchant_po_reference: reference } = row.record;
  const at = packages?.findIndex(({ package_code }) => package_code === part) ?? -1;
  if (part === null || part === '' || at === -1) return null;
  const name = catalogue.getList('warehouses', '', Warehouse)?.rows.find((each) => each.warehouse_code === warehouse)?.warehouse_name;
  const { again, ...terms } = words[language];
  return {
    kind: 'carton',
    code: part,
    order: code,
    reference: reference ?? '',
    warehouse: [name, warehouse].filter((each) => each !== null && each !== undefined && each !== '').join(' · '),
    position: `${at + 1} / ${packages?.length ?? 0}`,
    words: terms,
    mark: times === 0 ? '' : again(times + 1),
  };
}
