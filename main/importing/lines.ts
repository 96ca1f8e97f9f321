/** Rows → lines of a document: the same article once, with all its pieces, as the form wants it. */
import type { RowProblem, SheetLine } from '../../contract/imports.ts';
import type { Complain, Gathered, KeptRow } from './gather.ts';

export interface Goods extends Omit<SheetLine, 'path' | 'row'> {
  /** The code of this very piece, where the file has one: the same in two rows is one piece. */
  readonly piece?: string;
}

type Line = Omit<SheetLine, 'quantity'> & { quantity: string };

export interface Lines {
  /** As the form holds them, without their products. */
  readonly items: { oasin: string; product_quantity: string }[];
  readonly goods: SheetLine[];
}

/** `isTold`: that pieces were put together. Where each row is a piece that goes without saying. */
export function linesOf(
  { numbers, texts }: Gathered,
  goodsIn: (row: KeptRow, problems: RowProblem[]) => Goods,
  { complain, isTold }: { readonly complain: Complain; readonly isTold: boolean },
): (rows: readonly KeptRow[], path: string, problems: RowProblem[]) => Lines {
  const areAlike = (one: KeptRow, other: KeptRow): boolean => texts.every((column) => column[one] === column[other]);
  return (rows, path, problems) => {
    const lines: Line[] = [];
    const firsts: KeptRow[] = [];
    let pieces: Map<string, number> | null = null;
    for (const row of rows) {
      const goods = goodsIn(row, problems);
      const { sku, skuFallback, barcode, oasin, name, quantity, piece = '' } = goods;
      if (piece !== '') {
        const before = (pieces ??= new Map<string, number>()).get(piece);
        if (before !== undefined) {
          problems.push(complain(row, 'item', 'rowRepeated', 'tell', { row: String(before) }));
          continue;
        }
        pieces.set(piece, numbers[row]!);
      }
      const place = lines.findIndex((line) => isSame(line, goods));
      const same = lines[place];
      if (same !== undefined && isCount(same.quantity) && isCount(quantity)) {
        same.quantity = String(Number(same.quantity) + Number(quantity));
        const count = same.quantity;
        const first = firsts[place]!;
        // An order that was copied into a file twice would be packed twice over.
        if (isTold && areAlike(first, row))
          problems.push(complain(row, 'quantity', 'rowAlike', 'ask', { row: String(numbers[first]!), count }));
        else if (isTold) problems.push(complain(row, 'quantity', 'linesTogether', 'tell', { name: sku || name || barcode, count }));
        continue;
      }
      lines.push({ path: `${path}.${lines.length}`, row: numbers[row]!, sku, skuFallback, barcode, oasin, name, quantity });
      firsts.push(row);
    }
    return { items: lines.map(({ quantity }) => ({ oasin: '', product_quantity: quantity })), goods: lines };
  };
}

/** What has no code at all is told apart by its name. */
function isSame(line: Line, goods: Goods): boolean {
  if (line.sku !== goods.sku || line.barcode !== goods.barcode || line.oasin !== goods.oasin) return false;
  if (line.skuFallback !== goods.skuFallback) return false;
  return line.name === goods.name || (line.sku || line.skuFallback || line.barcode || line.oasin) !== '';
}

/** Only what is certainly a number of pieces is counted together with others. */
const isCount = (text: string): boolean => /^\d{1,9}$/u.test(text);
