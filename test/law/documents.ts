/** The documents that are sent in a history, and what a provider keeps of them. */
import * as fc from 'fast-check';
import type { DocumentKindName } from '../../contract/documents/index.ts';
import { naturalKeyField } from '../../contract/documents/index.ts';
import type { RecordOf } from '../../contract/records.ts';
import type { Switches } from './switches.ts';

/** How references are written; those of one style are as much alike as such references are. */
export const styles = ['dh-0001', '0001', 'DH.1', 'long', 'ĐH-Ế', 'OIL', 'longer'] as const;
export type Style = (typeof styles)[number];

export interface DocumentSpec {
  readonly kind: DocumentKindName;
  readonly style: Style;
  /** Documents with the same number of the same kind have the same contents. */
  readonly contents: number;
  /** On which platform and in which warehouse, where a document has them. */
  readonly place: Place;
}

export const places = [
  { platform: 'shopee', warehouse: 'W1' },
  { platform: 'tiktok', warehouse: 'W1' },
  { platform: 'shopee', warehouse: 'W2' },
] as const;
export type Place = (typeof places)[number];

export const documentSpec: fc.Arbitrary<DocumentSpec> = fc.record({
  kind: fc.oneof(
    { weight: 5, arbitrary: fc.constant<DocumentKindName>('shipment') },
    { weight: 3, arbitrary: fc.constant<DocumentKindName>('purchase-order') },
    { weight: 1, arbitrary: fc.constant<DocumentKindName>('return') },
    { weight: 2, arbitrary: fc.constant<DocumentKindName>('product') },
  ),
  style: fc.constantFrom(...styles),
  contents: fc.constantFrom(0, 0, 1),
  place: fc.constantFrom(places[0], places[0], places[0], places[1], places[2]),
});

/** `serial` from 1, another for every document of a history. */
export function keyOf(style: Style, serial: number): string {
  switch (style) {
    case 'dh-0001':
      return `dh-${String(serial).padStart(4, '0')}`;
    case '0001':
      return String(serial).padStart(6, '0');
    case 'DH.1':
      // One is the beginning of the other.
      return `DH.${'1'.repeat(serial)}`;
    case 'long':
      return `DH-2026-11-25-SHOPHOAMAI-00000000${String(serial).padStart(4, '0')}`;
    case 'ĐH-Ế':
      return `ĐH-Ế-${serial}`;
    case 'OIL':
      return `OIL-${'O'.repeat(serial)}l`;
    case 'longer':
      return `${String(serial).padStart(4, '0')}-DH-2026-11-25-SHOPHOAMAI-0000`;
    default:
      throw new Error(`unknown style ${String(style)}`);
  }
}

const lookAlikes: Readonly<Record<string, string>> = { O: '0', o: '0', I: '1', l: '1', i: '1' };

/** What the provider makes of a reference; `null` where it keeps none. */
export function spelt(reference: string, spelling: Switches['spelling']): string | null {
  switch (spelling) {
    case 'asSent':
      return reference;
    case 'capitals':
      return reference.toUpperCase();
    case 'lowerCase':
      return reference.toLowerCase();
    case 'withoutZeros':
      return reference.replaceAll(/(^|[^0-9])0+(?=[0-9])/g, '$1');
    case 'cutTo32':
      return reference.slice(0, 32);
    case 'cutTo20':
      return reference.slice(0, 20);
    case 'withoutDashes':
      return reference.replaceAll('-', '');
    case 'decomposed':
      return reference.normalize('NFD');
    case 'lookAlikes':
      return reference.replaceAll(/[OoIli]/g, (letter) => lookAlikes[letter] ?? letter);
    case 'padded':
      return ` ${reference} `;
    case 'dropped':
      return null;
    default:
      throw new Error(`unknown spelling ${String(spelling)}`);
  }
}

