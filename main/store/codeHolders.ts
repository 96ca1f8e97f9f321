/**
 * Who holds a code already: records of the provider's, rows of the outbox, open drafts. Codes are compared folded
 * (contract/codes.ts), by columns that are kept beside them and indexed, so that 100,000 records are asked in no time.
 */
import { foldCode } from '../../contract/codes.ts';
import { type CodeHolder, type ComparedCode, comparedField } from '../../contract/documents/comparedCodes.ts';
import type { DocumentKindName } from '../../contract/documents/index.ts';
import type { DraftId } from '../../contract/outbox.ts';
import { goneStatus } from './listedRecords.ts';
import type { Row, Value } from './database.ts';
import type { Reading } from './reader.ts';

/** Version 5. `fold_code` is `foldCode`, lent to SQLite (main/store/database.ts). */
export const foldedCodes = `
ALTER TABLE records ADD COLUMN reference_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE records ADD COLUMN courier_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE records ADD COLUMN partner_folded TEXT NOT NULL DEFAULT '';
UPDATE records SET reference_folded = fold_code(reference),
  courier_folded = fold_code(coalesce(body->>'$.courier_tracking_code', body->>'$.return_courier_tracking_code', '')),
  partner_folded = fold_code(coalesce(body->>'$.partner_tracking_code', ''));
CREATE INDEX records_by_folded ON records (kind, reference_folded);
CREATE INDEX records_by_courier ON records (kind, courier_folded) WHERE courier_folded <> '';
CREATE INDEX records_by_partner ON records (kind, partner_folded) WHERE partner_folded <> '';
ALTER TABLE outbox ADD COLUMN key_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN courier_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN partner_folded TEXT NOT NULL DEFAULT '';
UPDATE outbox SET key_folded = fold_code(natural_key),
  courier_folded = fold_code(coalesce(body->>'$.courier_tracking_code', body->>'$.return_courier_tracking_code', '')),
  partner_folded = fold_code(coalesce(body->>'$.partner_tracking_code', ''))
  WHERE creates = 1;
CREATE INDEX outbox_by_folded ON outbox (kind, key_folded);
CREATE INDEX outbox_by_courier ON outbox (kind, courier_folded) WHERE courier_folded <> '';
CREATE INDEX outbox_by_partner ON outbox (kind, partner_folded) WHERE partner_folded <> '';
CREATE INDEX outbox_by_label ON outbox (json_extract(body, '$.label.file_id')) WHERE kind = 'shipment';
-- Dashes, quotes and what cannot be seen are folded since then: what was taken in before is brought up to that.
UPDATE records SET search = fold_text(search)
  WHERE search GLOB '*[' || char(8208) || '-' || char(8213) || char(8722) || char(8216) || '-' || char(8223) || char(8242) || char(8243) || char(173) || char(8203) || '-' || char(8207) || char(65279) || ']*';
`;

/**
 * The barcodes of articles as |A|B|, folded. Who is asked for one reads the index from end to end, and no bodies: measured 15 to 43 ms
 * among 100,000 articles, at the median 28, on a crowded machine.
 */
const barcodesIn = (list: string): string =>
  `coalesce((SELECT '|' || group_concat(fold_code(value), '|') || '|' FROM json_each(body, '${list}') WHERE type = 'text' AND fold_code(value) <> ''), '')`;
export const foldedBarcodes = `
ALTER TABLE records ADD COLUMN barcodes_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN barcodes_folded TEXT NOT NULL DEFAULT '';
UPDATE records SET barcodes_folded = ${barcodesIn('$.barcodes')} WHERE kind = 'product';
UPDATE outbox SET barcodes_folded = ${barcodesIn('$.product_barcodes')} WHERE kind = 'product';
CREATE INDEX records_by_barcodes ON records (barcodes_folded) WHERE barcodes_folded <> '';
CREATE INDEX outbox_by_barcodes ON outbox (barcodes_folded) WHERE barcodes_folded <> '';
`;

export interface CodeHolders {
  /**
   * Who holds this code, spelled so or alike: the provider's records first, then the outbox (all but what was withdrawn), then open drafts.
   * `draftId` and what was sent from it do not count. At most a few of each; of a label the `value` is its file's id. `where`: only there.
   */
  of(kind: DocumentKindName, what: ComparedCode, value: string, draftId: DraftId, where?: CodeHolder['where']): CodeHolder[];
}

const most = 5;

