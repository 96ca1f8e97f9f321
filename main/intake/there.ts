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

/** What was cancelled, taken back or refused is not there: whether it may come again, the preflight says. */
export function thereOn(reading: Reading): (kind: ImportTable, reference: string, order: string) => There | null {
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
      return { where: 'onflow', code: String(row['code']), ...contentOf(kind, body), isHandedOver: status === 'HANDOVER' };
    }
    const sent = [
      ...rows('SELECT natural_key, code, state, body FROM outbox WHERE kind = ? AND key_folded = ? ORDER BY seq DESC LIMIT 20', wanted),
      ...rows(
        "SELECT natural_key, code, state, body FROM outbox WHERE kind = ? AND partner_folded = ? AND partner_folded <> '' ORDER BY seq DESC LIMIT 20",
        foldCode(order),
      ),
    ];
    for (const row of sent) {
      const body = JSON.parse(String(row['body'])) as Body;
      if (row['state'] === 'withdrawn' || row['state'] === 'rejected' || !isIt(body, String(row['natural_key']))) continue;
      return { where: 'outbox', code: text(row['code']), ...contentOf(kind, body), isHandedOver: false };
    }
    const drafts = reading.all(
      "SELECT title, body FROM drafts WHERE state = 'open' AND kind = ? AND fold_code(coalesce(body->>?, '')) = ? LIMIT 20",
      kind,
      `$.${keyField(kind)}`,
      wanted,
    );
    for (const row of drafts) {
      const body = JSON.parse(String(row['body'])) as Body;
      if (isIt(body, text(body[keyField(kind)]))) return { where: 'draft', code: '', ...contentOf(kind, body), isHandedOver: false };
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
