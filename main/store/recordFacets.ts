/** How two answers about one record become one, and the codes that are kept folded beside it. */
import { foldCode } from '../../contract/codes.ts';

/** The folded codes of a body or record, as they are kept beside it; of barcodes there are several: `|A|B|`. */
export function foldedIn(body: object): { readonly courier: string; readonly partner: string; readonly barcodes: string } {
  const { courier_tracking_code, return_courier_tracking_code, partner_tracking_code, product_barcodes, barcodes } = body as Record<
    string,
    unknown
  >;
  const folded = (code: unknown): string => (typeof code === 'string' ? foldCode(code) : '');
  const given = [product_barcodes ?? barcodes]
    .flat()
    .map(folded)
    .filter((code) => code !== '');
  return {
    courier: folded(courier_tracking_code ?? return_courier_tracking_code),
    partner: folded(partner_tracking_code),
    barcodes: given.length === 0 ? '' : `|${given.join('|')}|`,
  };
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * A list row over what is known: it updates the fields it has. Nothing (absent, `null`, an empty list) says nothing here, because nobody
 * can tell "is empty" from "is not part of the list answer" (A). The one list whose emptiness speaks is `warehouses` (contract/records.ts).
 */
export function mergeListRow(known: Fields, row: Fields): Fields {
  const says = ([field, value]: [string, unknown]): boolean =>
    value != null && (field === 'warehouses' || !Array.isArray(value) || value.length > 0);
  const first = Object.keys(known).length === 0;
  return first ? row : { ...known, ...Object.fromEntries(Object.entries(row).filter(says)) };
}

/** A detail over what is known: the richest answer there is, so its `null` counts. Only what it does not mention at all is kept. */
export function mergeDetail(known: Fields, detail: Fields): Fields {
  return { ...known, ...Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined)) };
}
