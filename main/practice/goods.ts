/**
 * What POs, shipments and returns of the practice provider have in common: a warehouse that exists, and products that may be used there.
 */
import { isWarehouse, type Company, type Line, type Product } from './company.ts';
import { Refusal, type Messages } from './envelope.ts';
import type { Fields } from './request.ts';
import { errorText, type ErrorName } from './texts.ts';

export const readLine = (row: Fields): Line => ({ oasin: row.text('oasin'), product_quantity: row.quantity('product_quantity') });

/** Lines as details answer them: with SKU and name beside the OASIN (A). */
export function showLines(company: Company, lines: readonly Line[]): unknown[] {
  return lines.map((line) => {
    const product = company.product(line.oasin);
    return { ...line, sku: product?.sku ?? null, name: product?.name ?? null };
  });
}

/** 404 `NOT_FOUND`. */
export function mustBeWarehouse(warehouse_code: string): void {
  if (!isWarehouse(warehouse_code)) throw new Refusal(404, 'NOT_FOUND', { detail: { warehouse_code } });
}

/** 404 `PRODUCTS_BY_OASIN_NOT_FOUND`, with the OASINs in `error_detail` (code D, shape A). */
export function mustExist(company: Company, lines: readonly Line[]): void {
  const missing = oasinsOf(lines).filter((oasin) => company.product(oasin) === undefined);
  if (missing.length > 0) throw refusalOf(404, 'PRODUCTS_BY_OASIN_NOT_FOUND', missing);
}

/**
 * `mustExist`, and 422 `PRODUCTS_INACTIVE` for those deactivated, `PRODUCTS_NOT_MAPPED_IN_WAREHOUSE` for those (also the `NEW` ones) that
 * are not assigned to this warehouse.
 */
export function mustBeUsable(company: Company, lines: readonly Line[], warehouse: string): void {
  mustExist(company, lines);
  const products = oasinsOf(lines).flatMap((oasin) => company.product(oasin) ?? []);
  const inactive = products.filter(({ status }) => status === 'INACTIVE');
  if (inactive.length > 0) throw refusalOf(422, 'PRODUCTS_INACTIVE', inactive.map(oasinOfProduct));
  const elsewhere = products.filter((product) => !product.warehouses.includes(warehouse));
  if (elsewhere.length > 0) throw refusalOf(422, 'PRODUCTS_NOT_MAPPED_IN_WAREHOUSE', elsewhere.map(oasinOfProduct));
}

const oasinOfProduct = ({ oasin }: Product): string => oasin;
const oasinsOf = (lines: readonly Line[]): string[] => [...new Set(lines.map(({ oasin }) => oasin))];

/** These answer their texts as an array, one per OASIN. */
function refusalOf(status: number, code: ErrorName, oasins: readonly string[]): Refusal {
  return new Refusal(status, code, {
    detail: { oasins },
    messages: (language): Messages => oasins.map((oasin) => `${errorText(code, language)}: ${oasin}`),
  });
}
