/** The company that the practice provider starts with: 300 products, and documents in every state, the same for the same seed and time. */
import {
  oasinOf,
  poCodeOf,
  returnTrackingCodeOf,
  trackingCodeOf,
  warehouses,
  type CompanyState,
  type Line,
  type Product,
  type PurchaseOrder,
  type Return,
  type Shipment,
  type StockEntry,
} from './company.ts';
import { between, pick, seededRandom, type Random } from './random.ts';
import { type Article, seedArticles } from './seedGoods.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** `now` in Unix seconds. */
export function seedCompany(seed: number, now: number): CompanyState {
  const random = seededRandom(seed);
  const products = seedProducts(random, now);
  const shipments = seedShipments(random, now, products);
  return { products, purchaseOrders: seedPurchaseOrders(random, now, products), shipments, returns: seedReturns(random, now, shipments) };
}

function seedProducts(random: Random, now: number): Product[] {
  // Mixed, so that the first page of a list is not all T-shirts; the article of the printed example keeps its OASIN.
  const articles = seedArticles();
  const example = articles.findIndex(({ sku }) => sku === 'AT-DO-M');
  const mixed = articles
    .map((article, index) => ({ article, rank: index === example ? -1 : random() }))
    .sort((one, other) => one.rank - other.rank);

  const ages = mixed.map(() => between(random, 2 * hour, 400 * day)).sort((one, other) => other - one);
  return mixed.map(({ article }, index) => seedProduct(random, article, index + 1, now - (ages[index] ?? day), now));
}

function seedProduct(random: Random, article: Article, number: number, created: number, now: number): Product {
  const status = number === 1 ? 'ACTIVE' : number > 288 ? 'NEW' : number % 17 === 0 ? 'INACTIVE' : 'ACTIVE';
  const spread = number === 1 ? 0 : random();
  const [hanoi = '', saigon = ''] = warehouses.map(({ warehouse_code }) => warehouse_code);
  const assigned = status === 'NEW' ? [] : spread < 0.45 ? [hanoi, saigon] : spread < 0.75 ? [hanoi] : [saigon];
  const [length, width, height] = article.size;
  const { shelfLife } = article;
  return {
    number,
    created: Math.floor(created),
    updated: Math.floor(Math.min(now, created + between(random, 10 * minute, 90 * minute))),
    oasin: oasinOf(number),
    status,
    sku: article.sku,
    name: article.name,
    brandId: article.brandId,
    barcodes: [ean13(`893${String(850_000_000 + number * 1_237 + between(random, 0, 900)).slice(0, 9)}`)],
    price: article.price,
    characteristics: article.characteristics,
    plain: {
      product_type: 'PHYSICAL',
      product_unit: 'PACKAGE',
      weight: article.weight,
      length,
      width,
      height,
      product_size: article.productSize,
      product_color: article.colour,
      product_image_url_main: null,
      product_image_url_secondary: null,
      min_stock_warning: between(random, 1, 6) * 10,
      storage_method: 'NORMAL',
      inventory_tracking_type: shelfLife === null ? 'NONE' : 'BOTH',
      outbound_strategy: shelfLife === null ? 'LIFO' : 'FIFO',
      shelf_life: shelfLife,
      min_shelf_life_inbound: shelfLife === null ? null : Math.floor(shelfLife * 0.7),
      min_shelf_life_outbound: shelfLife === null ? null : Math.floor(shelfLife * 0.3),
    },
    warehouses: assigned,
    opening: assigned.flatMap((warehouse_code) => openingStock(random, warehouse_code)),
  };
}

function openingStock(random: Random, warehouse_code: string): StockEntry[] {
  const entry = (stock_level: StockEntry['stock_level'], quantity: number): StockEntry[] =>
    quantity > 0 ? [{ warehouse_code, stock_level, quantity }] : [];
  const damaged = (share: number, most: number): number => (random() < share ? between(random, 1, most) : 0);
  return [
    ...entry('A', between(random, 30, 900)),
    ...entry('D1', damaged(0.3, 8)),
    ...entry('D2', damaged(0.15, 4)),
    ...entry('D3', damaged(0.08, 3)),
    ...entry('L', damaged(0.1, 3)),
  ];
}

