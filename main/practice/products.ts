/** Calls 5 to 10 of the practice provider: products, their warehouses and their stock. */
import { isWarehouse, oasinOf, warehouses, type Company, type Product } from './company.ts';
import { Refusal, created, ok, type Reply } from './envelope.ts';
import { Fields, fold, matches, newestFirst, pageOf, type PracticeRequest } from './request.ts';
import { brands } from './seedGoods.ts';
import { stockOf } from './stock.ts';

const plainTexts = [
  'product_type',
  'product_unit',
  'product_size',
  'product_color',
  'product_image_url_main',
  'product_image_url_secondary',
  'storage_method',
  'inventory_tracking_type',
  'outbound_strategy',
] as const;
const plainNumbers = [
  'weight',
  'length',
  'width',
  'height',
  'min_stock_warning',
  'shelf_life',
  'min_shelf_life_inbound',
  'min_shelf_life_outbound',
] as const;

/** 201 (D). 422: a field is wrong; `NOT_FOUND` the brand; `ALREADY_EXISTS` the SKU; `DUPLICATE_BARCODE` (D). */
export function createProduct(company: Company, { body, now }: PracticeRequest): Reply {
  const fields = new Fields(body);
  const sku = fields.text('sku');
  const name = fields.text('name');
  const brandId = fields.optionalNumber('brand_id');
  const barcodes = fields.optionalTexts('product_barcodes');
  const price = fields.optionalNumber('product_price') ?? 0;
  const characteristics = fields.optionalTexts('product_characteristics');
  const texts = Object.fromEntries(plainTexts.map((field) => [field, fields.optionalText(field)]));
  const numbers = Object.fromEntries(plainNumbers.map((field) => [field, fields.optionalNumber(field)]));
  for (const field of ['min_shelf_life_inbound', 'min_shelf_life_outbound']) {
    const [least, life] = [numbers[field] ?? null, numbers['shelf_life'] ?? null];
    if (least !== null && life !== null && least > life) fields.problem(field, 'shelfLife');
  }
  fields.done();

  if (brandId !== null && !brands.some(({ id }) => id === brandId)) throw new Refusal(422, 'NOT_FOUND', { detail: { brand_id: brandId } });
  const products = company.all('products');
  if (products.some((product) => product.sku === sku)) throw new Refusal(422, 'ALREADY_EXISTS', { detail: { sku } });
  const taken = new Set(products.flatMap((product) => product.barcodes));
  const twice = barcodes.filter((barcode, index) => taken.has(barcode) || barcodes.indexOf(barcode) !== index);
  if (twice.length > 0) throw new Refusal(422, 'DUPLICATE_BARCODE', { detail: { barcodes: twice } });

  const number = company.nextNumber('products');
  const product: Product = {
    number,
    oasin: oasinOf(number),
    created: now,
    updated: now,
    status: 'NEW',
    sku,
    name,
    brandId,
    barcodes,
    price,
    characteristics,
    plain: { ...texts, ...numbers },
    warehouses: [],
    opening: [],
  };
  company.put('products', product);
  return created({ oasin: product.oasin, sku, name, status: product.status });
}

/**
 * Only while `NEW`; then `ACTIVE` (method D, rest A). 422: `PRODUCT_CANNOT_ASSIGN_TO_WAREHOUSE` unknown warehouse,
 * `PRODUCT_WAREHOUSE_CONFLICT` assigned to it already (asked before the status, or it could never be answered), `PRODUCT_STATUS_NOT_NEW`.
 * 404 `PRODUCT_NOT_FOUND`.
 */
export function assignProduct(company: Company, request: PracticeRequest): Reply {
  const product = find(company, request);
  const fields = new Fields(request.body);
  const codes = fields.texts('warehouse_codes');
  fields.done();
  const unknown = codes.filter((code) => !isWarehouse(code));
  if (unknown.length > 0) throw new Refusal(422, 'PRODUCT_CANNOT_ASSIGN_TO_WAREHOUSE', { detail: { warehouse_codes: unknown } });
  const again = codes.filter((code, index) => product.warehouses.includes(code) || codes.indexOf(code) !== index);
  if (again.length > 0) throw new Refusal(422, 'PRODUCT_WAREHOUSE_CONFLICT', { detail: { warehouse_codes: again } });
  if (product.status !== 'NEW') throw new Refusal(422, 'PRODUCT_STATUS_NOT_NEW', { detail: { status: product.status } });

  const assigned: Product = { ...product, status: 'ACTIVE', warehouses: codes, updated: request.now };
  company.put('products', assigned);
  return ok({ oasin: assigned.oasin, status: assigned.status, warehouses: warehousesOf(assigned) });
}

/** A product is never deleted, only `INACTIVE` (A). A second time: 422 `PRODUCT_ALREADY_INACTIVE`. */
export function deactivateProduct(company: Company, request: PracticeRequest): Reply {
  const product = find(company, request);
  if (product.status === 'INACTIVE') throw new Refusal(422, 'PRODUCT_ALREADY_INACTIVE');
  company.put('products', { ...product, status: 'INACTIVE', updated: request.now });
  return ok({ oasin: product.oasin, status: 'INACTIVE', success: true });
}

/** `keyword` looks in name (marks ignored), SKU, barcode and OASIN. */
export function listProducts(company: Company, { query }: PracticeRequest): Reply {
  const keyword = fold(query.get('keyword') ?? '').trim();
  const warehouse = query.get('warehouse_code') ?? '';
  const rows = company
    .all('products')
    .filter(
      (product) =>
        matches(query, 'status', product.status) &&
        (warehouse === '' || product.warehouses.includes(warehouse)) &&
        [product.name, product.sku, product.oasin, ...product.barcodes].some((text) => fold(text).includes(keyword)),
    );
  return pageOf(newestFirst(rows), query, show);
}

export const productDetail = (company: Company, request: PracticeRequest): Reply => ok(show(find(company, request)));

/** Rows per warehouse and level (A). */
export function productStock(company: Company, request: PracticeRequest): Reply {
  const rows = stockOf(company, find(company, request), request.now).filter(({ warehouse_code }) =>
    matches(request.query, 'warehouse_code', warehouse_code),
  );
  return { status: 200, data: rows, total: rows.length };
}

function find(company: Company, { params }: PracticeRequest): Product {
  const product = company.product(params['oasin'] ?? '');
  if (product === undefined) throw new Refusal(404, 'PRODUCT_NOT_FOUND');
  return product;
}

/** As the printed detail has it (X): other names than on create, the price a decimal string, the characteristics one string. */
function show(product: Product): unknown {
  const { plain } = product;
  return {
    currency: 'VND',
    created_time: Math.floor(product.created),
    updated_time: Math.floor(product.updated),
    oasin: product.oasin,
    name: product.name,
    sku: product.sku,
    status: product.status,
    price: product.price.toFixed(2),
    brand: brands.find(({ id }) => id === product.brandId) ?? null,
    barcodes: product.barcodes,
    ...plain,
    product_characteristics: product.characteristics.join(','),
    warehouses: warehousesOf(product),
  };
}

const warehousesOf = (product: Product): { warehouse_code: string; warehouse_name: string }[] =>
  warehouses
    .filter(({ warehouse_code }) => product.warehouses.includes(warehouse_code))
    .map(({ warehouse_code, warehouse_name }) => ({ warehouse_code, warehouse_name }));
