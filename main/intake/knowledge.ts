/**
 * What a check of rows asks: which product a line means, and who has the order already. Two can answer: the connection's database
 * (`deskKnowledge.ts`), and a list of products in a file, for a check without a desk (`listedKnowledge.ts`).
 */
import type { ImportTable } from '../../contract/imports.ts';
import type { LocalCopy } from '../documents/localCopy.ts';

/** One of the products that a line means, and how many pieces of it are in one piece of the line. */
export interface Part {
  readonly oasin: string;
  readonly sku: string;
  readonly pieces: number;
}

export interface Candidate {
  readonly oasin: string;
  readonly sku: string;
  readonly name: string;
}

export type Resolved =
  | { readonly how: 'oasin' | 'sku' | 'barcode' | 'alias'; readonly parts: readonly Part[] }
  /** Like one or several products, and not surely one. */
  | { readonly how: 'loose'; readonly candidates: readonly Candidate[] }
  | { readonly how: 'unknown' };

/** What a line says of its product. */
export interface Named {
  readonly sku: string;
  readonly skuFallback: string;
  readonly barcode: string;
  readonly oasin: string;
  /** Of the order: each marketplace has names of its own. */
  readonly platform: string;
}

/** The same order, product or purchase order, where somebody has it already. */
export interface There {
  readonly where: 'onflow' | 'outbox' | 'draft' | 'intake';
  /** Of its draft or its row in the outbox; of a record its code. */
  readonly id: string;
  /** What has been sent of it: nothing yet, it may be on its way, or the provider has it. */
  readonly stands: 'here' | 'leaving' | 'there';
  /** The provider's code of it; empty where there is none. */
  readonly code: string;
  /** Empty where it has none. */
  readonly tracking: string;
  readonly warehouse: string;
  readonly name: string;
  /** OASIN → pieces; `null` where it is not known. */
  readonly pieces: ReadonlyMap<string, number> | null;
  /** It has left the warehouse. */
  readonly isHandedOver: boolean;
}

export interface Knowledge {
  resolve(named: Named): Resolved;
  /** `null` for a product that is not known. */
  skuOf(oasin: string): string | null;
  /** By the merchant's own key, as it is sent; else by the marketplace's code of the order. */
  there(kind: ImportTable, reference: string, order: string): There | null;
  /** Its reference was that of one that was cancelled: under which it goes this time; `null`: under its own. */
  anew(kind: ImportTable, reference: string): string | null;
  readonly local: LocalCopy;
  /**
   * The provider's number of a brand that a file calls by its name; `null` where none or several are called so, `undefined` where the
   * brands are not known.
   */
  brand(name: string): number | null | undefined;
  /** The code of a warehouse that a file calls by its code or its name; `null` where it calls none of ours. */
  warehouse(text: string): string | null;
}
