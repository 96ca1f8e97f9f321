/**
 * What labels are held against: the shipments of the drop, and beside them what the desk has already: open drafts, what is in the outbox,
 * what the provider has. A label that fits a row of the drop is held against nothing else.
 */
import { foldCode } from '../../contract/codes.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { marketplaceOf } from '../../contract/kinds/marketplaceOf.ts';
import type { LabelKnown } from '../../contract/intake.ts';
import { DraftId, OutboxId } from '../../contract/outbox.ts';
import type { PieceVerdict, PilePiece, PileTarget } from '../../contract/pile.ts';
import { codesOn, indexOf, matchPile } from '../labels/match.ts';
import { labelFileOf } from '../store/labelledDrafts.ts';
import { goneStatus } from '../store/listedRecords.ts';
import type { Reading } from '../store/reader.ts';
import type { CheckedDocument } from './checked.ts';

/** A shipment of the drop, as labels are held against it. */
export interface Labelled {
  readonly checked: Pick<CheckedDocument, 'id' | 'reference' | 'rows' | 'typed' | 'aside' | 'state'>;
  /** The marketplace's own: its order, and its package. */
  readonly order: string;
  readonly package: string;
}

/** The file of the label that this desk has put to a draft, by draft: it is no label that stands in the way. */
export type OwnLabels = ReadonlyMap<string, string>;

const closedBy: Readonly<Record<string, PileTarget['closed']>> = {
  cancelled: 'cancelled',
  returned: 'returned',
  sent: 'sent',
  delivered: 'sent',
};

type Body = Readonly<Record<string, unknown>>;
const textIn = (body: Body, field: string): string | null => {
  const value = body[field];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
};

function rowTarget({ checked, order, package: parcel }: Labelled): PileTarget {
  return {
    id: checked.id,
    reference: checked.reference,
    tracking: textIn(checked.typed, 'courier_tracking_code'),
    order: order === '' ? textIn(checked.typed, 'partner_tracking_code') : order,
    package: parcel === '' ? null : parcel,
    onflow: null,
    platform: textIn(checked.typed, 'platform'),
    where: 'row',
    known: null,
    closed: checked.aside === null ? null : (closedBy[checked.aside.why] ?? null),
  };
}

const keyField = kindOf('shipment').key.form;

/** As a form, the outbox or the provider has it. One without the marketplace's code may be called by it. */
function targetOf(body: Body, known: LabelKnown, more: Pick<PileTarget, 'where' | 'closed' | 'onflow'>): PileTarget {
  const reference = textIn(body, keyField);
  return {
    id: targetId(known),
    reference: reference ?? textIn(body, 'courier_tracking_code') ?? '',
    tracking: textIn(body, 'courier_tracking_code'),
    order: textIn(body, 'partner_tracking_code') ?? (marketplaceOf(reference ?? '') === null ? null : reference),
    package: null,
    platform: textIn(body, 'platform'),
    known,
    ...more,
  };
}

const targetId = (known: LabelKnown): string =>
  'draft' in known ? draftTarget(known.draft) : 'code' in known ? `open:${known.code}` : `outbox:${known.outbox}`;

export const draftTarget = (draft: string): string => `draft:${draft}`;
/** The draft that a target's name means. */
export const draftOfTarget = (target: string): DraftId | null => {
  const id = target.startsWith('draft:') ? DraftId.safeParse(target.slice('draft:'.length)) : null;
  return id?.success === true ? id.data : null;
};

const bodyIn = (value: unknown): Body => (typeof value === 'string' ? (JSON.parse(value) as Body) : {});

function draftsIn(reading: Reading, own: OwnLabels): PileTarget[] {
  return reading.all("SELECT id, body FROM drafts WHERE state = 'open' AND kind = 'shipment'").map((row) => {
    const [id, body] = [DraftId.parse(row['id']), bodyIn(row['body'])];
    const label = labelFileOf(body);
    return targetOf(
      body,
      { draft: id },
      { where: 'draft', onflow: null, closed: label === null || label === own.get(id) ? null : 'hasLabel' },
    );
  });
}

