/** Rows → lines of a document: the same article once, with all its pieces, as the form wants it. */
import type { RowProblem, SheetLine } from '../../contract/imports.ts';
import type { Complain, KeptRow } from './gather.ts';

export type Goods = Omit<SheetLine, 'path' | 'row'>;

interface Line extends Omit<SheetLine, 'quantity'> {
  quantity: string;
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
    const lines: Line[] = [];
    const byArticle = rows.length === 1 ? null : new Map<string, Line>();
    for (const row of rows) {
      const goods = goodsIn(row, problems);
      const hasCode = (goods.sku || goods.skuFallback || goods.barcode || goods.oasin) !== '';
      if (!hasCode) problems.push(complain(row, 'sku', 'rowWithoutSku', 'stop', { name: goods.name }));
      const article = hasCode ? `${goods.sku}\n${goods.skuFallback}\n${goods.barcode}\n${goods.oasin}` : `\n\n\n\n${goods.name}`;
      const same = byArticle?.get(article);
      if (same !== undefined && isCount(same.quantity) && isCount(goods.quantity)) {
        same.quantity = String(Number(same.quantity) + Number(goods.quantity));
        if (isTold)
          problems.push(
            complain(row, 'quantity', 'linesTogether', 'tell', { name: goods.sku || goods.name || goods.barcode, count: same.quantity }),
          );
        continue;
      }
      const line = { path: `${path}.${lines.length}`, row: row.row, ...goods };
      lines.push(line);
      byArticle?.set(article, line);
    }
    return { items: lines.map(({ quantity }) => ({ oasin: '', product_quantity: quantity })), goods: lines };
  };
}

/** Only what is certainly a number of pieces is counted together with others. */
const isCount = (text: string): boolean => /^\d{1,9}$/u.test(text);
