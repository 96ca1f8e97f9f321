/** The documents of the outbox benchmark: four kinds in turn, some with files, all of them such as the practice company accepts. */
import { randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentKindName, type FileRef, documentKinds, naturalKeyField } from '../../../contract/documents/index.ts';
import { noFaults } from '../../../contract/practice.ts';
import type { Counts, Provider } from './provider.mts';

export interface Document {
  readonly draftId: string;
  readonly kind: DocumentKindName;
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Where the provider counts each kind. */
export const shelfOf = {
  product: 'products',
  'purchase-order': 'purchaseOrders',
  shipment: 'shipments',
  return: 'returns',
} as const satisfies Record<DocumentKindName, keyof Counts>;

const warehouse = 'ONF_WH_HN_LB';

export interface Goods {
  /** Active in the warehouse. */
  readonly oasins: readonly string[];
  readonly trackingCodes: readonly string[];
}

/** What the company has that documents can be made of. */
export async function goodsOf(provider: Provider): Promise<Goods> {
  await provider.ask('faults', [noFaults]);
  const products = await rowsOf(provider, `/api/v1/products/list?page_size=100&status=ACTIVE&warehouse_code=${warehouse}`);
  const shipments = await rowsOf(provider, '/api/v1/shipments/b2c/list?page_size=50');
  return { oasins: products.map((row) => String(row['oasin'])), trackingCodes: shipments.map((row) => String(row['tracking_code'])) };
}

/** The keys of our products that are not in their warehouse in spite of all. */
export async function unassigned(provider: Provider, documents: readonly Document[]): Promise<string[]> {
  const wanted = new Set(documents.filter((each) => Array.isArray(each.body['warehouse_codes'])).map((each) => each.key));
  const left: string[] = [];
  for (let page = 1; ; page += 1) {
    const rows = await rowsOf(provider, `/api/v1/products/list?page_size=200&status=NEW&page=${page}`);
    if (rows.length === 0) return left;
    left.push(...rows.map((row) => String(row['sku'])).filter((sku) => wanted.has(sku)));
  }
}

async function rowsOf({ baseUrl, token }: Provider, path: string): Promise<Record<string, unknown>[]> {
  const answer = await fetch(baseUrl + path, { headers: { authorization: token } });
  return ((await answer.json()) as { data: Record<string, unknown>[] }).data;
}

/** Small real files, each with bytes of its own: pictures and PDFs in turn. Answers their paths. */
export function writeFiles(folder: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const isPdf = index % 2 === 1;
    const path = join(folder, `${isPdf ? 'label' : 'picture'}-${index}.${isPdf ? 'pdf' : 'png'}`);
    const noise = randomBytes(4_000).toString('hex');
    const pdf = `%PDF-1.4\n%${noise}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
    writeFileSync(path, isPdf ? pdf : Buffer.concat([onePixel, Buffer.from(noise)]));
    return path;
  });
}
const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=', 'base64');

/** `count` documents, the four kinds in turn; every fourth product and purchase order and every other shipment has a file. */
export function makeDocuments(count: number, { oasins, trackingCodes }: Goods, files: readonly FileRef[]): Document[] {
  const arrival = Math.floor(Date.now() / 1_000) + 7 * 86_400;
  const from = <T,>(list: readonly T[], index: number): T => list[index % list.length] as T;
  const pictures = files.filter((file) => file.mime === 'image/png');
  const papers = files.filter((file) => file.mime === 'application/pdf');
  return Array.from({ length: count }, (_, number) => {
    const kind = from(documentKinds, number);
    const index = Math.floor(number / documentKinds.length);
    const items = [{ oasin: from(oasins, index), product_quantity: 1 + (index % 9) }];
    const key = `BENCH-${kind.toUpperCase()}-${String(index).padStart(4, '0')}`;
    const bodies: Record<DocumentKindName, object> = {
      product: {
        name: `Nước mắm Cát Hải ${index}`,
        product_barcodes: [`89300${String(index).padStart(8, '0')}`],
        product_price: 35_000 + index,
        ...(index % 5 === 0 ? {} : { warehouse_codes: [warehouse] }),
        ...(index % 4 === 0 ? { image_main: from(pictures, index) } : {}),
      },
      'purchase-order': {
        warehouse_code: warehouse,
        packages: [{ package_code: 'K1', items }],
        estimated_arrival_time: arrival,
        po_documents: index % 4 === 0 ? [{ file: from(papers, index), print_quantity: 1 }] : [],
      },
      shipment: {
        warehouse_code: warehouse,
        platform: from(['shopee', 'lazada', 'tiktok'], index),
        partner_tracking_code: `ORDER${index}`,
        items,
        ...(index % 2 === 0 ? { label: from(papers, index) } : {}),
      },
      return: { warehouse_code: warehouse, shipment_tracking_code: from(trackingCodes, index), items },
    };
    return { draftId: randomUUID(), kind, key, body: { [naturalKeyField[kind]]: key, ...bodies[kind] } };
  });
}
