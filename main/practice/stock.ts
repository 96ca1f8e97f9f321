/**
 * What lies where in the practice warehouses, worked out from the documents: the opening stock, plus what completed purchase orders and
 * returns brought in, minus what was handed over. Nothing is stored, so stock can never disagree with the documents.
 */
import type { Company, Line, Product, PurchaseOrder, Shipment, StockLevel } from './company.ts';
import { chanceOf, poState, returnState, returnStatus, shipmentState, shipmentStatus } from './lifecycle.ts';
import { between } from './random.ts';

export const stockLevels: readonly StockLevel[] = ['A', 'D1', 'D2', 'D3', 'L'];

/** A row as call 10 answers it (A). */
export interface StockRow {
  readonly warehouse_code: string;
  readonly stock_level: StockLevel;
  readonly quantity: number;
  /** Of level A: what no open shipment has reserved. Damaged and lost goods cannot be sold. */
  readonly available_quantity: number;
}

/**
 * All levels of every warehouse the product is assigned to. Practice lets shipments exceed the stock (no rule is documented): never below
 * 0.
 */
export function stockOf(company: Company, product: Product, now: number): StockRow[] {
  const { oasin } = product;
  const quantities = new Map<string, number>();
  const reserved = new Map<string, number>();
  const add = (to: Map<string, number>, key: string, quantity: number): void => void to.set(key, (to.get(key) ?? 0) + quantity);

  for (const entry of product.opening) add(quantities, `${entry.warehouse_code} ${entry.stock_level}`, entry.quantity);
  for (const po of company.all('purchaseOrders')) {
    if (poState(po, now).status !== 'COMPLETED') continue;
    for (const found of inspect(po)) {
      if (found.oasin === oasin) add(quantities, `${po.warehouse_code} ${found.stock_level}`, found.inbound_quantity);
    }
  }
  for (const shipment of company.all('shipments')) {
    const quantity = quantityOf(shipment.items, oasin);
    if (quantity === 0) continue;
    if (holds(shipment, now)) add(reserved, shipment.warehouse_code, quantity);
    else if (shipmentState(shipment, now).value === shipmentStatus.handover) add(quantities, `${shipment.warehouse_code} A`, -quantity);
  }
  for (const back of company.all('returns')) {
    const { value } = returnState(back, now);
    const level: StockLevel | null = value === returnStatus.received ? 'A' : value === returnStatus.problem ? 'D1' : null;
    if (level !== null) add(quantities, `${back.warehouse_code} ${level}`, quantityOf(back.items, oasin));
  }

  return product.warehouses.flatMap((warehouse_code) =>
    stockLevels.map((stock_level) => {
      const quantity = Math.max(0, quantities.get(`${warehouse_code} ${stock_level}`) ?? 0);
      const available_quantity = stock_level === 'A' ? Math.max(0, quantity - (reserved.get(warehouse_code) ?? 0)) : 0;
      return { warehouse_code, stock_level, quantity, available_quantity };
    }),
  );
}

export interface Inspected {
  readonly package_code: string;
  readonly oasin: string;
  /** Announced quantity on the A row, 0 on the others, as in the printed example (X). */
  readonly product_quantity: number;
  readonly inbound_quantity: number;
  readonly stock_level: StockLevel;
  readonly batch_lot_code: string;
}

/**
 * What the warehouse finds when it opens the packages: most of it good, now and then something damaged or missing. Always the same for a
 * PO.
 */
export function inspect(po: PurchaseOrder): Inspected[] {
  const random = chanceOf(0, 'inspection', po.number);
  return po.packages.flatMap(({ package_code, items }) =>
    items.flatMap(({ oasin, product_quantity }) => {
      const batch_lot_code = String(between(random, 100, 999));
      const damaged = random() < 0.3 ? Math.min(product_quantity, between(random, 1, 3)) : 0;
      const missing = random() < 0.15 ? Math.min(product_quantity - damaged, between(random, 1, 2)) : 0;
      const row = { package_code, oasin, batch_lot_code };
      const good: Inspected = { ...row, product_quantity, inbound_quantity: product_quantity - damaged - missing, stock_level: 'A' };
      return damaged > 0 ? [good, { ...row, product_quantity: 0, inbound_quantity: damaged, stock_level: 'D1' as const }] : [good];
    }),
  );
}

/** Whether goods are set aside for it: from its creation to the handover. */
function holds(shipment: Shipment, now: number): boolean {
  return shipment.cancelled === null && shipmentState(shipment, now).value < shipmentStatus.handover;
}

const quantityOf = (items: readonly Line[], oasin: string): number =>
  items.reduce((sum, item) => (item.oasin === oasin ? sum + item.product_quantity : sum), 0);
