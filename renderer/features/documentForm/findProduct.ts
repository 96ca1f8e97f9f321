/**
 * The one product that a code means, asked of the desk itself: for a scanner, which is faster than any list, and for pasted tables.
 */
import type { RecordRow } from '../../../contract/bridge.ts';
import { keysBehind, telexKeys } from '../../../contract/codes.ts';
import { firstPage } from '../../../contract/recordQuery.ts';
import type { ProductRecord } from '../../../contract/kinds/product.ts';
import { goodsKind } from '../../../contract/kinds/goodsKind.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import { type Pickable, exactMatch, looksLikeOasin, pickable } from './productSearch.ts';

/** What a row can hold: a product that is known here; a code that nobody here knows yet stands for itself. */
export type Choice = Pickable | { readonly kind: 'oasin'; readonly oasin: string };

export const searchFor = (text: string) => ({ ...firstPage(goodsKind, { search: text, pageSize: 20 }), refresh: false }) as const;
export const offerFor = (text: string) => ({ search: text });

/** The text itself, and the keys that were pressed for it should a Vietnamese keyboard have rewritten them. */
const readingsOf = (text: string): string[] => [text, telexKeys(text) ?? text].filter((each, index, all) => all.indexOf(each) === index);

/**
 * `isHeardOf`: something here bears this text, though not one product alone. `only`: nothing else that can be picked has it in any of its
 * words or codes: enough for a hand that picks, never for a scanner, whose code is whole or another product's.
 */
export async function findProduct(
  desk: ConnectionDesk,
  text: string,
  mayAwait: boolean,
): Promise<{ readonly choice: Choice | null; readonly only: Choice | null; readonly isHeardOf: boolean }> {
  let isHeardOf = false;
  let only: Choice | null = null;
  for (const reading of readingsOf(text)) {
    const [records, offered] = await Promise.all([
      desk.call('records.list', searchFor(reading)),
      mayAwait ? desk.call('outbox.products', offerFor(reading)) : null,
    ]);
    const all = pickable(records.ok ? recordsOf(records.value.rows) : [], offered?.ok === true ? offered.value : []);
    const meant = exactMatch(
      all.map(({ product }) => product),
      reading,
    );
    const choice = all.find(({ product }) => product === meant);
    if (choice !== undefined) return { choice, only: choice, isHeardOf: true };
    if (all.length === 1 && records.ok && records.value.total <= 1) only ??= all[0] ?? null;
    isHeardOf ||= all.length > 0;
  }
  return { choice: looksLikeOasin(text) ? { kind: 'oasin', oasin: text.trim().toUpperCase() } : null, only, isHeardOf };
}

/** What the provider has no more is not offered. */
export const recordsOf = (rows: readonly RecordRow[]): ProductRecord[] =>
  rows.flatMap((each) => (each.kind === goodsKind && each.status !== 'GONE' ? [each.record] : []));

export const nameOf = (product: Pick<ProductRecord, 'sku' | 'name' | 'oasin'>): string =>
  [product.sku ?? product.oasin, product.name].filter((each) => each !== null && each !== '').join(' · ');

/** What a row keeps of a choice: the text it shows, and the product by its OASIN or, while it is awaited, by its SKU. */
export function heldOf(choice: Choice): { readonly typed: string; readonly oasin: string; readonly sku: string } {
  switch (choice.kind) {
    case 'oasin':
      return { typed: choice.oasin, oasin: choice.oasin, sku: '' };
    case 'known':
      return { typed: nameOf(choice.product), oasin: choice.product.oasin, sku: '' };
    case 'awaited':
      return { typed: `${choice.product.sku} · ${choice.product.name}`, oasin: '', sku: choice.product.sku };
    default:
      return choice satisfies never;
  }
}

/**
 * The product that a scan means. One that an input method has rewritten is read in every way it may have come about: it means a product
 * only where all readings that are known mean the same one. `isRefused`: it may mean another one.
 */
export async function findScanned(
  desk: ConnectionDesk,
  text: string,
  { mayAwait, isDamaged }: { readonly mayAwait: boolean; readonly isDamaged: boolean },
): Promise<{ readonly choice: Choice | null; readonly isRefused: boolean }> {
  if (!isDamaged) return { choice: (await findProduct(desk, text, mayAwait)).choice, isRefused: false };
  const found = await Promise.all(keysBehind(text).map(async (reading) => (await findProduct(desk, reading, mayAwait)).choice));
  const known = found.filter((choice) => choice !== null && choice.kind !== 'oasin');
  const [first] = known;
  const keyOf = (choice: Choice | null | undefined): string =>
    choice === null || choice === undefined ? '' : JSON.stringify(heldOf(choice));
  const isOne = first !== undefined && known.every((choice) => keyOf(choice) === keyOf(first));
  return { choice: isOne ? (first ?? null) : null, isRefused: !isOne };
}