/** By the codes that stand on the labels: a merchant has a hundred thousand shipments, and a label some ten codes. */
function sentIn(reading: Reading, codes: ReadonlySet<string>): PileTarget[] {
  const records = new Map<string, PileTarget>();
  const waiting = new Map<string, PileTarget>();
  const labelled = (code: string, key: string): boolean =>
    reading.get(
      `SELECT 1 FROM outbox WHERE kind = 'shipment' AND key_folded = ? AND state = 'confirmed' AND code = ?
          AND json_extract(body, '$.label.file_id') IS NOT NULL`,
      foldCode(key),
      code,
    ) !== undefined;
  const meet = (row: ReturnType<Reading['all']>[number]): void => {
    const code = String(row['code']);
    if (records.has(code)) return;
    const body = bodyIn(row['body']);
    const has = textIn(body, 'label_url') !== null || labelled(code, String(row['reference']));
    const closed = row['status'] === 'CANCELLED' ? 'cancelled' : has ? 'sentLabelled' : 'sentUnlabelled';
    records.set(code, targetOf(body, { code }, { where: 'open', onflow: code, closed }));
  };
  const queue = (row: ReturnType<Reading['all']>[number]): void => {
    const id = OutboxId.parse(row['id']);
    const [body, code] = [bodyIn(row['body']), row['code']];
    const isThere = typeof code === 'string' && code !== '';
    // Read from the provider already: that says more.
    if (waiting.has(id) || (isThere && reading.get("SELECT 1 FROM records WHERE kind = 'shipment' AND code = ?", code) !== undefined))
      return;
    const closed = labelFileOf(body) !== null ? 'sentLabelled' : isThere ? 'sentUnlabelled' : 'inOutbox';
    waiting.set(id, targetOf(body, isThere ? { code } : { outbox: id }, { where: 'open', onflow: isThere ? code : null, closed }));
  };
  const ofRecords = 'SELECT code, reference, status, body FROM records WHERE kind = ? AND status <> ? AND';
  const ofOutbox = "SELECT id, code, body FROM outbox WHERE kind = 'shipment' AND state NOT IN ('withdrawn', 'rejected') AND";
  for (const code of codes) {
    const folded = foldCode(code);
    if (folded === '') continue;
    for (const condition of [
      'code = ?',
      'reference_folded = ?',
      "courier_folded = ? AND courier_folded <> ''",
      "partner_folded = ? AND partner_folded <> ''",
    ])
      reading
        .all(`${ofRecords} ${condition} LIMIT ${most}`, 'shipment', goneStatus, condition === 'code = ?' ? code : folded)
        .forEach(meet);
    for (const condition of [
      'key_folded = ?',
      "courier_folded = ? AND courier_folded <> ''",
      "partner_folded = ? AND partner_folded <> ''",
    ])
      reading.all(`${ofOutbox} ${condition} LIMIT ${most}`, folded).forEach(queue);
  }
  return [...records.values(), ...waiting.values()];
}

/** Of one code; two are asked about. */
const most = 5;

export interface MatchedPile {
  /** In the order of the pieces. */
  readonly verdicts: readonly PieceVerdict[];
  readonly targets: ReadonlyMap<string, PileTarget>;
}

/** `desk`: what a connection's database has, `null` where none is open. */
export function matchWithDesk(
  pieces: readonly PilePiece[],
  shipments: readonly Labelled[],
  desk: { readonly reading: Reading; readonly own: OwnLabels } | null,
): MatchedPile {
  // What is there already is at the provider, in the outbox or a draft, where more is known of it.
  const rows = shipments.filter(({ checked }) => desk === null || checked.state !== 'there').map(rowTarget);
  const inDrop = matchPile(pieces, indexOf(rows));
  const targets = new Map(rows.map((target) => [target.id, target]));
  const left = pieces.flatMap((piece, place) => (desk !== null && fitsNone(inDrop[place]) ? [piece] : []));
  if (desk === null || left.length === 0) return { verdicts: inDrop, targets };
  const beside = [...draftsIn(desk.reading, desk.own), ...sentIn(desk.reading, new Set(left.flatMap((piece) => [...codesOn(piece)])))];
  for (const target of beside) targets.set(target.id, target);
  // All pieces once more: a slip stands behind its label, and a code on two labels is on two.
  const atDesk = matchPile(pieces, indexOf(beside));
  return {
    verdicts: inDrop.map((found, place) => {
      const other = atDesk[place];
      return fitsNone(found) && other !== undefined && other.candidates.length + Number(other.of !== null) > 0 ? toldOf(other) : found;
    }),
    targets,
  };
}

/** No row has any of its codes. */
function fitsNone(found: PieceVerdict | undefined): boolean {
  if (found === undefined || (found.verdict !== 'stranger' && found.verdict !== 'ask')) return false;
  return !found.candidates.some(({ agreements }) => agreements.some(({ isNear }) => !isNear));
}

/** It is known whose it is, that one has left with its label, and nothing else is odd: it is this label once more, and nobody is asked. */
function toldOf(found: PieceVerdict): PieceVerdict {
  const odd = found.findings.filter((finding) => finding !== 'faint');
  return found.verdict === 'ask' && odd.length === 1 && odd[0] === 'sentLabelled' ? { ...found, verdict: 'duplicate' } : found;
}
