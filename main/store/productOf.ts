/** The product that a whole code means: its SKU, its OASIN or one of its barcodes. */
import type { RecordRow } from '../../contract/bridge.ts';
import { goodsKind } from '../../contract/kinds/goodsKind.ts';
import { firstPage } from '../../contract/recordQuery.ts';
import { recordsOn } from './catalogue.ts';
import { sourceOf } from './listedRecords.ts';
import type { ListsAtHand } from './listsAtHand.ts';
import type { Reading } from './reader.ts';

/** `now` in Unix milliseconds. `null` where no product has this code. */
export function productOf(reader: Reading, code: string, now: number, atHand?: ListsAtHand): RecordRow | null {
  const exact = sourceOf(goodsKind).exact?.(reader, code) ?? [];
  // Whole codes come first in a list.
  return exact.length === 0 ? null : (recordsOn(reader, firstPage(goodsKind, { search: code, pageSize: 2 }), now, atHand).rows[0] ?? null);
}