/** What is typed into the form. `arrival` in Unix seconds. */
export function bodyOf(
  { kind, contents, place: { platform, warehouse } }: Pick<DocumentSpec, 'kind' | 'contents' | 'place'>,
  key: string,
  arrival: number,
): Record<string, unknown> {
  const items = [{ oasin: 'OASIN1', product_quantity: 10 + contents }];
  const base = { [naturalKeyField[kind]]: key };
  switch (kind) {
    case 'product':
      return {
        ...base,
        name: `Áo thun ${contents}`,
        product_price: 1_000 + contents,
        product_barcodes: [],
        warehouse_codes: contents === 1 ? [warehouse] : [],
      };
    case 'purchase-order':
      return { ...base, warehouse_code: warehouse, estimated_arrival_time: arrival, packages: [{ package_code: 'P1', items }] };
    case 'shipment':
      return { ...base, warehouse_code: warehouse, platform, items };
    case 'return':
      return { ...base, warehouse_code: warehouse, shipment_tracking_code: 'OASC1', items };
    default:
      throw new Error(`unknown kind ${String(kind)}`);
  }
}

/** The reference in a body that is sent, or kept. */
export const referenceIn = (kind: DocumentKindName, body: object): string =>
  String((body as Record<string, unknown>)[naturalKeyField[kind]]);

/** What tells one version of a document from another. */
export function contentsIn(kind: DocumentKindName, body: object): string {
  const { name, product_price, items, packages } = body as {
    name?: unknown;
    product_price?: unknown;
    items?: Item[];
    packages?: { items: Item[] }[];
  };
  if (kind === 'product') return JSON.stringify([name, product_price]);
  return JSON.stringify(
    (items ?? packages?.flatMap((each) => each.items) ?? []).map(({ oasin, product_quantity }) => [oasin, product_quantity]),
  );
}
interface Item {
  readonly oasin: string;
  readonly product_quantity: number;
}

/** A record as the provider keeps it, made of what was sent. `at` in Unix seconds by its own clock. */
export function recordOf(
  kind: DocumentKindName,
  code: string,
  body: object,
  reference: string | null,
  at: number,
): RecordOf[DocumentKindName] {
  const sent = body as Record<string, unknown>;
  const times = { created_time: at, updated_time: at };
  const status_info = { value: 100, label: 'Mới', updated_time: at };
  switch (kind) {
    case 'product':
      return {
        oasin: code,
        sku: reference,
        name: String(sent['name']),
        status: 'NEW',
        price: Number(sent['product_price']),
        brand: null,
        barcodes: [],
        product_characteristics: [],
        warehouses: [],
        ...times,
      };
    case 'purchase-order':
      return {
        po_code: code,
        merchant_po_reference: reference,
        warehouse_code: String(sent['warehouse_code']),
        status: 'TRANSIT',
        vas: [],
        packages: (sent['packages'] as { package_code: string; items: Item[] }[]).map(({ package_code, items }) => ({
          package_code,
          items: items.map((item) => ({ ...item })),
        })),
        estimated_arrival_time: Number(sent['estimated_arrival_time']),
        ...times,
      };
    case 'shipment':
      return {
        tracking_code: code,
        merchant_tracking_code_reference: reference,
        warehouse_code: String(sent['warehouse_code']),
        platform: String(sent['platform']),
        status_info,
        items: (sent['items'] as Item[]).map((item) => ({ ...item })),
        ...times,
        picked_time: null,
        packed_time: null,
        handover_time: null,
        cancelled_time: null,
      };
    case 'return':
      return {
        return_tracking_code: code,
        merchant_return_tracking_code_reference: reference,
        shipment_tracking_code: String(sent['shipment_tracking_code']),
        warehouse_code: String(sent['warehouse_code']),
        status_info,
        items: (sent['items'] as Item[]).map((item) => ({ ...item })),
        ...times,
        cancelled_time: null,
      };
    default:
      throw new Error(`unknown kind ${String(kind)}`);
  }
}
