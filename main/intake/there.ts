/** An order, a product or a purchase order that somebody has already: the provider, the outbox, a draft. */
import { cleanCode, foldCode } from '../../contract/codes.ts';
import type { ImportTable } from '../../contract/imports.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { goneStatus } from '../store/listedRecords.ts';
import type { Reading } from '../store/reader.ts';
import type { There } from './knowledge.ts';

const keyField = (kind: ImportTable): string => kindOf(kind).key.form;

type Body = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

export interface ThereAnswers {
  /** What was cancelled, taken back or refused is not there. */
  there(kind: ImportTable, reference: string, order: string): There | null;
  /**
   * Under which reference a document goes whose own was that of one that was cancelled: a key is sent once. `null`: under its own. Asked
   * only of what is not there.
   */
  anew(kind: ImportTable, reference: string): string | null;
}

/** So often an order is cancelled and made again at most. */
const mostTimes = 20;
const nthKey = (reference: string, nth: number): string => (nth === 1 ? reference : `${reference}-${nth}`);

export function thereOn(reading: Reading): ThereAnswers {
  const isCancelled = (kind: ImportTable, code: string): boolean =>
    code !== '' && reading.get("SELECT 1 FROM records WHERE kind = ? AND code = ? AND status = 'CANCELLED'", kind, code) !== undefined;
  const isUsed = (kind: ImportTable, key: string): boolean =>
    reading.get('SELECT 1 FROM records WHERE kind = ? AND reference_folded = ? AND reference = ? LIMIT 1', kind, foldCode(key), key) !==
      undefined ||
    reading.get("SELECT 1 FROM outbox WHERE kind = ? AND natural_key = ? AND state NOT IN ('withdrawn', 'rejected') LIMIT 1", kind, key) !==
      undefined;
  const live = liveOn(reading, isCancelled);
  return {
    there: (kind, reference, order) => {
      for (let nth = 1; nth <= mostTimes; nth += 1) {
        const key = nthKey(reference, nth);
        if (nth > 1 && !isUsed(kind, key)) break;
        const found = live(kind, key, nth === 1 ? order : '');
        if (found !== null) return found;
      }
      return null;
    },
    anew: (kind, reference) => {
      if (kind === 'product' || !isUsed(kind, reference)) return null;
      for (let nth = 2; nth <= mostTimes; nth += 1) if (!isUsed(kind, nthKey(reference, nth))) return nthKey(reference, nth);
      return null;
    },
  };
}

function liveOn(
  reading: Reading,
  isCancelled: (kind: ImportTable, code: string) => boolean,
): (kind: ImportTable, reference: string, order: string) => There | null {
  return (kind, reference, order) => {
    const wanted = foldCode(reference);
    const isIt = (body: Body, key: string): boolean =>
      cleanCode(key) === reference || (order !== '' && cleanCode(text(body['partner_tracking_code'])) === order);
    const rows = (sql: string, folded: string): readonly Body[] => (folded === '' ? [] : reading.all(sql, kind, folded));
    const records = [
      ...rows(
        'SELECT code, reference, status, body FROM records WHERE kind = ? AND reference_folded = ? ORDER BY id DESC LIMIT 20',
        wanted,
      ),
      ...rows(
        "SELECT code, reference, status, body FROM records WHERE kind = ? AND partner_folded = ? AND partner_folded <> '' ORDER BY id DESC LIMIT 20",
        foldCode(order),
      ),
    ];
    for (const row of records) {
      const body = JSON.parse(String(row['body'])) as Body;
      const status = String(row['status']);
      if (status === goneStatus || status === 'CANCELLED' || !isIt(body, String(row['reference']))) continue;
      return {
        where: 'onflow',
        id: String(row['code']),
        stands: 'there',
        code: String(row['code']),
        ...contentOf(kind, body),
        isHandedOver: status === 'HANDOVER',
      };
    }
    const sent = [
      ...rows(
        'SELECT id, natural_key, code, state, attempts, doubt_since, body FROM outbox WHERE kind = ? AND key_folded = ? ORDER BY seq DESC LIMIT 20',
        wanted,
      ),
      ...rows(
        "SELECT id, natural_key, code, state, attempts, doubt_since, body FROM outbox WHERE kind = ? AND partner_folded = ? AND partner_folded <> '' ORDER BY seq DESC LIMIT 20",
        foldCode(order),
      ),
    ];
    for (const row of sent) {
      const body = JSON.parse(String(row['body'])) as Body;
      if (row['state'] === 'withdrawn' || row['state'] === 'rejected' || !isIt(body, String(row['natural_key']))) continue;
      if (row['state'] === 'confirmed' && isCancelled(kind, text(row['code']))) continue;
      const isHere = row['state'] === 'queued' && row['attempts'] === 0 && row['doubt_since'] === null;
      const stands = isHere ? 'here' : row['state'] === 'confirmed' ? 'there' : 'leaving';
      return { where: 'outbox', id: String(row['id']), stands, code: text(row['code']), ...contentOf(kind, body), isHandedOver: false };
    }
    const drafts = reading.all(
      "SELECT id, title, body FROM drafts WHERE state = 'open' AND kind = ? AND fold_code(coalesce(body->>?, '')) = ? LIMIT 20",
      kind,
      `$.${keyField(kind)}`,
      wanted,
    );
    for (const row of drafts) {
      const body = JSON.parse(String(row['body'])) as Body;
      if (isIt(body, text(body[keyField(kind)])))
        return { where: 'draft', id: String(row['id']), stands: 'here', code: '', ...contentOf(kind, body), isHandedOver: false };
    }
    return null;
  };
}

function contentOf(kind: ImportTable, body: Body): Pick<There, 'tracking' | 'warehouse' | 'name' | 'pieces'> {
  const lists =
    kind === 'shipment' ? [body['items']] : kind === 'purchase-order' ? listOf(body['packages']).map((each) => each['items']) : [];
  const pieces = new Map<string, number>();
  for (const { oasin, awaited_sku: sku, product_quantity: count } of lists.flatMap(listOf)) {
    const key = text(oasin) === '' ? `SKU ${text(sku)}` : text(oasin);
    pieces.set(key, (pieces.get(key) ?? 0) + Number(count));
  }
  return {
    tracking: text(body['courier_tracking_code']),
    warehouse: text(body['warehouse_code']),
    name: text(body['name']),
    // A list's row of the provider may leave the goods out.
    pieces: pieces.size === 0 ? null : pieces,
  };
}

const listOf = (value: unknown): Body[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : []);
