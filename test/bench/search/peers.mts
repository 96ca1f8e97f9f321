/**
 * The same questions without page and bridge: asked of the store as the desk does it, and of two others. Each answers the newest fifty and
 * how many there are of each state.
 */
import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import MiniSearch from 'minisearch';
import { wordsOf } from '../../../contract/fold.ts';
import { firstPage } from '../../../contract/recordQuery.ts';
import { sourceOf } from '../../../main/store/listedRecords.ts';
import { pageOf } from '../../../main/store/listing.ts';
import { type ListsAtHand, listsAtHand } from '../../../main/store/listsAtHand.ts';
import { openReader } from '../../../main/store/reader.ts';
import { type Told, told } from './figures.mts';
import { typings } from './typed.mts';

/** Rows that fit. */
type Ask = (search: string) => number;

export interface Compared {
  readonly store: Readonly<Record<'at hand' | 'database', Told>>;
  readonly peers: Readonly<Record<'fts5-trigram' | 'minisearch', Told & { readonly sameTotals: number; readonly madeInMs: number }>>;
  /** Of the lists at hand: what they take, and how long it takes to read them in. */
  readonly atHandMB: number;
  readonly readInMs: number;
}

export function compare(file: string): Compared {
  const reader = openReader(file);
  const askStore =
    (atHand?: ListsAtHand): Ask =>
    (search) =>
      reader.atOnce(() => pageOf(reader, sourceOf('product'), firstPage('product', { search, counts: ['status'] }), Date.now(), atHand))
        .total;
  try {
    const lists = listsAtHand();
    const before = heapMB();
    const from = performance.now();
    askStore(lists)('');
    while (reader.atOnce(() => lists.readOn(reader)));
    const readInMs = Math.round(performance.now() - from);
    const atHandMB = Math.round((heapMB() - before) * 10) / 10;
    const quick = timesOf(askStore(lists));
    const database = timesOf(askStore());
    const trigrams = trigramsOf(file);
    const mini = miniOf(file);
    const peer = ({ ask, madeInMs }: { readonly ask: Ask; readonly madeInMs: number }) => {
      const { totals, ...times } = timesOf(ask);
      const same = totals.filter((total, index) => total === quick.totals[index]).length;
      return { ...told(times.times), sameTotals: Math.round((same / totals.length) * 100) / 100, madeInMs };
    };
    return {
      store: { 'at hand': told(quick.times), database: told(database.times) },
      peers: { 'fts5-trigram': peer(trigrams), minisearch: peer(mini) },
      atHandMB,
      readInMs,
    };
  } finally {
    reader.close();
  }
}

/** Each question as it grows; all of them once before, as in a desk that has been used. */
function timesOf(ask: Ask): { readonly times: readonly number[]; readonly totals: readonly number[] } {
  const searches = typings().map(({ search }) => search);
  for (const search of searches) ask(search);
  const totals: number[] = [];
  const times = searches.map((search) => {
    const from = performance.now();
    totals.push(ask(search));
    return performance.now() - from;
  });
  return { times, totals };
}

const textsIn = (file: string): { readonly id: number; readonly search: string; readonly status: string; readonly created: number }[] => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database
      .prepare('SELECT id, search, status, c_created FROM listed_product')
      .all()
      .map((row) => ({
        id: Number(row['id']),
        search: String(row['search']),
        status: String(row['status']),
        created: Number(row['c_created']),
      }));
  } finally {
    database.close();
  }
};

/** SQLite's FTS5 with pieces of three signs, as its page tells: MATCH for words of three signs and more, else LIKE over all rows. */
function trigramsOf(file: string): { readonly ask: Ask; readonly madeInMs: number } {
  const rows = textsIn(file);
  const from = performance.now();
  const database = new DatabaseSync(':memory:');
  database.exec(`CREATE TABLE list (id INTEGER PRIMARY KEY, search TEXT, status TEXT, created REAL); CREATE INDEX newest ON list (created);
    CREATE VIRTUAL TABLE words USING fts5(search, content='list', content_rowid='id', tokenize='trigram'); BEGIN`);
  const insert = database.prepare('INSERT INTO list VALUES (?, ?, ?, ?)');
  for (const { id, search, status, created } of rows) insert.run(id, search, status, created);
  database.exec("INSERT INTO words (words) VALUES ('rebuild'); COMMIT");
  const madeInMs = Math.round(performance.now() - from);
  return {
    madeInMs,
    ask: (search) => {
      const words = wordsOf(search);
      const long = words.filter((word) => word.length >= 3).map((word) => `"${word.replaceAll('"', '""')}"`);
      const short = words.filter((word) => word.length < 3);
      const where = [
        ...(long.length > 0 ? ['id IN (SELECT rowid FROM words WHERE words MATCH ?)'] : []),
        ...short.map(() => "search LIKE '%' || ? || '%'"),
        'TRUE',
      ].join(' AND ');
      const values = [...(long.length > 0 ? [long.join(' AND ')] : []), ...short];
      database.prepare(`SELECT id FROM list WHERE ${where} ORDER BY created DESC LIMIT 50`).all(...values);
      const counts = database.prepare(`SELECT status, count(*) AS many FROM list WHERE ${where} GROUP BY status`).all(...values);
      return counts.reduce((sum, { many }) => sum + Number(many), 0);
    },
  };
}

/** It finds words by their beginnings, not by what stands in them, and orders by how well they fit. */
function miniOf(file: string): { readonly ask: Ask; readonly madeInMs: number } {
  const rows = textsIn(file);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const from = performance.now();
  const index = new MiniSearch<(typeof rows)[number]>({
    fields: ['search'],
    tokenize: (text) => text.split(' '),
    processTerm: (word) => word,
  });
  index.addAll(rows);
  return {
    madeInMs: Math.round(performance.now() - from),
    ask: (search) => {
      const words = wordsOf(search);
      const found = words.length === 0 ? rows : index.search(words.join(' '), { prefix: true, combineWith: 'AND' });
      const counts = new Map<string, number>();
      const fitting = found.flatMap(({ id }) => byId.get(Number(id)) ?? []);
      for (const { status } of fitting) counts.set(status, (counts.get(status) ?? 0) + 1);
      fitting.sort((a, b) => b.created - a.created).slice(0, 50);
      return fitting.length;
    },
  };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
function heapMB(): number {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}
