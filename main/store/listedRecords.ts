/**
 * What records are listed by, beside their bodies: a narrow table a kind, made from what the kind declares (contract/listed.ts). All of it
 * is read from the stored records: where a declaration has changed, or the tables are missing, they are made anew (`listsAnew.ts`).
 */
import { searchedAs } from '../../contract/codes.ts';
import { fold, wordsOf } from '../../contract/fold.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { type Beside, newestFirst } from '../../contract/kinds/listing.ts';
import { type RecordKind, type RecordOf, codeOf, naturalKeyOf, recordKinds, recordSchemas } from '../../contract/records.ts';
import { derivedPrefix } from './copy.ts';
import type { Database, Value } from './database.ts';
import { type Preparing, isUnfinished, listsAnewOn } from './listsAnew.ts';
import type { ListFacet, ListSource } from './listSource.ts';
import { changesOf, listedChangesOn } from './listedChanges.ts';
import { wordsIn } from './listingBySql.ts';
import type { Reading } from './reader.ts';
import { canIndexWords, rowsNear, wordIndexOn } from './wordIndex.ts';

/** Lists are read from tables of their own since then; what they were read from before goes. */
export const listedApart = `
DROP INDEX records_newest;
DROP INDEX records_by_status;
ALTER TABLE records DROP COLUMN search;
ALTER TABLE records DROP COLUMN warehouses;
`;

/** The status of a record that the provider no longer knows; it comes back to life with the next answer that holds it. */
export const goneStatus = 'GONE';

const tableOf = (kind: RecordKind): string => `${derivedPrefix}${kind.replaceAll(/\W/g, '_')}`;
const codesTable = `${derivedPrefix}codes`;
const codesSql = `CREATE TABLE ${codesTable} (kind TEXT NOT NULL, code TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (kind, code, id)) STRICT, WITHOUT ROWID`;

/** So much of a text is sorted by, in characters. */
const sortedBy = 80;

/** Of a list that is made anew so many records are looked at when the file is opened: its first page, in some hundredths of a second. */
const atOnce = 100;
/** In each later step: a few milliseconds. */
const stepRows = 25;

/** One column of the table, and what of a record stands in it. */
interface Slot {
  readonly name: string;
  readonly type: 'TEXT' | 'REAL';
  readonly of: (record: RecordOf[RecordKind], beside: Beside) => Value;
}

type Untold<T> = T | null | undefined;
const text = (name: string, of: (record: RecordOf[RecordKind], beside: Beside) => Untold<string>): Slot => ({
  name,
  type: 'TEXT',
  of: (record, beside) => {
    const given = of(record, beside);
    return given == null || given === '' ? null : given;
  },
});
const number = (name: string, of: (record: RecordOf[RecordKind], beside: Beside) => Untold<number>): Slot => ({
  name,
  type: 'REAL',
  of: (record, beside) => of(record, beside) ?? null,
});
/** Alphabetical, without regard to case and accents. */
const sorted = (given: Untold<string>): string | null => (given == null ? null : fold(given).slice(0, sortedBy));

const unreadSlot = (facet: string): string => `u_${facet}`;
/** Whether a row that is not gone lacks this facet's word only because what it is read from was not answered yet. */
export function isUnread(reader: Pick<Reading, 'get'>, kind: RecordKind, facet: string): boolean {
  const slot = unreadSlot(facet);
  if (!slotsOf(kind).some(({ name }) => name === slot)) return false;
  return reader.get(`SELECT 1 FROM ${tableOf(kind)} WHERE ${slot} = 1 AND status <> 'GONE' LIMIT 1`) !== undefined;
}

const slotsKnown = new Map<RecordKind, readonly Slot[]>();
function slotsOf(kind: RecordKind): readonly Slot[] {
  const slots = slotsKnown.get(kind) ?? slotsMade(kind);
  slotsKnown.set(kind, slots);
  return slots;
}

