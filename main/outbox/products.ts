/**
 * How it stands with a product that a document names by its SKU: on its way in this outbox, at the provider with its OASIN,
 * or not to be had. Worked out anew from the rows every time: it is never stored.
 */
import { z } from 'zod';
import { fold, wordsOf } from '../../contract/fold.ts';
import type { AwaitedProduct, OfferedProduct, OutboxId } from '../../contract/outbox.ts';
import { goodsKind } from '../../contract/kinds/goodsKind.ts';
import type { Drafts } from '../store/drafts.ts';
import type { OutboxRow } from '../store/outboxRow.ts';
import type { OutboxRows } from '../store/outboxRows.ts';

export interface ProductSources {
  readonly rows: Pick<OutboxRows, 'ofKey' | 'bodies' | 'get'>;
  readonly drafts: Pick<Drafts, 'isBeingMended' | 'isDiscarded'>;
  /** The OASIN that the local copy knows for an SKU. */
  readonly oasinOf: (sku: string) => string | null;
}

export interface Products {
  readonly standing: (sku: string) => AwaitedProduct;
  /** Products on their way by SKU, name or barcode, newest first; at most 20. */
  readonly offered: (search: string) => OfferedProduct[];
}

export function productsOf({ rows, drafts, oasinOf }: ProductSources): Products {
  const known = (row: OutboxRow): Known => ({
    row,
    isBeingMended: row.draftId !== null && drafts.isBeingMended(row.draftId, row.naturalKey),
    isDiscarded: row.draftId !== null && drafts.isDiscarded(row.draftId),
  });
  const texts = new Map<OutboxId, Searched>();
  const searchedIn = (id: OutboxId, body: string): Searched => {
    const before = texts.get(id);
    if (before !== undefined) return before;
    const product = Searchable.safeParse(JSON.parse(body));
    const { sku, name, product_barcodes: barcodes } = product.success ? product.data : { sku: '', name: '', product_barcodes: [] };
    const found = { name, barcodes, text: fold([sku, name, ...barcodes].join(' ')) };
    if (texts.size > 2 * mostSearched) texts.clear();
    texts.set(id, found);
    return found;
  };
  return {
    standing: (sku) => standingOf(sku, rows.ofKey(goodsKind, sku).map(known), oasinOf(sku)),
    offered: (search) => {
      const words = wordsOf(search);
      const found: OfferedProduct[] = [];
      for (const { id, body } of rows.bodies(goodsKind, mostSearched)) {
        const { text, name, barcodes } = searchedIn(id, body);
        const row = words.every((word) => text.includes(word)) ? rows.get(id) : null;
        if (row === null) continue;
        const standing = standingOf(row.naturalKey, [known(row)], null);
        if (standing.stands !== 'gone') found.push({ ...standing, name, barcodes });
        if (found.length === mostOffered) break;
      }
      return found;
    },
  };
}

const mostSearched = 5_000;
const mostOffered = 20;
const Searchable = z.object({ sku: z.string(), name: z.string(), product_barcodes: z.array(z.string()) });
/** What a product is found by. It never changes once it is queued, and folding thousands at every key would be felt. */
interface Searched {
  readonly name: string;
  readonly barcodes: string[];
  readonly text: string;
}
const Assigned = z.object({ warehouse_codes: z.array(z.string()) });

/** A row with the SKU, and what its draft says. */
export interface Known {
  readonly row: Pick<OutboxRow, 'id' | 'state' | 'code' | 'draftId' | 'body'>;
  readonly isBeingMended: boolean;
  readonly isDiscarded: boolean;
}

/**
 * Out of all rows that ever had this SKU (newest first) the one that brings the product counts: the confirmed one before one on its way,
 * that before one that was refused. Pure, so that the property test can drive it. `oasin`: what the local copy knows, for want of a row.
 */
export function standingOf(sku: string, rows: readonly Known[], oasin: string | null): AwaitedProduct {
  const nowhere = { sku, oasin: null, outboxId: null, draftId: null, warehouse_codes: null };
  const there = (code: string): AwaitedProduct => ({ ...nowhere, stands: 'there', oasin: code });
  const confirmed = rows.filter(({ row }) => row.state === 'confirmed');
  const made = confirmed.find(({ row }) => row.code !== null)?.row.code ?? null;
  if (made !== null) return there(made);

  const standing = [...rows.flatMap(moving), ...rows.flatMap(refused)][0];
  if (standing !== undefined) return { ...nowhere, ...standing };
  if (oasin !== null) return there(oasin);
  return { ...nowhere, stands: confirmed.length > 0 ? 'withoutCode' : 'gone', outboxId: confirmed[0]?.row.id ?? null };
}

type Standing = Pick<AwaitedProduct, 'stands' | 'outboxId' | 'draftId' | 'warehouse_codes'>;

function moving({ row }: Known): Standing[] {
  const isMoving = row.state === 'queued' || row.state === 'sending' || row.state === 'unknown' || row.state === 'needs_attention';
  return isMoving ? [{ stands: row.state, outboxId: row.id, draftId: row.draftId, warehouse_codes: warehousesOf(row) }] : [];
}

function refused({ row, isBeingMended, isDiscarded }: Known): Standing[] {
  if (row.state === 'rejected' && !isDiscarded)
    return [{ stands: 'rejected', outboxId: row.id, draftId: row.draftId, warehouse_codes: warehousesOf(row) }];
  if (row.state === 'withdrawn' && isBeingMended)
    return [{ stands: 'beingMended', outboxId: null, draftId: row.draftId, warehouse_codes: null }];
  return [];
}

const warehousesOf = (row: Known['row']): string[] | null => {
  const parsed = Assigned.safeParse(row.body);
  return parsed.success ? parsed.data.warehouse_codes : null;
};
