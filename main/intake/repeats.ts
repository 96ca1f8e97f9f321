/** The same order twice: in one drop, across its files and sheets, and with what is there already. */
import type { RowProblem, SheetDocument } from '../../contract/imports.ts';
import type { Place } from './checked.ts';
import type { Item } from './goodsOf.ts';
import type { There } from './knowledge.ts';

/** What of a document is compared with its like. */
export interface Content {
  readonly tracking: string;
  readonly warehouse: string;
  readonly name: string;
  /** Of each of its lists. */
  readonly items: readonly (readonly Item[])[];
}

type Other = Pick<There, 'tracking' | 'warehouse' | 'name' | 'pieces'>;

/** OASIN, or an awaited SKU → pieces. Few are ever compared. */
export function piecesIn({ items }: Pick<Content, 'items'>): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const list of items)
    for (const { oasin, awaited_sku: sku, product_quantity: count } of list) {
      const key = oasin ?? `SKU ${sku}`;
      pieces.set(key, (pieces.get(key) ?? 0) + Number(count));
    }
  return pieces;
}

/** What of it is another than there; `null`: nothing that both say. What one of them leaves out, the other is not changed by. */
export function changeOf(kind: SheetDocument['kind'], now: Content, before: Other): Record<string, string> | null {
  if (kind === 'product')
    return now.name !== '' && before.name !== '' && now.name !== before.name
      ? { what: 'name', before: before.name, after: now.name }
      : null;
  // A file that is older than the label has no code of the courier yet, and takes none away.
  if (now.tracking !== '' && now.tracking !== before.tracking) return { what: 'tracking', before: before.tracking, after: now.tracking };
  if (now.warehouse !== '' && before.warehouse !== '' && now.warehouse !== before.warehouse)
    return { what: 'warehouse', before: before.warehouse, after: now.warehouse };
  if (before.pieces === null) return null;
  const pieces = piecesIn(now);
  if (!isSame(pieces, before.pieces)) return { what: 'lines', before: inWords(before.pieces), after: inWords(pieces) };
  return null;
}

const isSame = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  a.size === b.size && [...a].every(([oasin, pieces]) => b.get(oasin) === pieces);
const inWords = (pieces: ReadonlyMap<string, number>): string => [...pieces].map(([oasin, count]) => `${count} × ${oasin}`).join(', ');

/** A document of this drop, as later ones are held against it. */
export interface Earlier extends Content {
  readonly file: number;
  readonly sheet: number;
  readonly row: number;
  readonly reference: string;
}

export const alreadyThere = (
  row: number | null,
  where: string,
  code: string,
  params: Record<string, string | number> = {},
): RowProblem => ({
  row,
  column: null,
  field: null,
  found: '',
  problem: 'alreadyThere',
  params: { where, code: code === '' ? 'none' : code, row: '', ...params },
  severity: 'tell',
});

export const referenceAnew = (row: number | null, reference: string, anew: string): RowProblem => ({
  row,
  column: null,
  field: null,
  found: reference,
  problem: 'referenceAnew',
  params: { reference, anew },
  severity: 'tell',
});

/** What a person can do about it: take the new code over, cancel what is there, wait for what is leaving, nothing any more, or look. */
export type NextOfChanged = 'take' | 'cancel' | 'wait' | 'gone' | 'look';

export function nextOf(change: Readonly<Record<string, string>>, there: Pick<There, 'stands' | 'isHandedOver'>): NextOfChanged {
  if (there.isHandedOver) return 'gone';
  if (there.stands === 'leaving') return 'wait';
  if (there.stands === 'there') return 'cancel';
  return change['what'] === 'tracking' ? 'take' : 'look';
}

export const orderChanged = (
  row: number | null,
  where: string,
  change: Readonly<Record<string, string>>,
  params: Record<string, string | number> = {},
): RowProblem => ({
  row,
  column: null,
  field: null,
  found: change['after'] ?? '',
  problem: 'orderChanged',
  params: { where, row: '', next: 'look', ...change, ...(change['before'] === '' ? { before: 'none' } : {}), ...params },
  severity: 'ask',
});

type EarlierOf = Readonly<Record<SheetDocument['kind'], ReadonlyMap<string, Earlier>>>;

/** Finds one that is called the same but for its capitals: the same order, most likely, out of another program. */
export function keysAlike(earlier: EarlierOf): (kind: SheetDocument['kind'], mine: Earlier) => Earlier | null {
  const inCapitals = new Map<string, Earlier>();
  return (kind, mine) => {
    const { reference } = mine;
    const capitals = /[a-z]/.test(reference) ? reference.toUpperCase() : reference;
    const hasSmall = capitals !== reference;
    if (!hasSmall && inCapitals.size === 0) return null;
    const place = `${kind}\n${capitals}`;
    const other = (hasSmall ? earlier[kind].get(capitals) : undefined) ?? inCapitals.get(place);
    if (hasSmall) inCapitals.set(place, mine);
    return other === undefined || other.reference === reference ? null : other;
  };
}

export function keyAlike({ kind, rows, reference }: SheetDocument, { columns, headers }: Place, other: Earlier): RowProblem {
  const field = (kind === 'product' ? ['sku'] : ['reference', 'order']).find((each) => columns[each] !== undefined) ?? null;
  return {
    row: rows[0] ?? null,
    column: field === null ? null : (headers[columns[field]!] ?? null),
    field,
    found: reference,
    problem: 'keyAlikeHere',
    params: { key: other.reference, row: other.row },
    severity: 'ask',
  };
}