/** The columns of the table beside id, search and status. */
function slotsMade(kind: RecordKind): readonly Slot[] {
  const known = kindOf(kind);
  const { listing } = known;
  return [
    text('f_warehouse', (record) => {
      const codes = known.warehousesOf(record);
      return codes === null ? null : `|${codes.join('|')}|`;
    }),
    ...Object.entries(listing.facets).flatMap(([name, facet]) => {
      // Read from the status, as it is shown.
      if (facet.type === 'open') return [];
      return facet.type === 'due'
        ? number(`f_${name}`, (record) => facet.of(record))
        : text(`f_${name}`, (record, beside) => facet.of(record, beside));
    }),
    ...Object.entries(listing.facets).flatMap(([name, facet]) =>
      facet.type === 'one' && facet.unread !== undefined
        ? [number(unreadSlot(name), (record, beside) => (facet.unread?.(record, beside) === true ? 1 : null))]
        : [],
    ),
    number('c_created', ({ created_time }) => created_time),
    number('c_updated', ({ updated_time }) => updated_time),
    text('c_code', (record) => sorted(codeOf(kind, record as never))),
    text('c_reference', (record) => sorted(naturalKeyOf(kind, record as never))),
    text('c_warehouse', (record) => sorted(known.warehousesOf(record)?.[0])),
    ...Object.entries(listing.columns).map(([name, column]) =>
      column.type === 'text'
        ? text(`c_${name}`, (record, beside) => sorted(column.of(record, beside)))
        : number(`c_${name}`, (record, beside) => column.of(record, beside)),
    ),
  ];
}

const sqlOf = (kind: RecordKind): string =>
  `CREATE TABLE ${tableOf(kind)} (/* ${kindOf(kind).listing.version} */ id INTEGER PRIMARY KEY, search TEXT NOT NULL, status TEXT NOT NULL, ${slotsOf(
    kind,
  )
    .map(({ name, type }) => `${name} ${type}`)
    .join(', ')}) STRICT`;

/**
 * Newest first, which every list is at first, and the states, which are counted with every page. In another order 100,000 rows are sorted
 * in 20 ms, and an index a column would have each row written four times as slowly.
 */
const indexed = ['c_created', 'status'] as const;
const isIndexed = (name: string): boolean => indexed.some((slot) => slot === name);
const indexOf = (kind: RecordKind, slot: (typeof indexed)[number]): string => `${tableOf(kind)}_by_${slot}`;

const given = (texts: readonly Untold<string>[]): string[] => texts.filter((each): each is string => each != null && each !== '');
const allCodes = <K extends RecordKind>(kind: K, record: RecordOf[K]): string[] =>
  given([codeOf(kind, record), naturalKeyOf(kind, record), ...kindOf(kind).listing.codes(record)]);

/** Article numbers also by the digits that all their spellings have in common. */
const codesIn = <K extends RecordKind>(kind: K, record: RecordOf[K]): string[] => [
  ...new Set(allCodes(kind, record).flatMap((code) => [fold(code), fold(searchedAs(code))])),
];

const searchIn = <K extends RecordKind>(kind: K, record: RecordOf[K]): string =>
  fold([...allCodes(kind, record), ...given(kindOf(kind).listing.words(record))].join(' '));

export interface OpenBetween {
  readonly ends: readonly string[];
  readonly by: string;
  readonly from: number;
  readonly to: number;
  readonly most: number;
}

