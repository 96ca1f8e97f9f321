/**
 * Codes that one parcel, order or article has to itself, and that are asked after before it is sent: does somebody have this one already?
 */
import { cleanCode } from '../codes.ts';
import { type DocumentKindName, naturalKeyField } from './index.ts';

/**
 * What of a document is compared: its own key, its parcel's code of the courier or of the marketplace, its label (by bytes), each of an
 * article's barcodes.
 */
export const comparedCodes = ['key', 'courier', 'partner', 'label', 'barcode'] as const;
export type ComparedCode = (typeof comparedCodes)[number];

/** Which field of a kind carries it; `null` where the kind has none. */
export function comparedField(kind: DocumentKindName, what: ComparedCode): string | null {
  switch (what) {
    case 'key':
      return naturalKeyField[kind];
    case 'courier':
      return kind === 'shipment' ? 'courier_tracking_code' : kind === 'return' ? 'return_courier_tracking_code' : null;
    case 'partner':
      return kind === 'shipment' ? 'partner_tracking_code' : null;
    case 'label':
      return kind === 'shipment' ? 'label' : null;
    case 'barcode':
      return kind === 'product' ? 'product_barcodes' : null;
    default:
      return what satisfies never;
  }
}

/** Somebody who holds the code already. */
export interface CodeHolder {
  readonly where: 'onflow' | 'outbox' | 'draft';
  /** The holder's SKU or reference. */
  readonly key: string;
  /** The provider's code of it, where it has one. */
  readonly code: string | null;
  /** The code as it is written there; for a label the id of its file. */
  readonly value: string;
}

/** Spelled the same but for what cleaning takes off. */
export const isSpelledSo = (holder: CodeHolder, value: string): boolean => cleanCode(holder.value) === cleanCode(value);
