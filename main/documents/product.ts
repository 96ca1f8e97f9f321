/** How a product is created, assigned to its warehouses and found again. Natural key: `sku`, unique per business (D). */
import type { Product } from '../../contract/kinds/product.ts';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import type { ProductRecord } from '../../contract/kinds/product.ts';
import { action } from './action.ts';
import { sameNumber, sameSet, sameText } from './compare.ts';
import { complaint, fieldComplaints, fileComplaints, isFileProblem, names } from './complaints.ts';
import { lookUp, searchOf, sight } from './find.ts';
import { notDone } from './kind.ts';
import type { Desk, DocumentKind, Step } from './kind.ts';
import { shelfOf } from './shelf.ts';
import { uniqueFiles } from './uniqueFiles.ts';

const create: Step<Product> = {
  name: 'create',
  lookFirst: false,
  send: (product, { onflow, how, urlOf }) => onflow.products.create(wireOf(product, urlOf), how),
  lookUp: (product, desk, since) =>
    lookUp(
      searchOf('product', product, since, desk, shelfOf('product', desk)),
      (record) =>
        sameText(product.name, record.name) &&
        sameNumber(product.brand_id, record.brand?.id) &&
        sameSet(product.product_barcodes, record.barcodes) &&
        sameNumber(product.product_price, record.price),
    ),
};

const assign: Step<Product> = {
  name: 'assign',
  lookFirst: false,
  verify: true,
  send: async (product, { onflow, how, code }) => {
    await onflow.products.assign(codeNeeded(code), product.warehouse_codes, how);
    return null;
  },
  lookUp: async (product, { onflow, how, code }) => {
    const record = await onflow.products.detail(codeNeeded(code), how);
    return isAssigned(record, product.warehouse_codes) ? { answer: 'same', code, record } : notDone;
  },
};

export const product: DocumentKind<'product'> = {
  kind: 'product',
  record: 'product',
  creates: true,
  files: ({ image_main, image_secondary }) => uniqueFiles([image_main, image_secondary]),
  steps: ({ warehouse_codes }) => (warehouse_codes.length > 0 ? [create, assign] : [create]),
  sight: (key, code, alsoInList, desk) => sight({ kind: 'product', key, ...shelfOf('product', desk) }, code, alsoInList),
  codeOf: () => null,
  problemsOf,
  recordAfter: (step, document, { code, at, urlOf }) => {
    const sent = wireOf(document, urlOf);
    const assigned = step === 'assign';
    return {
      ...sent,
      oasin: code,
      // The detail's names differ from those of create (X).
      price: sent.product_price ?? null,
      barcodes: sent.product_barcodes,
      // A: the product is ACTIVE as soon as it is assigned.
      status: assigned ? 'ACTIVE' : 'NEW',
      warehouses: assigned ? document.warehouse_codes.map((each) => ({ warehouse_code: each, warehouse_name: null })) : [],
      created_time: at,
      updated_time: at,
    };
  },
};

export const assignProduct = action({
  kind: 'product.assign',
  record: 'product',
  codeOf: ({ oasin }) => oasin,
  look: (code, { onflow, how }) => onflow.products.detail(code, how),
  isDone: (record, { warehouse_codes }) => isAssigned(record, warehouse_codes),
  act: (code, { onflow, how }, { warehouse_codes }) => onflow.products.assign(code, warehouse_codes, how),
});

export const deactivateProduct = action({
  kind: 'product.deactivate',
  record: 'product',
  codeOf: ({ oasin }) => oasin,
  look: (code, { onflow, how }) => onflow.products.detail(code, how),
  isDone: (record) => record.status === 'INACTIVE',
  act: (code, { onflow, how }) => onflow.products.deactivate(code, how),
});

/** Already in all of these warehouses. `warehouses` is assumed (A): where it is not told, being ACTIVE must do. */
const isAssigned = (record: ProductRecord, warehouses: readonly string[]): boolean => {
  if (record.warehouses === undefined || record.warehouses === null) return record.status === 'ACTIVE';
  const there = new Set(record.warehouses.map((each) => each.warehouse_code));
  return warehouses.every((each) => there.has(each));
};

/** Create product (X). */
function wireOf(product: Product, urlOf: Desk['urlOf']) {
  return {
    sku: product.sku,
    name: product.name,
    brand_id: product.brand_id,
    product_type: product.product_type,
    product_unit: product.product_unit,
    product_barcodes: product.product_barcodes,
    weight: product.weight,
    length: product.length,
    width: product.width,
    height: product.height,
    product_size: product.product_size,
    product_color: product.product_color,
    product_price: product.product_price,
    product_image_url_main: product.image_main && urlOf(product.image_main),
    product_image_url_secondary: product.image_secondary && urlOf(product.image_secondary),
    product_characteristics: product.product_characteristics,
    min_stock_warning: product.min_stock_warning,
    storage_method: product.storage_method,
    inventory_tracking_type: product.inventory_tracking_type,
    outbound_strategy: product.outbound_strategy,
    shelf_life: product.shelf_life,
    min_shelf_life_inbound: product.min_shelf_life_inbound,
    min_shelf_life_outbound: product.min_shelf_life_outbound,
  };
}

function problemsOf(product: Product, error: DeskError): FieldProblem[] {
  if (isFileProblem(error)) {
    const places = ['image_main', 'image_secondary'] as const;
    return fileComplaints(
      error,
      places.map((path) => ({ path, file: product[path] })),
    );
  }
  switch (error.provider?.code ?? '') {
    case 'ALREADY_EXISTS':
      return [complaint(error, 'sku', 'skuExists', { sku: product.sku })];
    case 'DUPLICATE_BARCODE':
      return barcodeProblems(product, error);
    case 'NOT_FOUND':
      // D: in this table it is the brand that was not found.
      return error.call === 'products.create' ? [complaint(error, 'brand_id', 'unknownBrand')] : [];
    case 'PRODUCT_CANNOT_ASSIGN_TO_WAREHOUSE':
    case 'PRODUCT_WAREHOUSE_CONFLICT':
      return [complaint(error, 'warehouse_codes', 'provider')];
    default:
      return fieldComplaints(error, { product_image_url_main: 'image_main', product_image_url_secondary: 'image_secondary' });
  }
}

/** The barcodes it names (A); where it names none of ours, all of them. */
function barcodeProblems(product: Product, error: DeskError): FieldProblem[] {
  const named = product.product_barcodes.flatMap((barcode, index) => (names(error, barcode) ? [{ barcode, index }] : []));
  if (named.length === 0) return [complaint(error, 'product_barcodes', 'barcodeExists')];
  return named.map(({ barcode, index }) => complaint(error, `product_barcodes.${index}`, 'barcodeExists', { barcode }));
}

function codeNeeded(code: string | null): string {
  if (code === null) throw new Error('a product is assigned before it has its OASIN');
  return code;
}
