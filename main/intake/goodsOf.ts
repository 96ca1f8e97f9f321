/** The lines of a file → those of a document: each with its products, what is a bundle taken apart, and one product once. */
import type { RowProblem, SheetDocument, SheetLine } from '../../contract/imports.ts';
import { Quantity } from '../../contract/documents/fields.ts';
import type { CheckedLine, Place } from './checked.ts';
import type { Candidate, Knowledge } from './knowledge.ts';

/** A line as a form holds it. */
export interface Item {
  readonly oasin?: string;
  readonly awaited_sku?: string;
  product_quantity: number | string;
}

/** One list of a document: most have one, and a map for each was half of what a check leaves behind. */
export interface ItemList {
  /** `items`, `packages.0.items`. */
  readonly path: string;
  readonly items: Item[];
  /** The line that each item came from first. */
  readonly from: SheetLine[];
}

export interface Goods {
  readonly lines: readonly CheckedLine[];
  readonly lists: readonly ItemList[];
  readonly problems: readonly RowProblem[];
  /** Each line has its products. */
  readonly isWhole: boolean;
  readonly unknown: readonly { readonly line: SheetLine; readonly candidates: readonly Candidate[] }[];
}

const pieces = new Map<string, number | null>();
/** What a quantity says, by the schema that every form is read by; `null` where it says nothing. Files have few different ones. */
function piecesIn(quantity: string): number | null {
  const known = pieces.get(quantity);
  if (known !== undefined) return known;
  const read = Quantity.safeParse(quantity);
  const said = read.success ? read.data : null;
  if (pieces.size > 10_000) pieces.clear();
  pieces.set(quantity, said);
  return said;
}

interface Wanted {
  readonly document: SheetDocument;
  readonly place: Place;
  readonly platform: string;
  readonly knowledge: Pick<Knowledge, 'resolve'>;
  /** A product of this SKU is on its way: in this intake, or in the outbox. */
  readonly isAwaited: (sku: string) => boolean;
}

export function goodsOf({ document, place, platform, knowledge, isAwaited }: Wanted): Goods {
  const lines: CheckedLine[] = [];
  const lists: ItemList[] = [];
  const problems: RowProblem[] = [];
  const unknown: { line: SheetLine; candidates: readonly Candidate[] }[] = [];
  for (const line of document.lines) {
    // A line that is not known yet is no line without a product.
    const list = listOf(lists, line.path);
    const { path, row, name, quantity } = line;
    const text = textOf(line);
    if (text === '') {
      lines.push({ path, row, sku: text, name, quantity, how: 'unknown', parts: [] });
      problems.push(problemAt(line, place, 'rowWithoutSku', 'stop', {}));
      continue;
    }
    const count = piecesIn(quantity);
    const found = knowledge.resolve({
      sku: line.sku,
      skuFallback: line.skuFallback,
      barcode: line.barcode,
      oasin: line.oasin,
      platform,
    });
    if ('parts' in found) {
      lines.push({ path, row, sku: text, name, quantity, how: found.how, parts: found.parts });
      for (const { oasin, pieces: each } of found.parts)
        add(list, line, { oasin, product_quantity: count === null ? quantity : count * each });
      continue;
    }
    const sku = line.sku === '' ? line.skuFallback : line.sku;
    if (sku !== '' && isAwaited(sku)) {
      lines.push({ path, row, sku: text, name, quantity, how: 'awaited', parts: [] });
      // The provider takes a shipment only of products that are there.
      if (document.kind === 'shipment') problems.push(problemAt(line, place, 'skuInIntake', 'ask', { sku }));
      else add(list, line, { awaited_sku: sku, product_quantity: count ?? quantity });
      continue;
    }
    lines.push({ path, row, sku: text, name, quantity, how: found.how, parts: [] });
    if (found.how === 'loose') {
      const other = found.candidates.map((each) => each.sku).join(', ');
      problems.push(problemAt(line, place, 'skuAlike', 'ask', { cell: text, other }));
      unknown.push({ line, candidates: found.candidates });
    } else {
      problems.push(problemAt(line, place, 'unknownSku', 'stop', { cell: text }));
      unknown.push({ line, candidates: [] });
    }
  }
  return { lines, lists, problems, isWhole: problems.length === 0, unknown };
}

function problemAt(
  line: SheetLine,
  place: Place,
  problem: string,
  severity: RowProblem['severity'],
  params: NonNullable<RowProblem['params']>,
): RowProblem {
  const field = fieldOfCode(line);
  const column = place.columns[field] ?? place.columns['sku'];
  return {
    row: line.row,
    column: column === undefined ? null : (place.headers[column] ?? null),
    field,
    found: textOf(line),
    problem,
    params,
    severity,
  };
}

/** The list of a line; those of one list stand together. */
function listOf(lists: ItemList[], path: string): ItemList {
  const end = path.lastIndexOf('.');
  const isIt = (list: ItemList): boolean => list.path.length === end && path.startsWith(list.path);
  const known = lists.findLast(isIt);
  if (known !== undefined) return known;
  const list: ItemList = { path: path.slice(0, end), items: [], from: [] };
  lists.push(list);
  return list;
}

function add({ items, from }: ItemList, line: SheetLine, item: Item): void {
  for (const same of items) {
    if (same.oasin !== item.oasin || same.awaited_sku !== item.awaited_sku) continue;
    // What is no number is said where it stands.
    if (typeof same.product_quantity === 'number' && typeof item.product_quantity === 'number') {
      same.product_quantity += item.product_quantity;
      return;
    }
    break;
  }
  from.push(line);
  items.push(item);
}

/** Which of its columns says what it is. */
export const fieldOfCode = (line: Pick<SheetLine, (typeof codeFields)[number]>): (typeof codeFields)[number] =>
  codeFields.find((each) => line[each] !== '') ?? 'sku';
const codeFields = ['sku', 'skuFallback', 'barcode', 'oasin'] as const;

/** What the file calls its goods. */
export const textOf = ({ sku, skuFallback, barcode, oasin }: Pick<SheetLine, 'sku' | 'skuFallback' | 'barcode' | 'oasin'>): string =>
  sku || skuFallback || barcode || oasin;
