/**
 * A marketplace's export in which some orders must not go as they are: one fault each, of the kinds that files of the trade bring. What
 * ought to stand in each cell is told beside it, as the person at the desk knows it.
 */
import { type OrderFile, type OrderLayout, orderFile } from './orderFiles.mts';

export interface Fault {
  readonly what: string;
  /** Header → what stands there instead, in an order of one line. `above`: what the order in front of it has there. */
  readonly cells: Readonly<Record<string, string | { readonly above: true }>>;
  /** Its row stands in the file twice. */
  readonly isCopied?: true;
}

export interface FaultyOptions {
  readonly layout: OrderLayout;
  readonly seed: number;
  /** Orders without a fault, beside those with one; as many at least. */
  readonly sound: number;
  readonly cancelled: number;
  readonly goods: readonly { readonly sku: string; readonly name: string }[];
  readonly faults: readonly Fault[];
}

export interface FaultyFile {
  readonly headers: readonly string[];
  /** As it is dropped; the headers are its first row. */
  readonly rows: readonly (readonly string[])[];
  /** As it ought to be, row for row; a row that ought not to be there: `null`. */
  readonly meant: readonly (readonly string[] | null)[];
  /** As it ought to be. */
  readonly orders: OrderFile['orders'];
  /** Those of them that have a fault in the file, in the order of the faults. */
  readonly faulty: readonly string[];
}

/** Faults lie between sound orders, evenly. */
export function faultyOrders({ sound, cancelled, faults, ...rest }: FaultyOptions): FaultyFile {
  const count = sound + faults.length;
  const { rows: all, orders } = orderFile({ ...rest, orders: count + cancelled, mostLines: 1, states: { cancelled }, described: false });
  const step = Math.floor(count / faults.length);
  const [headers = [], ...lines] = all;
  const rows: (readonly string[])[] = [headers];
  const meant: (readonly string[] | null)[] = [headers];
  const faulty: string[] = [];
  for (const [index, line] of lines.entries()) {
    // The first of each handful is sound.
    const fault = index % step === 1 ? faults[(index - 1) / step] : undefined;
    const cell = (was: string, column: number): string => {
      const is = fault?.cells[headers[column] ?? ''] ?? was;
      return typeof is === 'string' ? is : (rows.at(-1)?.[column] ?? was);
    };
    rows.push(line.map(cell));
    meant.push(line);
    if (fault === undefined) continue;
    faulty.push(orders[index]?.order ?? '');
    if (fault.isCopied !== true) continue;
    rows.push(line.map(cell));
    meant.push(null);
  }
  return { headers, rows, meant, orders, faulty };
}
