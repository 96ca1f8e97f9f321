/** Rows of stock as lines: one a warehouse, with its levels beside each other. */
import { type ProductRecord, type StockRow, goodIn, goodPieces, isLow } from '../../../contract/kinds/product.ts';

export interface StockLine {
  readonly warehouse: string;
  /** Good pieces that can leave; `null` where the provider does not tell. */
  readonly available: number | null;
  /** Pieces by level; lots of one level together. */
  readonly levels: Readonly<Record<string, number | null>>;
}

const sum = (one: number | null | undefined, other: number | null): number | null =>
  one == null ? other : other === null ? one : one + other;

export const linesOf = (rows: readonly StockRow[]): StockLine[] =>
  [...Map.groupBy(rows, ({ warehouse_code }) => warehouse_code)].map(([warehouse, own]) => ({
    warehouse,
    available: goodPieces(goodIn(own), 'available'),
    levels: own.reduce<Record<string, number | null>>((all, row) => {
      const level = row.stock_level ?? '';
      return { ...all, [level]: sum(all[level], row.quantity) };
    }, {}),
  }));

export interface ToldStock {
  /** Unix milliseconds; `null`: never read. */
  readonly asOf: number | null;
  readonly rows: readonly StockRow[];
}

/** As the list of what runs low finds it. */
export const isShort = ({ min_stock_warning: warning }: Pick<ProductRecord, 'min_stock_warning'>, told: ToldStock | undefined): boolean =>
  isLow(warning, told === undefined || told.asOf === null ? null : goodIn(told.rows)) === 'yes';

/** Good first, then damaged, then lost, then what nobody has seen yet. */
const usual = ['A', 'D1', 'D2', 'D3', 'L'];
export const levelsIn = (rows: readonly StockRow[]): string[] => {
  const others = [...new Set(rows.map(({ stock_level }) => stock_level ?? ''))].filter((level) => !usual.includes(level));
  return [...usual, ...others.toSorted()];
};

/** So many at most; the provider is asked for each. */
export const mostCodes = 200;

/** Codes of a pasted column or line, each once: what stands in the first column of a sheet. */
export const codesIn = (pasted: string): string[] =>
  [...new Set(pasted.split(/[\n\r;,]+/u).map((line) => (line.split('\t')[0] ?? '').trim()))]
    .filter((code) => code !== '')
    .slice(0, mostCodes);
