/** Puts products into the rows of a list as they are scanned next to it, or pasted as a table. */
import { useRef } from 'react';
import { Quantity } from '../../../contract/documents/index.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import { type Choice, findProduct, heldOf } from './findProduct.ts';
import type { AwaitingItemValues } from './shapes.ts';

/** Nobody pastes more rows than this on purpose; the schema takes 500 in one document. */
export const mostPasted = 500;

/** The lines of a table, each with its cells, or `null` where the text is a single line without columns. */
export function tableOf(pasted: string): string[][] | null {
  const lines = pasted.split(/\r\n|\n|\r/u).filter((line) => line.trim() !== '');
  if (lines.length < 2 && !(lines[0]?.trim() ?? '').includes('\t')) return null;
  return lines.slice(0, mostPasted).map((line) =>
    line
      .split('\t')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== ''),
  );
}

const isQuantity = (cell: string): boolean => Quantity.safeParse(cell).success;

export interface PlacedItem extends AwaitingItemValues {
  readonly isFound: boolean;
}

/**
 * One line of a table as a row: the first cell that names a product is the product, the first other one that is a number the quantity. What
 * names none stays in the row as typed. `null` for a heading: a first line that names no product and no number.
 */
export async function rowOf(
  cells: readonly string[],
  isFirst: boolean,
  find: (code: string) => Promise<Choice | null>,
): Promise<PlacedItem | null> {
  for (const [index, cell] of cells.entries()) {
    const choice = await find(cell);
    if (choice === null) continue;
    const { typed, oasin, sku } = heldOf(choice);
    return {
      typed,
      oasin,
      awaited_sku: sku,
      product_quantity: cells.find((each, other) => other !== index && isQuantity(each)) ?? '',
      isFound: true,
    };
  }
  const amount = cells.findLastIndex((cell, index) => index > 0 && isQuantity(cell));
  if (isFirst && !cells.some(isQuantity)) return null;
  return {
    typed: cells.find((_cell, index) => index !== amount) ?? '',
    oasin: '',
    awaited_sku: '',
    product_quantity: cells[amount] ?? '',
    isFound: false,
  };
}

/** The rows of a table, asked for a few at a time. */
export async function rowsOfTable(desk: ConnectionDesk, table: readonly (readonly string[])[], mayAwait: boolean): Promise<PlacedItem[]> {
  const atOnce = 8;
  const rows: (PlacedItem | null)[] = [];
  for (let from = 0; from < table.length; from += atOnce) {
    const part = table
      .slice(from, from + atOnce)
      .map((cells, index) => rowOf(cells, from + index === 0, async (code) => (await findProduct(desk, code, mayAwait)).choice));
    rows.push(...(await Promise.all(part)));
  }
  return rows.filter((row) => row !== null);
}

/** `quantity`: what a line starts with. */
export const isBlankRow = (row: AwaitingItemValues, quantity = ''): boolean =>
  row.oasin === '' && row.typed.trim() === '' && (row.awaited_sku ?? '') === '' && ['', quantity].includes(row.product_quantity.trim());

/** Pasted rows in the place of the blank row they were pasted into, and of other blank ones; the rest at the end. */
export function withRows<Row extends AwaitingItemValues>(held: readonly Row[], pasted: readonly Row[], quantity = ''): Row[] {
  const rest = [...pasted];
  const filled = held.map((row) => (isBlankRow(row, quantity) ? (rest.shift() ?? row) : row));
  return [...filled, ...rest];
}

/** One after the other, in the order in which they were scanned. */
export function useInOrder(): (act: () => Promise<void>) => void {
  const last = useRef(Promise.resolve());
  return (act) => {
    last.current = last.current.then(act, act);
  };
}
