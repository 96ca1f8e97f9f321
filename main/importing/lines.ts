/** Rows → lines of a document: the same article once, with all its pieces, as the form wants it. */
import type { RowProblem, SheetLine } from '../../contract/imports.ts';
import type { Complain, KeptRow } from './gather.ts';

export interface Goods extends Omit<SheetLine, 'path' | 'row'> {
  /** The code of this very piece, where the file has one: the same in two rows is one piece. */
  readonly piece?: string;
}

interface Line {
  readonly line: Omit<SheetLine, 'quantity'> & { quantity: string };
  readonly first: KeptRow;
}

export interface Lines {
  /** As the form holds them, without their products. */
  readonly items: { oasin: string; product_quantity: string }[];
  readonly goods: SheetLine[];
}

/** `isTold`: that pieces were put together. Where each row is a piece that goes without saying. */
export function linesOf(
  goodsIn: (row: KeptRow, problems: RowProblem[]) => Goods,
  { complain, isTold }: { readonly complain: Complain; readonly isTold: boolean },
): (rows: readonly KeptRow[], path: string, problems: RowProblem[]) => Lines {
  return (rows, path, problems) => {
    const lines: SheetLine[] = [];
    const byArticle = rows.length === 1 ? null : new Map<string, Line>();
    const pieces = new Map<string, number>();
    for (const row of rows) {
      const { piece = '', ...goods } = goodsIn(row, problems);
      const before = piece === '' ? undefined : pieces.get(piece);
      if (before !== undefined) {
        problems.push(complain(row, 'item', 'rowRepeated', 'tell', { row: String(before) }));
        continue;
      }
      if (piece !== '') pieces.set(piece, row.row);
      const article = articleOf(goods);
      const same = byArticle?.get(article);
      if (same !== undefined && isCount(same.line.quantity) && isCount(goods.quantity)) {
        same.line.quantity = String(Number(same.line.quantity) + Number(goods.quantity));
        const count = same.line.quantity;
        // An order that was copied into a file twice would be packed twice over.
        if (isTold && areAlike(same.first, row))
          problems.push(complain(row, 'quantity', 'rowAlike', 'ask', { row: String(same.first.row), count }));
        else if (isTold)
          problems.push(complain(row, 'quantity', 'linesTogether', 'tell', { name: goods.sku || goods.name || goods.barcode, count }));
        continue;
      }
      const line = { path: `${path}.${lines.length}`, row: row.row, ...goods };
      lines.push(line);
      byArticle?.set(article, { line, first: row });
    }
    return { items: lines.map(({ quantity }) => ({ oasin: '', product_quantity: quantity })), goods: lines };
  };
}

/** What has no code at all is told apart by its name. */
function articleOf({ sku, skuFallback, barcode, oasin, name }: Goods): string {
  const codes = `${sku}\n${skuFallback}\n${barcode}\n${oasin}`;
  return codes === '\n\n\n' ? `\n\n\n\n${name}` : codes;
}

const areAlike = (one: KeptRow, other: KeptRow): boolean => one.texts.every((text, index) => text === other.texts[index]);

/** Only what is certainly a number of pieces is counted together with others. */
const isCount = (text: string): boolean => /^\d{1,9}$/u.test(text);
