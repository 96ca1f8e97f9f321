/**
 * Pieces that documents of the outbox take from a warehouse, and that the stock as it was read may still have: of what the provider has not
 * answered yet, and of what it has taken since.
 */
import { kindNames, kindOf } from '../../contract/kinds/index.ts';
import type { BodyOf, DocumentKindName } from '../../contract/documents/index.ts';
import type { DraftId } from '../../contract/outbox.ts';
import type { Database } from './database.ts';

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

function piecesIn(kind: DocumentKindName, body: BodyOf<DocumentKindName>, oasin: string, warehouse: string): number {
  const { goods } = kindOf(kind);
  if (goods === null || goods.warehouse(body) !== warehouse) return 0;
  return goods
    .lines(body)
    .filter((line) => line.oasin === oasin)
    .reduce((sum, line) => sum + line.product_quantity, 0);
}
