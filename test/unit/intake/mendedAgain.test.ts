/** Whatever a person mends, all is found as if the file had come so; and where little has changed, little is written. */
import * as fc from 'fast-check';
import { mkdirSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { IntakeId } from '../../../contract/intake.ts';
import { intakeJobs } from '../../../main/intake/jobs.ts';
import { intakeFileOf, openIntakes } from '../../../main/intake/store.ts';
import { mend } from '../../../main/intake/words.ts';
import { catalogueOn } from '../../../main/store/catalogue.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { handClock, temporaryFolder } from '../store/temporary.ts';

const wall = Date.parse('2026-11-26T03:00:00Z');
const id = IntakeId.parse('6f1f7c0e-6f6e-4f0c-9f0e-3d1f6a6f1f01');
const at = { progress: () => undefined, signal: new AbortController().signal };
const headers = ['Mã đơn hàng', 'Mã vận đơn', 'SKU', 'Số lượng', 'Kho', 'Sàn'];

function company(): string {
  const connection = temporaryFolder();
  const database = openDatabase(join(connection, 'desk.sqlite'), handClock(), migrations);
  const product = (sku: string) => ({ oasin: `O${sku}`, sku, name: sku, status: 'ACTIVE', barcodes: [], created_time: 1, updated_time: 1 });
  const rows = ['A-1', 'B-2'].map((sku) => ProductRecord.parse({ ...product(sku), warehouses: [{ warehouse_code: 'HCM-01' }] }));
  catalogueOn(database).putPage('product', rows, rows.length, { asOf: 1_000 });
  database.close();
  return connection;
}

/** What was dropped, checked. */
async function dropped(connection: string, rows: readonly (readonly string[])[]): Promise<void> {
  const folder = join(connection, 'intake', id);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'content');
  writeFileSync(path, [headers, ...rows].map((cells) => cells.join(',')).join('\n'));
  const file = { name: 'đơn.csv', sha256: 'content', size: 1, kind: 'rows', trouble: null } as const;
  await intakeJobs['intake.enter']({ connection, intake: { id, name: 'đơn', operator: null, madeAt: wall, from: 'drop' }, files: [file] });
  await intakeJobs['intake.read']({ connection, id, file: 0, name: 'đơn.csv', path }, at);
}
const check = (connection: string): Promise<string[]> =>
  intakeJobs['intake.check']({ connection, id, desk: join(connection, 'desk.sqlite'), wall, isQuiet: false }, at);

/** All that can be seen of it. */
function seen(connection: string) {
  const query = { id, states: null, search: '', from: 0, pageSize: 200 };
  const { rows, counts } = intakeJobs['intake.documents']({ connection, query });
  const { unknownSkus, files, stage } = intakeJobs['intake.get']({ connection, id });
  return {
    counts,
    stage,
    unknownSkus,
    old: files.map(({ sheets }) => sheets.map(({ isOld }) => isOld)),
    skus: intakeJobs['intake.skus']({ connection, id }),
    documents: rows.map(({ id: document }) => intakeJobs['intake.document']({ connection, id, document })),
    found: ['don', 'a-1', 'spx'].map((search) => intakeJobs['intake.documents']({ connection, query: { ...query, search } }).total),
  };
}

interface Mend {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

function mendAll(connection: string, mends: readonly Mend[]): void {
  const database = openIntakes(connection);
  for (const each of mends) mend(database, id, { file: 0, sheet: 0, ...each });
  database.close();
}

/** How often all of them were written. */
function writtenIn(connection: string): number {
  const database = new DatabaseSync(intakeFileOf(connection), { readOnly: true });
  const gen = Number(database.prepare('SELECT gen FROM intakes').get()?.['gen']);
  database.close();
  return gen;
}

const cells = [
  fc.constantFrom('DON001', 'DON002', 'DON003', 'DON004', ''),
  fc.constantFrom('SPX00001', 'SPX00002', 'SPX00003', ''),
  fc.constantFrom('A-1', 'B-2', 'a-1', 'Z-9', ''),
  fc.constantFrom('1', '2', '1.000', '2,5', 'nhiều'),
  fc.constantFrom('HCM-01', '', 'HN-02'),
  fc.constantFrom('Shopee', 'TikTok Shop'),
] as const;
const table = fc.array(fc.tuple(...cells), { minLength: 1, maxLength: 9 });
const mends = (rows: number): fc.Arbitrary<Mend[]> =>
  fc.array(
    fc.nat(cells.length - 1).chain((column) => fc.record({ row: fc.integer({ min: 2, max: rows + 1 }), column: fc.constant(column), text: cells[column]! })),
    { minLength: 1, maxLength: 3 },
  ); // prettier-ignore

test('a file that is mended is found to be what it would be if it had been checked only then', async () => {
  let few = 0;
  await fc.assert(
    fc.asyncProperty(
      table.chain((rows) => fc.tuple(fc.constant(rows), mends(rows.length))),
      async ([rows, said]) => {
        const [mended, once] = [company(), company()];
        await dropped(mended, rows);
        await check(mended);
        const before = writtenIn(mended);
        mendAll(mended, said);
        await check(mended);
        if (writtenIn(mended) === before) few += 1;
        await dropped(once, rows);
        mendAll(once, said);
        await check(once);
        expect(seen(mended)).toEqual(seen(once));
      },
    ),
    { numRuns: Number(process.env['SHEETS_RUNS'] ?? 12) },
  );
  expect(few).toBeGreaterThan(0);
}, 120_000);

test('a number of pieces is written where it stands, and an order that becomes another is written anew with all', async () => {
  const connection = company();
  const rows = Array.from({ length: 20 }, (_, index) => [`DON${100 + index}`, `SPX${100 + index}`, 'A-1', '1', 'HCM-01', 'Shopee']);
  await dropped(connection, rows);
  await check(connection);
  const places = () => intakeJobs['intake.documents']({ connection, query: { id, states: null, search: '', from: 0, pageSize: 200 } }).rows;
  const before = places();
  mendAll(connection, [{ row: 5, column: 3, text: '7' }]);
  await check(connection);
  expect(writtenIn(connection)).toBe(1);
  expect(places().map(({ quantity, isMended }) => ({ quantity, isMended }))).toEqual(
    before.map((_, index) => (index === 3 ? { quantity: 7, isMended: true } : { quantity: 1, isMended: false })),
  );
  mendAll(connection, [{ row: 5, column: 0, text: 'DON999' }]);
  await check(connection);
  expect(writtenIn(connection)).toBe(2);
  expect(places()[3]?.reference).toBe('DON999');
});

test('a file of the version before is brought up to date, with what is shown', async () => {
  const connection = company();
  await dropped(connection, [['DON001', 'SPX00001', 'A-1', '1', 'HCM-01', 'Shopee']]);
  await check(connection);
  const before = seen(connection);
  const file = intakeFileOf(connection);
  const old = new DatabaseSync(file);
  old.exec(`DROP INDEX documents_by_filter; CREATE INDEX documents_by_state ON documents (state);
    DROP INDEX documents_in_order; DROP INDEX documents_with_label;
    DROP TABLE draft_labels; DROP TABLE asked; ALTER TABLE documents DROP COLUMN print;
    ALTER TABLE documents ADD COLUMN made TEXT NOT NULL DEFAULT '{}'; PRAGMA user_version = 1`);
  old.close();
  openIntakes(connection).close();
  expect(seen(connection)).toEqual(before);
  mendAll(connection, [{ row: 2, column: 3, text: '4' }]);
  await check(connection);
  expect(seen(connection).documents[0]?.row.quantity).toBe(4);
});