export function codeHoldersOn(database: Reading): CodeHolders {
  const holders = (where: CodeHolder['where'], rows: readonly Row[]): CodeHolder[] =>
    rows.map(({ key, code, id, value }) => ({
      where,
      key: textOf(key),
      code: typeof code === 'string' ? code : null,
      id: textOf(id),
      value: textOf(value),
    }));
  return {
    of: (kind, what, value, draftId, only) => {
      const field = comparedField(kind, what);
      const wanted = what === 'label' ? value : foldCode(value);
      if (field === null || wanted === '') return [];
      const at = `$.${field}`;
      const ask = (where: CodeHolder['where'], sql: string, ...values: readonly Value[]) =>
        only === undefined || only === where ? holders(where, database.all(`${sql} LIMIT ${most}`, ...values)) : [];
      if (what === 'label') {
        return [
          ...ask(
            'outbox',
            `SELECT natural_key AS key, code, id, json_extract(body, '$.label.file_id') AS value FROM outbox
             WHERE kind = 'shipment' AND json_extract(body, '$.label.file_id') = ? AND state <> 'withdrawn' AND draft_id IS NOT ? ORDER BY seq DESC`,
            wanted,
            draftId,
          ),
          ...ask(
            'draft',
            `SELECT title AS key, NULL AS code, id, body->>'$.label.file_id' AS value FROM drafts
             WHERE state = 'open' AND kind = ? AND id <> ? AND body->>'$.label.file_id' = ?`,
            kind,
            draftId,
            wanted,
          ),
        ];
      }
      if (what === 'barcode') {
        const within = (table: string) =>
          `rowid IN (SELECT rowid FROM ${table} WHERE barcodes_folded <> '' AND instr(barcodes_folded, ?) > 0)`;
        const spelled = (list: string) =>
          `(SELECT value FROM json_each(body, '${list}') WHERE type = 'text' AND fold_code(value) = ? LIMIT 1)`;
        return [
          ...ask(
            'onflow',
            `SELECT reference AS key, code, code AS id, ${spelled('$.barcodes')} AS value FROM records
             WHERE ${within('records')} AND status <> ? ORDER BY records.id DESC`,
            wanted,
            `|${wanted}|`,
            goneStatus,
          ),
          ...ask(
            'outbox',
            `SELECT natural_key AS key, code, id, ${spelled(at)} AS value FROM outbox
             WHERE ${within('outbox')} AND state <> 'withdrawn' AND draft_id IS NOT ? ORDER BY seq DESC`,
            wanted,
            `|${wanted}|`,
            draftId,
          ),
          ...ask(
            'draft',
            `SELECT title AS key, NULL AS code, id, ${spelled(at)} AS value FROM drafts
             WHERE state = 'open' AND kind = ? AND id <> ? AND value IS NOT NULL`,
            wanted,
            kind,
            draftId,
          ),
        ];
      }
      const [ofRecord, ofRow, given] = {
        key: ['reference_folded', 'key_folded', 'reference'],
        courier: ['courier_folded', 'courier_folded', null],
        partner: ['partner_folded', 'partner_folded', null],
      }[what];
      // The condition is repeated here, so that SQLite sees that the partial index will do.
      const isGiven = (column: string) => (given === null ? ` AND ${column} <> ''` : '');
      return [
        ...ask(
          'onflow',
          `SELECT reference AS key, code, code AS id, ${given ?? `body->>'${at}'`} AS value FROM records
           WHERE kind = ? AND ${ofRecord} = ?${isGiven(ofRecord ?? '')} AND status <> ? ORDER BY records.id DESC`,
          kind,
          wanted,
          goneStatus,
        ),
        ...ask(
          'outbox',
          `SELECT natural_key AS key, code, id, body->>'${at}' AS value FROM outbox
           WHERE kind = ? AND ${ofRow} = ?${isGiven(ofRow ?? '')} AND state <> 'withdrawn' AND draft_id IS NOT ? ORDER BY seq DESC`,
          kind,
          wanted,
          draftId,
        ),
        // Open drafts are few; their codes are what was typed so far.
        ...ask(
          'draft',
          `SELECT title AS key, NULL AS code, id, body->>'${at}' AS value FROM drafts
           WHERE state = 'open' AND kind = ? AND id <> ? AND fold_code(coalesce(body->>'${at}', '')) = ?`,
          kind,
          draftId,
          wanted,
        ),
      ];
    },
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