/** Twelve digits and their check digit (GS1): odd places count once, even ones three times. */
export function ean13(twelve: string): string {
  const sum = Array.from(twelve).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

function pickLines(random: Random, products: readonly Product[], warehouse: string, most: number, quantity: () => number): Line[] {
  const usable = products.filter((product) => product.status === 'ACTIVE' && product.warehouses.includes(warehouse));
  const chosen = new Set(Array.from({ length: between(random, 1, most) }, () => pick(random, usable).oasin));
  return [...chosen].map((oasin) => ({ oasin, product_quantity: quantity() }));
}

interface Story {
  readonly created: number;
  /** Where the document stands: now, or when it was cancelled. */
  readonly at: number;
  /** Steps that lie before `at`, out of `count`. */
  readonly done: number;
  readonly count: number;
  /** Seconds that the steps done took at most, and between the steps to come. */
  readonly within: number;
  readonly ahead: number;
}

/** The times of a document's steps, so that exactly `done` of them have happened. */
function planAround(random: Random, { created, at, done, count, within, ahead }: Story): number[] {
  const span = Math.min(within, at - created - minute);
  const past = Array.from({ length: done }, () => created + random() * span).sort((one, other) => one - other);
  let time = at;
  const future = Array.from({ length: count - done }, () => (time += between(random, ahead / 2, ahead)));
  return [...past, ...future].map(Math.floor);
}

/** `[how many, steps done, oldest, youngest, cancelled]`, youngest documents last; ages in seconds. */
type Batch = readonly [count: number, done: number, oldest: number, youngest: number, cancelled?: true];

function ofBatches<T extends { created: number }>(
  random: Random,
  now: number,
  batches: readonly Batch[],
  make: (created: number, batch: Batch) => T,
): T[] {
  return batches
    .flatMap((batch) => {
      const [count, , oldest, youngest] = batch;
      return Array.from({ length: count }, () => make(Math.floor(now - between(random, youngest, oldest)), batch));
    })
    .sort((one, other) => one.created - other.created);
}

function dated(created: number): string {
  // The merchant numbers by its own calendar day, which is seven hours ahead of UTC.
  return new Date((created + 7 * hour) * 1000).toISOString().slice(2, 10).replaceAll('-', '');
}

function seedPurchaseOrders(random: Random, now: number, products: readonly Product[]): PurchaseOrder[] {
  const batches: Batch[] = [
    [20, 3, 120 * day, 2 * day],
    [4, 0, 60 * day, day, true],
    [4, 2, 2 * day, 5 * hour],
    [4, 1, 2 * day, 4 * hour],
    [8, 0, 2 * day, hour],
  ];
  const made = ofBatches(random, now, batches, (created, [, done, , , isCancelled]) => {
    const { warehouse_code } = pick(random, warehouses);
    const cancelled = isCancelled ? created + between(random, 5, 50) * minute : null;
    const packages = Array.from({ length: between(random, 1, 3) }, (_, index) => ({
      package_code: `PKG_${String(index + 1).padStart(2, '0')}`,
      weight: between(random, 4, 25) * 1_000,
      length: between(random, 4, 8) * 10,
      width: between(random, 3, 5) * 10,
      height: between(random, 3, 5) * 10,
      items: pickLines(random, products, warehouse_code, 3, () => between(random, 2, 40) * 10),
      package_note: random() < 0.2 ? 'Hàng dễ vỡ, xin nhẹ tay' : null,
    }));
    const [arrived = 0, inspecting = 0, completed = 0] = planAround(random, {
      created,
      at: cancelled ?? now,
      done,
      count: 3,
      within: 2 * day,
      ahead: 3 * hour,
    });
    return {
      created,
      warehouse_code,
      packages,
      vas: random() < 0.4 ? ['CO_INSPECTION'] : [],
      estimated_arrival_time: created + between(random, 8, 72) * hour,
      po_documents: [],
      note: random() < 0.3 ? pick(random, ['Giao cổng số 2', 'Xe tải 1,5 tấn, giao buổi sáng', 'Gọi trước khi giao 30 phút']) : null,
      plan: { arrived, inspecting, completed },
      cancelled,
    };
  });
  return made.map((po, index) => ({
    number: index + 1,
    po_code: poCodeOf(index + 1),
    merchant_po_reference: `PO-${dated(po.created)}-${String(index + 1).padStart(4, '0')}`,
    ...po,
  }));
}

function seedShipments(random: Random, now: number, products: readonly Product[]): Shipment[] {
  const batches: Batch[] = [
    [50, 4, 45 * day, 5 * hour],
    [8, 2, 30 * day, 6 * hour, true],
    [7, 3, 30 * day, 6 * hour, true],
    [15, 3, 9 * hour, 3 * hour],
    [12, 2, 5 * hour, 2 * hour],
    [8, 1, 4 * hour, hour],
    [20, 0, 3 * hour, 10 * minute],
  ];
  const made = ofBatches(random, now, batches, (created, [, done, , , isCancelled]) => {
    const { warehouse_code } = pick(random, warehouses);
    const cancelled = isCancelled ? created + between(random, 30, 240) * minute : null;
    const platform = pick(random, ['shopee', 'shopee', 'shopee', 'tiktok', 'tiktok', 'lazada', 'tiki']);
    const [picking = 0, picked = 0, packed = 0, handover = 0] = planAround(random, {
      created,
      at: cancelled ?? now,
      done,
      count: 4,
      within: 6 * hour,
      ahead: 2 * hour,
    });
    return {
      created,
      warehouse_code,
      platform,
      partner_tracking_code: marketplaceCode(random, platform, created),
      courier_tracking_code: pick(random, courierCodes)(between(random, 1_000_000_000, 9_999_999_999)),
      items: pickLines(random, products, warehouse_code, 3, () => between(random, 1, 3)),
      label_url: null,
      note: random() < 0.1 ? pick(random, ['Khách dặn gói quà', 'Giao giờ hành chính', 'Kèm thiệp cảm ơn']) : null,
      plan: { picking, picked, packed, handover },
      cancelled,
    };
  });
  return made.map((shipment, index) => ({
    number: index + 1,
    tracking_code: trackingCodeOf(index + 1),
    merchant_tracking_code_reference: `DH-${dated(shipment.created)}-${String(index + 1).padStart(3, '0')}`,
    ...shipment,
  }));
}

/** In the shapes that couriers give their codes, from ten digits: SPX, GHN, J&T, Viettel Post. */
const courierCodes: readonly ((digits: number) => string)[] = [
  (digits) => `SPXVN0${digits}${(digits % 36).toString(36).toUpperCase()}`,
  (digits) => `G${digits.toString(36).toUpperCase().padStart(7, '0')}`,
  (digits) => `80${digits}`,
  (digits) => `VTPVN${digits}`,
];

function marketplaceCode(random: Random, platform: string, created: number): string {
  const letters = (count: number): string =>
    Array.from({ length: count }, () => pick(random, Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'))).join('');
  switch (platform) {
    case 'shopee':
      return `${dated(created)}${letters(8)}`;
    case 'tiki':
      return String(between(random, 100_000_000, 999_999_999));
    default:
      return String(between(random, 100_000_000_000_000, 999_999_999_999_999));
  }
}

function seedReturns(random: Random, now: number, shipments: readonly Shipment[]): Return[] {
  const delivered = shipments.filter(
    ({ plan, cancelled, created }) => cancelled === null && plan.handover < now && created < now - 2 * day,
  );
  const batches: Batch[] = [
    [5, 2, 20 * day, day],
    [3, 2, 10 * day, day],
    [2, 0, 15 * day, day, true],
    [3, 1, 20 * hour, 4 * hour],
    [2, 0, 3 * hour, 20 * minute],
  ];
  const made = ofBatches(random, now, batches, (created, batch) => {
    const before = delivered.filter((shipment) => shipment.plan.handover < created);
    const shipment = pick(random, before.length > 0 ? before : delivered);
    const cancelled = batch[4] ? created + between(random, 5, 40) * minute : null;
    const [underWay = 0, received = 0] = planAround(random, {
      created,
      at: cancelled ?? now,
      done: batch[1],
      count: 2,
      within: 4 * day,
      ahead: 6 * hour,
    });
    return {
      created,
      warehouse_code: shipment.warehouse_code,
      shipment_tracking_code: shipment.tracking_code,
      partner_tracking_code: shipment.partner_tracking_code,
      return_courier_tracking_code: `SPXVN${String(between(random, 1_000_000_000, 9_999_999_999))}`,
      items: shipment.items,
      note: random() < 0.5 ? pick(random, ['Khách đổi cỡ', 'Giao không thành công', 'Hộp bị móp']) : null,
      plan: { underWay, received },
      problem: batch === batches[1],
      cancelled,
    };
  });
  return made.map((back, index) => ({
    number: index + 1,
    return_tracking_code: returnTrackingCodeOf(index + 1),
    merchant_return_tracking_code_reference: `TH-${dated(back.created)}-${String(index + 1).padStart(3, '0')}`,
    ...back,
  }));
}
