/** The lines of a file → those of a document: each with its products, what is a bundle taken apart, and one product once. */
import type { RowProblem, SheetDocument, SheetLine } from '../../contract/imports.ts';
import { Quantity } from '../../contract/documents/fields.ts';
import type { CheckedLine, Place } from './checked.ts';
import type { Candidate, Knowledge } from './knowledge.ts';

/** A line as a form holds it. */
interface Item {
  readonly oasin?: string;
  readonly awaited_sku?: string;
  product_quantity: number | string;
}

export interface Goods {
  readonly lines: readonly CheckedLine[];
  /** By the path of their list: `items`, `packages.0.items`. */
  readonly items: ReadonlyMap<string, readonly Item[]>;
  /** The line that each item came from first. */
  readonly lineAt: ReadonlyMap<string, SheetLine>;
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
  const items = new Map<string, Item[]>();
  const lineAt = new Map<string, SheetLine>();
  const problems: RowProblem[] = [];
  const unknown: { line: SheetLine; candidates: readonly Candidate[] }[] = [];
  const problem = (line: SheetLine, key: string, severity: RowProblem['severity'], params: NonNullable<RowProblem['params']>): void => {
    const field = (['sku', 'skuFallback', 'barcode', 'oasin'] as const).find((each) => line[each] !== '') ?? 'sku';
    const column = place.columns[field] ?? place.columns['sku'];
    problems.push({
      row: line.row,
      column: column === undefined ? null : (place.headers[column] ?? null),
      field,
      found: textOf(line),
      problem: key,
      params,
      severity,
    });
  };
  const add = (line: SheetLine, item: Item): void => {
    const list = line.path.slice(0, line.path.lastIndexOf('.'));
    const there = items.get(list) ?? [];
    items.set(list, there);
    const same = there.find((each) => each.oasin === item.oasin && each.awaited_sku === item.awaited_sku);
    // What is no number is said where it stands.
    if (same !== undefined && typeof same.product_quantity === 'number' && typeof item.product_quantity === 'number') {
      same.product_quantity += item.product_quantity;
      return;
    }
    lineAt.set(`${list}.${there.length}`, line);
    there.push(item);
  };

  for (const line of document.lines) {
    // A line that is not known yet is no line without a product.
    const list = line.path.slice(0, line.path.lastIndexOf('.'));
    if (!items.has(list)) items.set(list, []);
    const checked = (how: CheckedLine['how'], parts: CheckedLine['parts']): void =>
      void lines.push({ path: line.path, row: line.row, sku: textOf(line), name: line.name, quantity: line.quantity, how, parts });
    if (textOf(line) === '') {
      checked('unknown', []);
      problem(line, 'rowWithoutSku', 'stop', {});
      continue;
    }
    const count = piecesIn(line.quantity);
    const found = knowledge.resolve({
      sku: line.sku,
      skuFallback: line.skuFallback,
      barcode: line.barcode,
      oasin: line.oasin,
      platform,
    });
    if ('parts' in found) {
      checked(found.how, found.parts);
      for (const { oasin, pieces: each } of found.parts)
        add(line, { oasin, product_quantity: count === null ? line.quantity : count * each });
      continue;
    }
    const sku = line.sku === '' ? line.skuFallback : line.sku;
    if (sku !== '' && isAwaited(sku)) {
      checked('awaited', []);
      // The provider takes a shipment only of products that are there.
      if (document.kind === 'shipment') problem(line, 'skuInIntake', 'ask', { sku });
      else add(line, { awaited_sku: sku, product_quantity: count ?? line.quantity });
      continue;
    }
    checked(found.how, []);
    if (found.how === 'loose') {
      problem(line, 'skuAlike', 'ask', { cell: textOf(line), other: found.candidates.map((each) => each.sku).join(', ') });
      unknown.push({ line, candidates: found.candidates });
    } else {
      problem(line, 'unknownSku', 'stop', { cell: textOf(line) });
      unknown.push({ line, candidates: [] });
    }
  }
  return { lines, items, lineAt, problems, isWhole: problems.length === 0, unknown };
}

/** What the file calls its goods. */
export const textOf = ({ sku, skuFallback, barcode, oasin }: Pick<SheetLine, 'sku' | 'skuFallback' | 'barcode' | 'oasin'>): string =>
  [sku, skuFallback, barcode, oasin].find((each) => each !== '') ?? '';
