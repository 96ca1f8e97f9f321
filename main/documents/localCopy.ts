/** What *Check* asks of this computer: the local copy of the provider's records, the outbox, the drafts. */
import type { CodeHolder, ComparedCode } from '../../contract/documents/comparedCodes.ts';
import type { DocumentKindName } from '../../contract/documents/index.ts';
import type { LabelSays } from '../../contract/labels.ts';
import type { AwaitedProduct } from '../../contract/outbox.ts';
import type { RecordKind } from '../../contract/records.ts';

export interface KnownProduct {
  readonly status: string | null;
  readonly warehouses: readonly string[] | null;
  /** Unix milliseconds of the provider's answer; left out where that is not known. */
  readonly asOf?: number;
  /** Days that its goods must still be good for when they arrive; `null` where none are told. */
  readonly leastDaysInbound?: number | null;
}

/** What *Check* asks of the local copy. `null` is "not known here", and never a reason to warn, but for `product`. */
export interface LocalCopy {
  /** Whether any products were ever read: without that, not to know one means nothing. */
  readonly hasProducts: () => boolean;
  readonly product: (oasin: string) => KnownProduct | null;
  /** Whether the provider's list has this warehouse; `null` where none was read yet, or none was in it. */
  readonly knowsWarehouse?: (code: string) => boolean | null;
  /** The provider's code of the record with this SKU or reference. */
  readonly codeOfReference: (kind: RecordKind, reference: string) => string | null;
  /** Who else has this code, spelled so or alike: records, the outbox, other drafts, in this order. */
  readonly holdersOf: (kind: DocumentKindName, what: ComparedCode, value: string) => readonly CodeHolder[];
  /** Pieces of good stock that can be sent from this warehouse. */
  readonly available: (oasin: string, warehouse: string) => number | null;
  /** Pieces of these that other documents of this desk take and that the stock does not know of yet. */
  readonly promised?: (oasin: string, warehouse: string) => number;
  /** Unix milliseconds of the provider's answer about its stock. */
  readonly stockAsOf?: (oasin: string) => number | null;
  /** Where there is enough of it, and it is told. */
  readonly warehousesWith?: (oasin: string, pieces: number) => readonly string[];
  /** Of a code of the provider's: when it was last read. */
  readonly asOfCode?: (kind: RecordKind, code: string) => number | null;
  /** Whether the last document of this kind that was sent had this field: then it is missed where it is empty. */
  readonly wasGivenLast?: (kind: DocumentKindName, field: string) => boolean;
  /** What this file says as a label; `null` where it was not read. */
  readonly labelSays?: (fileId: string) => LabelSays | null;
  /** A product that is named by its SKU: how it stands in the outbox. */
  readonly awaited: (sku: string) => AwaitedProduct;
}

/**
 * `wall`: now. `since`: what was read after that is the provider's word of just now; left out where nobody was asked. Unix
 * milliseconds.
 */
export interface DeskNow {
  readonly wall: number;
  readonly since?: number;
  readonly local: LocalCopy;
}
