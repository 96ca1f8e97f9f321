/** Whole files, as marketplaces write them and people change them: what is read is what is in them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Recognised, SheetDocument } from '../../../contract/imports.ts';
import { documentsOf, recognise } from '../../../main/importing/index.ts';
import { openSheets } from '../../../main/sheets/index.ts';
import {
  type OrderFile,
  type OrderFileOptions,
  type OrderLayout,
  lazadaHeader,
  orderFile,
  shopeeHeader,
  tiktokHeader,
} from '../../samples/orderFiles.mts';

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'desk-orders-'))));
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
interface Read {
  readonly recognised: Recognised;
  readonly documents: readonly SheetDocument[];
}
async function read(bytes: Uint8Array): Promise<Read> {
  const path = join(folder, `${(files += 1)}`);
  await writeFile(path, bytes);
  const open = await openSheets(path);
  try {
    const sheet = open.sheets[0]!;
    let first: Recognised | null = null;
    for await (const batch of sheet.rows()) {
      first = recognise(batch.slice(0, 60));
      break;
    }
    const documents: SheetDocument[] = [];
    for await (const some of documentsOf(sheet.rows(), first!.mapping!, { sheet: 0 })) documents.push(...some);
    return { recognised: first!, documents };
  } finally {
    await open.close();
  }
}

const told = (file: OrderFile) =>
  file.orders.map(({ order, package: id, tracking, state, lines, rows }) => ({
    order,
    package: id,
    tracking,
    aside: state === 'open' ? null : state,
    lines: lines.map(({ sku, quantity }) => `${quantity} × ${sku}`),
    rows,
  }));
const found = (documents: readonly SheetDocument[], isRepeated = false) =>
  documents
    .filter(({ aside }) => aside?.why !== 'total')
    .map((each) => ({
      order: each.reference,
      package: each.package,
      tracking: each.typed['courier_tracking_code'],
      aside: each.aside?.why ?? null,
      lines: each.lines.map(({ sku, quantity }) => `${quantity} × ${sku}`),
      rows: each.rows,
      ...(isRepeated ? {} : { stops: each.problems.filter(({ severity }) => severity !== 'tell') }),
    }));
const expected = (file: OrderFile) => told(file).map((each) => ({ ...each, stops: [] }));

test('the marketplaces’ headers are as they were met', () => {
  expect([shopeeHeader.length, tiktokHeader.length, lazadaHeader.length]).toEqual([63, 56, 77]);
});

const cases: readonly (readonly [string, OrderFileOptions, Recognised['sure']])[] = [
  ['Shopee', { layout: 'shopee', orders: 40, states: { cancelled: 2, sent: 1, delivered: 4, returned: 1 }, withoutTracking: 3 }, 'exact'],
  ['Shopee, with codes as formulas', { layout: 'shopee', orders: 20, formulas: true }, 'exact'],
  ['Shopee, with accents in two parts', { layout: 'shopee', orders: 20, nfd: true }, 'exact'],
  ['Shopee, with rows apart', { layout: 'shopee', orders: 20, apart: true }, 'exact'],
  ['Shopee, below titles', { layout: 'shopee', orders: 20, titles: 3, total: true, blankEvery: 5 }, 'exact'],
  ['TikTok', { layout: 'tiktok', orders: 40, tabs: true, states: { cancelled: 3, delivered: 3 } }, 'exact'],
  ['TikTok, without its description', { layout: 'tiktok', orders: 20, described: false }, 'exact'],
  ['Lazada', { layout: 'lazada', orders: 40, extra: 2, shuffled: true, states: { cancelled: 2, sent: 2 } }, 'exact'],
  ['the desk’s own', { layout: 'desk', orders: 20 }, 'exact'],
  ['somebody’s own', { layout: 'own', orders: 20, titles: 2, total: true }, 'guessed'],
];
test.each(cases)('%s, as CSV and as XLSX', async (_name, options, sure) => {
  const file = orderFile(options);
  for (const bytes of [
    file.csv(),
    file.csv({ encoding: 'utf16le', separator: '\t' }),
    file.csv({ separator: ';' }),
    file.xlsx({ dimension: 'A1:B2' }),
  ]) {
    const { recognised, documents } = await read(bytes);
    expect(recognised).toMatchObject({
      sure,
      headerRow: file.headerRow,
      mapping: { layout: options.layout === 'own' ? 'other' : options.layout },
    });
    expect(found(documents)).toEqual(expected(file));
  }
});

const layout = fc.constantFrom<OrderLayout>('shopee', 'tiktok', 'lazada', 'desk', 'own');
test('any file: every order with all its pieces, each row once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        layout,
        orders: fc.integer({ min: 1, max: 25 }),
        seed: fc.integer({ min: 1, max: 1_000 }),
        nfd: fc.boolean(),
        formulas: fc.boolean(),
        tabs: fc.boolean(),
        titles: fc.integer({ min: 0, max: 4 }),
        shuffled: fc.boolean(),
        extra: fc.integer({ min: 0, max: 3 }),
        blankEvery: fc.constantFrom(0, 3, 7),
        apart: fc.boolean(),
      }),
      fc.boolean(),
      async (options, isXlsx) => {
        const file = orderFile(options);
        const { documents } = await read(isXlsx ? file.xlsx() : file.csv());
        expect(found(documents)).toEqual(expected(file));
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test('an order that was copied into a file twice is asked about; a piece that has a code of its own is counted once', async () => {
  const copied = await read(orderFile({ layout: 'shopee', orders: 5, repeated: 2 }).csv());
  expect(
    copied.documents.map(({ problems }) => problems.some(({ problem, severity }) => problem === 'rowAlike' && severity === 'ask')),
  ).toEqual([true, true, false, false, false]);
  const lazada = orderFile({ layout: 'lazada', orders: 5, repeated: 5 });
  const pieces = await read(lazada.csv());
  expect(found(pieces.documents)).toEqual(expected(lazada));
});
