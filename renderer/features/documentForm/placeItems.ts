/** Puts products into the rows of a list as they are scanned next to it, or pasted as a block. */
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import type { FieldValues } from 'react-hook-form';
import { isRounded } from '../../../contract/codes.ts';
import { Quantity } from '../../../contract/documents/index.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import { focusField } from '../../ui/index.ts';
import type { DocumentForm } from './documentForm.ts';
import { type Choice, findProduct, heldOf } from './findProduct.ts';
import { withRepeated } from './pastePreview.ts';
import type { PastedLine, PlacedLine, Reading } from './pastedText.ts';
import { type AwaitingItemValues, withRows } from './shapes.ts';

export interface Looking {
  readonly mayAwait: boolean;
  /** Stands where a line has none. */
  readonly quantity: string;
  /** A hand has typed the code: the only product that fits is enough. */
  readonly isByHand?: boolean;
}

/**
 * Looks for the product of each line, a few at a time and each code once. `onPlaced` is told of each few as they come, and answers whether
 * anybody still waits for the rest.
 */
export async function placeLines(
  desk: ConnectionDesk,
  lines: readonly PastedLine[],
  { mayAwait, quantity, isByHand = false }: Looking,
  onPlaced: (placed: readonly PlacedLine[]) => boolean = () => true,
): Promise<PlacedLine[]> {
  const atOnce = 8;
  const asked = new Map<string, Promise<Choice | null>>();
  const find = (code: string): Promise<Choice | null> => {
    const known = asked.get(code) ?? findProduct(desk, code, mayAwait).then(({ choice, only }) => choice ?? (isByHand ? only : null));
    asked.set(code, known);
    return known;
  };
  const placed: PlacedLine[] = [];
  for (let from = 0; from < lines.length; from += atOnce) {
    const some = await Promise.all(lines.slice(from, from + atOnce).map((line) => placeLine(line, find, quantity)));
    placed.push(...some);
    if (!onPlaced(some)) break;
  }
  return withRepeated(placed);
}

/** The first reading whose code names a product is meant. What names none stays in the row as it was copied. */
async function placeLine(line: PastedLine, find: (code: string) => Promise<Choice | null>, missing: string): Promise<PlacedLine> {
  for (const reading of line.readings) {
    if (reading.code === '') continue;
    const choice = await find(reading.code);
    if (choice !== null) return placedAs(line, reading, choice, missing);
  }
  return placedAs(line, line.readings[0], null, missing);
}

/** The line with what it was found to mean; `missing` stands where it has no quantity. */
export function placedAs(line: PastedLine, reading: Reading, choice: Choice | null, missing: string): PlacedLine {
  const { typed, oasin, sku } = choice === null ? { typed: reading.code, oasin: '', sku: '' } : heldOf(choice);
  const item = { typed, oasin, awaited_sku: sku, product_quantity: reading.quantity === '' ? missing : reading.quantity };
  if (choice === null) return { line, item, trouble: isRounded(reading.code) ? 'rounded' : 'unknown' };
  const trouble = item.product_quantity === '' ? 'noQuantity' : Quantity.safeParse(item.product_quantity).success ? null : 'badQuantity';
  return { line, item, trouble };
}

/** One after the other, in the order in which they were scanned. */
export function useInOrder(): (act: () => Promise<void>) => void {
  const last = useRef(Promise.resolve());
  return (act) => {
    last.current = last.current.then(act, act);
  };
}

/** Where pasted lines go in a document whose lines lie in packages: the packages as they are then. `at`: the one they were pasted into. */
export type PlaceInPackages = (packages: readonly FieldValues[], at: number, lines: readonly PlacedLine[]) => FieldValues[];

export interface Placing {
  readonly mayAwait: boolean;
  readonly quantity: string;
  readonly inPackages: PlaceInPackages | undefined;
}

/**
 * Changes a list of the form in one go, says what became of it, and can take all of it back: `say` gets what undoes it. What is typed
 * afterwards ends that.
 */
export function changeAtOnce(
  form: DocumentForm,
  list: string,
  change: (held: readonly FieldValues[]) => readonly FieldValues[],
): () => void {
  const held = structuredClone((form.form.getValues(list) ?? []) as FieldValues[]);
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['field'] : undefined;
  const set = (rows: readonly FieldValues[]): void => {
    // Drawn at once: the caret goes into one of the new rows.
    flushSync(() => form.form.setValue(list, structuredClone(rows)));
    form.changed(list);
  };
  set(change(held));
  return () => {
    set(held);
    if (focused !== undefined) focusField(focused);
  };
}

/** Pasted lines go into their rows. */
export function putPasted(
  form: DocumentForm,
  list: string,
  lines: readonly PlacedLine[],
  passedOver: readonly string[],
  { mayAwait, quantity, inPackages }: Placing,
): void {
  const items = lines.map(({ item }) => itemOf(item, mayAwait));
  const [root = list, at] = list.split('.');
  const undo =
    inPackages === undefined
      ? changeAtOnce(form, list, (held) => withRows(held as AwaitingItemValues[], items, quantity))
      : changeAtOnce(form, root, (packages) =>
          inPackages(
            packages,
            Number(at),
            lines.map((line, index) => ({ ...line, item: items[index] ?? line.item })),
          ),
        );
  for (const path of unpickedIn(form.form.getValues(root), root)) form.left(`${path}.oasin`);
  form.say({ kind: 'pasted', list, lines, passedOver, undo });
  const first = firstOf(form.form.getValues(root), root, items);
  if (first !== null)
    focusField(`${first.path}.${first.row.oasin === '' && (first.row.awaited_sku ?? '') === '' ? 'oasin' : 'product_quantity'}`);
}

export const itemOf = (
  { typed, oasin, awaited_sku = '', product_quantity }: AwaitingItemValues,
  mayAwait: boolean,
): AwaitingItemValues => ({
  typed,
  oasin,
  product_quantity,
  ...(mayAwait ? { awaited_sku } : {}),
});

interface FoundRow {
  readonly path: string;
  readonly row: AwaitingItemValues;
}

/** The rows of goods below this list, with their paths. */
function goodsRows(held: unknown, at: string): FoundRow[] {
  if (!Array.isArray(held)) return [];
  return held.flatMap((row: AwaitingItemValues & { readonly items?: unknown }, index) =>
    row.items === undefined ? [{ path: `${at}.${index}`, row }] : goodsRows(row.items, `${at}.${index}.items`),
  );
}

/** A row whose code names no product says so itself. */
const unpickedIn = (held: unknown, at: string): string[] =>
  goodsRows(held, at)
    .filter(({ row }) => row.typed !== '' && row.oasin === '' && (row.awaited_sku ?? '') === '')
    .map(({ path }) => path);

const firstOf = (held: unknown, at: string, items: readonly AwaitingItemValues[]): FoundRow | null => {
  const isSame = (row: AwaitingItemValues): boolean =>
    row.typed === items[0]?.typed && row.oasin === items[0].oasin && row.product_quantity === items[0].product_quantity;
  return goodsRows(held, at).find(({ row }) => isSame(row)) ?? null;
};