export interface ListedRecords {
  /** After a record was written; `before`: what it was until then. `status` as it is shown. */
  put<K extends RecordKind>(kind: K, id: number, record: RecordOf[K], status: string, before: RecordOf[K] | null): void;
  /** The status alone changed. */
  putStatus(kind: RecordKind, id: number, status: string): void;
  /** When the oldest record was created that is in none of these states, in Unix seconds; `null` where there is none. */
  oldestNotIn(kind: RecordKind, states: readonly string[]): number | null;
  /**
   * Records in none of these states of which the column `by` (a time) lies between `from` and `to`, and when they were created, the oldest
   * first; at most `most`. Times in Unix seconds; one whose creation is not told has `null`, and comes first. `asOf`: when it was read by
   * itself last, or changed, in Unix milliseconds.
   */
  openBetween(kind: RecordKind, wanted: OpenBetween): { readonly code: string; readonly created: number | null; readonly asOf: number }[];
  newerThan(kind: RecordKind, created: number): number;
  /** Another answer about this record was taken in. */
  besideChanged(topic: string, code: string): void;
  /** After the last `put` of a transaction. */
  tidy(): void;
  /**
   * Makes lists that are not whole, and then the index of words, in steps of a few milliseconds; each yields the kind whose list has come
   * further. Until then a list has the rows that are ready, and all of them are looked through.
   */
  prepare(): Generator<RecordKind | null, void, void>;
  /** How far the list of this kind is ready; `null`: whole. */
  preparing(kind: RecordKind): Preparing | null;
}

