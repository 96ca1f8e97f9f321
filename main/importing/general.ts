/** Columns of a file that nobody knows: by whole headers in both languages, then by what stands in them. Never by a part of a header. */
import { type ImportTable, type LayoutName, importTables, neededFields } from '../../contract/imports.ts';
import { wordsOfHeader } from './headers.ts';
import type { ColumnSample } from './samples.ts';
import { headerWords } from './words.ts';

export interface Guess {
  readonly table: ImportTable;
  readonly layout: LayoutName;
  readonly columns: Readonly<Record<string, number>>;
  readonly candidates: Readonly<Record<string, number[]>>;
  /** What the shapes of its order codes say. */
  readonly platform: string | null;
}

/** From this share on a column is what nearly all of its cells look like. */
const nearlyAll = 0.8;

/** A header that says one thing over cells that are clearly another is not believed. */
const contradicts: Readonly<Record<string, (sample: ColumnSample) => boolean>> = {
  quantity: ({ filled, pieces }) => filled > 0 && pieces < 0.5,
  returnedQuantity: ({ filled, pieces }) => filled > 0 && pieces < 0.5,
  order: ({ filled, codes }) => filled > 0 && codes < 0.5,
  tracking: ({ filled, codes, shopeeOrders, tiktokOrders }) =>
    filled > 0 && (codes < 0.5 || Math.max(shopeeOrders, tiktokOrders) >= nearlyAll),
  sku: ({ filled, days }) => filled > 0 && days >= nearlyAll,
  // What is no day at all beneath is said of its cells.
  eta: ({ filled, arrivals, articles, pieces }) => filled > 0 && arrivals < 0.3 && Math.max(articles, pieces) >= nearlyAll,
};

/** What needs no header to be known. */
const byContents: Readonly<Partial<Record<ImportTable, Readonly<Record<string, (sample: ColumnSample) => number>>>>> = {
  shipment: {
    order: ({ shopeeOrders, tiktokOrders }) => Math.max(shopeeOrders, tiktokOrders),
    tracking: ({ tracking }) => tracking,
    oasin: ({ oasins }) => oasins,
  },
  'purchase-order': { oasin: ({ oasins }) => oasins },
};

const isPart = (name: string, word: string): boolean => word.length > name.length && ` ${word} `.includes(` ${name} `);

function guessOf(table: ImportTable, headers: readonly string[], samples: readonly ColumnSample[]): Guess {
  const words = headers.map(wordsOfHeader);
  const columns: Record<string, number> = {};
  const candidates: Record<string, number[]> = {};
  const taken = new Set<number>();
  const take = (field: string, column: number): void => {
    columns[field] = column;
    taken.add(column);
  };
  for (const [field, names] of Object.entries(headerWords[table])) {
    const named = names.flatMap((name) => words.flatMap((word, column) => (word === name ? [column] : [])));
    const near = words.flatMap((word, column) =>
      word !== '' && !named.includes(column) && names.some((name) => isPart(name, word)) ? [column] : [],
    );
    if (named.length + near.length > 0) candidates[field] = [...named, ...near];
    const fitting = named.filter((column) => !taken.has(column) && contradicts[field]?.(samples[column]!) !== true);
    // An empty column must not stand in front of a filled one of the same name.
    const chosen = fitting.find((column) => samples[column]!.filled > 0) ?? fitting[0];
    if (chosen !== undefined) take(field, chosen);
  }
  for (const [field, share] of Object.entries(byContents[table] ?? {})) {
    const likely = samples.flatMap((sample, column) => (share(sample) >= nearlyAll ? [column] : []));
    candidates[field] = [...new Set([...(candidates[field] ?? []), ...likely])];
    const free = likely.filter((column) => !taken.has(column));
    // Two columns of the same shape: a person says which.
    if (columns[field] === undefined && free.length === 1) take(field, free[0]!);
  }
  const orders = columns['order'] === undefined ? undefined : samples[columns['order']];
  const platform =
    orders === undefined ? null : orders.shopeeOrders >= nearlyAll ? 'shopee' : orders.tiktokOrders >= nearlyAll ? 'tiktok' : null;
  return { table, layout: 'other', columns, candidates, platform };
}

const has = ({ columns }: Guess, ...fields: string[]): boolean => fields.some((field) => columns[field] !== undefined);

/** How much speaks for it: what only this kind has, then how many of its columns were found. */
function weightOf(guess: Guess): number {
  const found = Object.keys(guess.columns).length;
  const whole = neededFields[guess.table].filter(({ canBeGiven, oneOf }) => !canBeGiven && has(guess, ...oneOf)).length;
  const own =
    guess.table === 'shipment'
      ? Number(has(guess, 'order')) * 2 + Number(has(guess, 'tracking')) * 2 + Number(has(guess, 'status', 'platform'))
      : guess.table === 'purchase-order'
        ? Number(has(guess, 'eta')) * 3 + Number(has(guess, 'packageCode')) * 2 + Number(has(guess, 'reference'))
        : Number(has(guess, 'brand', 'product_unit', 'product_price', 'shelf_life', 'storage_method')) * 2 +
          Number(has(guess, 'product_barcodes'));
  return whole * 3 + own * 2 + found;
}

/** The kind that the most speaks for. */
export function guess(headers: readonly string[], samples: readonly ColumnSample[]): Guess {
  const all = importTables.map((table) => guessOf(table, headers, samples));
  return all.reduce((best, each) => (weightOf(each) > weightOf(best) ? each : best));
}

const known: ReadonlySet<string> = new Set(Object.values(headerWords).flatMap((fields) => Object.values(fields).flat()));
export const isKnownHeader = (header: string): boolean => known.has(wordsOfHeader(header));
