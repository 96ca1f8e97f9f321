/**
 * Pieces that documents of the outbox take from a warehouse, and that the stock as it was read may still have: of what the provider has not
 * answered yet, and of what it has taken since.
 */
import { kindNames, kindOf } from '../../contract/kinds/index.ts';
import type { BodyOf, DocumentKindName } from '../../contract/documents/index.ts';
import type { DraftId } from '../../contract/outbox.ts';
import type { Database } from './database.ts';
import type { Reading } from './reader.ts';

/** `since`: Unix milliseconds of the provider's answer about the stock. `draftId`: what is sent from it is not counted. */
export type PromisedGoods = (question: {
  readonly oasin: string;
  readonly warehouse: string;
  readonly since: number;
  readonly draftId: DraftId | null;
}) => number;

export const promisedGoodsOn =
  (database: Database): PromisedGoods =>
  ({ oasin, warehouse, since, draftId }) =>
    kindNames
      .filter((kind) => kindOf(kind).goods?.takesStock === true)
      .flatMap((kind) =>
        database
          .all(
            `SELECT body FROM outbox WHERE kind = ? AND creates = 1 AND archived_at IS NULL AND (draft_id IS NULL OR draft_id IS NOT ?) AND instr(body, ?) > 0
               AND (state IN ('queued', 'sending', 'unknown', 'needs_attention') OR (state = 'confirmed' AND updated_at > ?))`,
            kind,
            draftId,
            JSON.stringify(oasin),
            since,
          )
          .map(({ body }) => piecesIn(kind, JSON.parse(String(body)) as BodyOf<DocumentKindName>, oasin, warehouse)),
      )
      .reduce((sum, pieces) => sum + pieces, 0);

/**
 * The same for whoever asks about hundreds of documents, none of them a draft: all rows are read once. `since` as above.
 */
export function promisedInAll(reading: Reading): (oasin: string, warehouse: string, since: number) => number {
  const taken = new Map<string, { readonly pieces: number; readonly confirmedAt: number | null }[]>();
  for (const kind of kindNames) {
    const { goods } = kindOf(kind);
    if (goods === null || !goods.takesStock) continue;
    const rows = reading.all(
      `SELECT body, state, updated_at FROM outbox WHERE kind = ? AND creates = 1 AND archived_at IS NULL
         AND state IN ('queued', 'sending', 'unknown', 'needs_attention', 'confirmed')`,
      kind,
    );
    for (const { body, state, updated_at: at } of rows) {
      const document = JSON.parse(String(body)) as BodyOf<DocumentKindName>;
      for (const { oasin, product_quantity: pieces } of goods.lines(document)) {
        const key = `${oasin}\n${goods.warehouse(document)}`;
        const known = taken.get(key) ?? [];
        known.push({ pieces, confirmedAt: state === 'confirmed' ? Number(at) : null });
        taken.set(key, known);
      }
    }
  }
  return (oasin, warehouse, since) =>
    (taken.get(`${oasin}\n${warehouse}`) ?? []).reduce(
      (sum, { pieces, confirmedAt }) => sum + (confirmedAt === null || confirmedAt > since ? pieces : 0),
      0,
    );
}

function piecesIn(kind: DocumentKindName, body: BodyOf<DocumentKindName>, oasin: string, warehouse: string): number {
  const { goods } = kindOf(kind);
  if (goods === null || goods.warehouse(body) !== warehouse) return 0;
  return goods
    .lines(body)
    .filter((line) => line.oasin === oasin)
    .reduce((sum, line) => sum + line.product_quantity, 0);
}