/** Makes what is missing, or was made by other declarations. */
export function listedRecordsOn(database: Database, hasTrigrams = canIndexWords(database)): ListedRecords {
  const changes = listedChangesOn(database);
  const inserts = new Map<RecordKind, string>(
    recordKinds.map((kind) => {
      const names = ['id', 'search', 'status', ...slotsOf(kind).map(({ name }) => name)];
      return [kind, `INSERT OR REPLACE INTO ${tableOf(kind)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`];
    }),
  );

  const updates = new Map<RecordKind, { readonly sql: string; readonly slots: readonly number[]; readonly created: number }>(
    recordKinds.map((kind) => {
      const names = slotsOf(kind).map(({ name }) => name);
      const slots = names.flatMap((name, index) => (isIndexed(name) ? [] : [index]));
      const set = ['search', ...slots.map((index) => names[index])].map((name) => `${name} = ?`).join(', ');
      return [
        kind,
        {
          sql: `UPDATE ${tableOf(kind)} SET ${set} WHERE id = ? AND status = ? AND c_created IS ?`,
          slots,
          created: names.indexOf('c_created'),
        },
      ];
    }),
  );

  const write = (kind: RecordKind, id: number, status: string, { search, values }: Found): void => {
    const update = updates.get(kind);
    // Indexes are written only where one of their values changes.
    const isWritten =
      update !== undefined &&
      database.run(update.sql, search, ...update.slots.map((index) => values[index] ?? null), id, status, values[update.created] ?? null) >
        0;
    if (!isWritten) database.run(inserts.get(kind) ?? '', id, search, status, ...values);
  };
  const writeOne = (kind: RecordKind, id: number, status: string, found: Found): void => {
    write(kind, id, status, found);
    changes.add(tableOf(kind), id);
  };
  const addCode = (kind: RecordKind, code: string, id: number): void =>
    void database.run(`INSERT OR IGNORE INTO ${codesTable} VALUES (?, ?, ?)`, kind, code, id);

  const anew = listsAnewOn(database);
  const begin = (kind: RecordKind): void => {
    database.run(`DROP TABLE IF EXISTS ${tableOf(kind)}`);
    database.run(`DELETE FROM ${codesTable} WHERE kind = ?`, kind);
    database.run(sqlOf(kind));
    changes.addAll(tableOf(kind));
    for (const slot of indexed) database.run(`CREATE INDEX ${indexOf(kind, slot)} ON ${tableOf(kind)} (${slot})`);
    anew.begin(kind);
  };
  const makeSome = (kind: RecordKind, most: number): void => {
    for (const { id, status, body } of anew.take(kind, most)) {
      const found = foundIn(database, kind, readable(body));
      if (found === null) continue;
      write(kind, Number(id), String(status), found);
      for (const code of found.codes) addCode(kind, code, Number(id));
    }
  };

  const known = new Map(
    database.all(`SELECT name, sql FROM sqlite_schema WHERE type = 'table'`).map(({ name, sql }) => [String(name), String(sql)]),
  );
  const isWhole = known.get(codesTable) === codesSql;
  const stale = recordKinds.filter((kind) => !isWhole || known.get(tableOf(kind)) !== sqlOf(kind));
  if (stale.length > 0) {
    database.transaction(() => {
      if (!isWhole) {
        database.run(`DROP TABLE IF EXISTS ${codesTable}`);
        database.run(codesSql);
      }
      for (const kind of stale) {
        begin(kind);
        makeSome(kind, atOnce);
      }
    });
  }
  const words = wordIndexOn(
    database,
    recordKinds.map(tableOf),
    { remade: stale.map(tableOf), unfinished: anew.unfinished().map(tableOf) },
    hasTrigrams,
  );

  return {
    put: (kind, id, record, status, before) => {
      const found = foundIn(database, kind, record);
      if (found === null) return;
      writeOne(kind, id, status, found);
      const old = before === null ? null : foundIn(database, kind, before);
      const codes = old?.codes ?? [];
      for (const code of codes)
        if (!found.codes.includes(code)) database.run(`DELETE FROM ${codesTable} WHERE kind = ? AND code = ? AND id = ?`, kind, code, id);
      const isMade = anew.isMade(kind, id);
      for (const code of found.codes) if (!isMade || !codes.includes(code)) addCode(kind, code, id);
      if (old?.search !== found.search) words.put(tableOf(kind), id, found.search);
    },
    tidy: () => {
      words.tidy();
      changes.tidy();
    },
    prepare: function* () {
      for (let kinds = anew.unfinished(); kinds.length > 0; kinds = anew.unfinished())
        for (const kind of kinds) {
          database.unhurried(() => makeSome(kind, stepRows));
          yield kind;
        }
      for (const _step of words.make()) yield null;
    },
    preparing: (kind) => anew.preparing(kind),
    oldestNotIn: (kind, states) => {
      const sql = `SELECT min(c_created) AS oldest FROM ${tableOf(kind)} WHERE status NOT IN (${states.map(() => '?').join(', ')})`;
      const oldest = database.get(sql, ...states)?.['oldest'];
      return typeof oldest === 'number' ? oldest : null;
    },
    openBetween: (kind, { ends, by, from, to, most }) =>
      database
        .all(
          `SELECT code, c_created AS created, as_of FROM (
             SELECT id, c_created FROM ${tableOf(kind)} WHERE c_${by} >= ? AND c_${by} < ? AND status NOT IN (${ends.map(() => '?').join(', ')})
             ORDER BY c_created LIMIT ?
           ) JOIN records USING (id) ORDER BY c_created`,
          from,
          to,
          ...ends,
          most,
        )
        .map(({ code, created, as_of: asOf }) => ({
          code: String(code),
          created: typeof created === 'number' ? created : null,
          asOf: Number(asOf),
        })),
    newerThan: (kind, created) =>
      Number(database.get(`SELECT count(*) AS many FROM ${tableOf(kind)} WHERE c_created >= ?`, created)?.['many'] ?? 0),
    putStatus: (kind, id, status) => {
      database.run(`UPDATE ${tableOf(kind)} SET status = ? WHERE id = ?`, status, id);
      changes.add(tableOf(kind), id);
    },
    besideChanged: (topic, code) => {
      for (const kind of recordKinds.filter((each) => kindOf(each).listing.beside.includes(topic))) {
        const row = database.get('SELECT id, status, body FROM records WHERE kind = ? AND code = ?', kind, code);
        // What is not made yet is made with this answer.
        const found = row === undefined || !anew.isMade(kind, Number(row['id'])) ? null : foundIn(database, kind, readable(row['body']));
        if (row !== undefined && found !== null) writeOne(kind, Number(row['id']), String(row['status']), found);
      }
    },
  };
}

/** The list of a kind, as it is asked. */
export function sourceOf(kind: RecordKind): ListSource {
  const { columns, facets } = kindOf(kind).listing;
  const own = Object.keys(columns).map((name) => [name, { sql: `c_${name}` }] as const);
  return {
    table: tableOf(kind),
    id: 'id',
    belongs: [],
    columns: {
      ...Object.fromEntries(own),
      created: { sql: 'c_created', index: indexOf(kind, 'c_created') },
      updated: { sql: 'c_updated' },
      code: { sql: 'c_code' },
      reference: { sql: 'c_reference' },
      warehouse: { sql: 'c_warehouse' },
      status: { sql: 'status', index: indexOf(kind, 'status') },
    },
    facets: {
      ...Object.fromEntries(
        Object.entries(facets).map(([name, { type }]): [string, ListFacet] => [
          name,
          type === 'open' ? { sql: isOpenSql(kind), type: 'one' } : { sql: `f_${name}`, type },
        ]),
      ),
      status: { sql: 'status', type: 'one' },
      warehouse: { sql: 'f_warehouse', type: 'several' },
    },
    order: newestFirst,
    search: (search) => wordsIn('search', wordsOf(search)),
    near: (reader, search, most) => rowsNear(reader, tableOf(kind), wordsOf(search), most),
    exact: (reader, search) => exactly(reader, kind, search),
    kept: {
      text: 'search',
      words: wordsOf,
      changes: (reader, since) => (isUnfinished(reader, kind) ? null : changesOf(reader, tableOf(kind), since)),
    },
  };
}

const isOpenSql = (kind: RecordKind): string => {
  const { ends } = kindOf(kind);
  const over = [...(ends === 'made' ? [] : ends), goneStatus].map((status) => `'${status}'`).join(', ');
  return `iif(status IN (${over}), 'no', 'yes')`;
};

/** Records that have this code, whole and spelled so but for case, accents and how article numbers are written. */
function exactly(reader: Reading, kind: RecordKind, search: string): number[] {
  const wanted = [...new Set([fold(search), fold(searchedAs(search.trim()))])];
  return reader
    .all(
      `SELECT DISTINCT id FROM ${codesTable} WHERE kind = ? AND code IN (${wanted.map(() => '?').join(', ')}) LIMIT 100`,
      kind,
      ...wanted,
    )
    .map(({ id }) => Number(id));
}

/** Rows of other answers as they were stored: parsed then, not again. What somebody was at is as if it were not there. */
export const besideOf = (reader: Pick<Reading, 'get'>, code: string): Beside => ({
  rowsOf: (topic) => {
    const rows = reader.get('SELECT rows FROM lists WHERE topic = ? AND key = ?', topic, code)?.['rows'];
    const read = typeof rows === 'string' ? readable(rows) : null;
    return Array.isArray(read) && read.every((row) => typeof row === 'object' && row !== null) ? read : null;
  },
});

/** What a record is found, filtered and sorted by. */
interface Found {
  readonly search: string;
  readonly codes: readonly string[];
  /** In the order of `slotsOf`. */
  readonly values: readonly Value[];
}

/**
 * Bodies were parsed when they were stored, and are not parsed again: 100,000 would take seconds. One of an older desk may lack what is
 * read here: that one is. `null` for what cannot be read, and is not shown either.
 */
function foundIn(database: Database, kind: RecordKind, body: unknown): Found | null {
  const read = (record: RecordOf[RecordKind]): Found => {
    const beside = besideOf(database, codeOf(kind, record as never));
    return {
      search: searchIn(kind, record as never),
      codes: codesIn(kind, record as never),
      values: slotsOf(kind).map((slot) => slot.of(record, beside)),
    };
  };
  try {
    return read(body as RecordOf[RecordKind]);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const parsed = recordSchemas[kind].safeParse(body);
    return parsed.success ? read(parsed.data) : null;
  }
}

/** `null` where somebody was at the file: the next answer brings it again. */
function readable(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
