/** The journal: what it keeps, what it finds, and that nobody can change it unnoticed. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type JournalEntry, type JournalQuery, type OutboxEntry, journalPage } from '../../../contract/journal.ts';
import { openDatabase } from '../../../main/store/database.ts';
import type { Database } from '../../../main/store/database.ts';
import { journalOn } from '../../../main/store/journal.ts';
import type { Journal } from '../../../main/store/journal.ts';
import type { Bodies } from '../../../main/store/journalReading.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const clock = handClock();
const day = 24 * 60 * 60 * 1000;
const all = journalPage();
const none: Bodies = { sent: null, answered: null };

type Request = Parameters<Journal['addRequest']>[0];
const request = (given: Partial<Request> = {}): Request => ({
  at: clock.wall(),
  operator: null,
  naturalKey: null,
  call: 'shipments.create',
  method: 'POST',
  path: '/api/v1/shipments/b2c/create',
  outcome: 'ok',
  httpStatus: 200,
  providerCode: null,
  durationMs: 120,
  logId: null,
  priority: 'person',
  ...given,
});
const step = (given: Partial<OutboxEntry> = {}): Parameters<Journal['addOutbox']>[0] => ({
  at: clock.wall(),
  operator: 'Lan',
  naturalKey: 'ĐH-001',
  kind: 'shipment',
  event: 'queued',
  state: 'queued',
  code: null,
  error: null,
  ...given,
});

function open(mostBodies?: number): { database: Database; journal: Journal } {
  const database = openDatabase(join(temporaryFolder(), 'desk.sqlite'), clock, migrations);
  onTestFinished(() => database.close());
  return { database, journal: journalOn(database, mostBodies === undefined ? {} : { mostBodies }) };
}
const keysOf = (entries: readonly JournalEntry[]): (string | null)[] => entries.map((entry) => entry.naturalKey);

/** Twenty entries of both kinds, bodies at every second one. */
function filled(): ReturnType<typeof open> {
  const opened = open();
  for (let index = 0; index < 10; index += 1) {
    opened.journal.addRequest(
      request({ naturalKey: `K-${index}` }),
      index % 2 === 0 ? { sent: `{"n":${index}}`, answered: '{"error":false}' } : none,
    );
    opened.journal.addOutbox(step({ naturalKey: `K-${index}` }));
  }
  return opened;
}

test('the newest entries come first, page by page', () => {
  const { journal } = filled();
  const first = journal.list(journalPage({ pageSize: 3 }));
  expect(keysOf(first.entries)).toEqual(['K-9', 'K-9', 'K-8']);
  expect(first).toMatchObject({ total: 20, offset: 0, previous: null });
  // What is written meanwhile moves nothing.
  journal.addOutbox(step());
  const rest = journal.list(journalPage({ at: first.next }));
  expect(rest.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 17 }, (_, index) => 17 - index));
  expect(rest.next).toBeNull();
  const oldest = journal.list(journalPage({ order: { by: 'number', descending: false }, pageSize: 2 }));
  expect(oldest.entries.map(({ seq }) => seq)).toEqual([1, 2]);
});

test('entries are found by operator, key, code and log_id, written with or without accents', () => {
  const { journal } = open();
  journal.addRequest(request({ operator: 'Hạnh', naturalKey: 'ĐH-001', outcome: 'connectionLost', httpStatus: null }), none);
  journal.addRequest(
    request({ naturalKey: 'ĐH-002', outcome: 'provider', httpStatus: 422, providerCode: 'ALREADY_EXISTS', logId: 'log-77' }),
    none,
  );
  journal.addOutbox(step());
  const found = (query: Partial<JournalQuery>): (string | null)[] => keysOf(journal.list(journalPage(query)).entries);
  expect(found({ search: 'dh-001' })).toEqual(['ĐH-001', 'ĐH-001']);
  expect(found({ search: 'hanh' })).toEqual(['ĐH-001']);
  expect(found({ search: 'LOG-77 already' })).toEqual(['ĐH-002']);
  expect(found({ search: 'log-77 connectionlost' })).toEqual([]);
  expect(found({ facets: { what: ['outbox'] } })).toEqual(['ĐH-001']);
  expect(found({ facets: { ok: ['no'] } })).toEqual(['ĐH-002', 'ĐH-001']);
  expect(journal.list(journalPage({ counts: ['what', 'ok'] })).counts).toEqual({ what: { request: 2, outbox: 1 }, ok: { yes: 1, no: 2 } });
  expect(found({ ranges: { at: { from: clock.wall() + 1, to: null } } })).toEqual([]);
  expect(keysOf([...journal.all({ ...all, facets: { what: ['request'] } }, 0)].map(({ entry }) => entry))).toEqual(['ĐH-001', 'ĐH-002']);
});

test('the bodies of a request are kept with it, until there are too many; the entries stay', async () => {
  const { journal } = open(10_000);
  for (let index = 0; index < 20; index += 1)
    journal.addRequest(request({ naturalKey: `K-${index}` }), { sent: 'x'.repeat(1_000), answered: null });
  expect(journal.get(1)).toMatchObject({ entry: { naturalKey: 'K-0' }, sent: null });
  expect(journal.get(20)?.sent).toBe('x'.repeat(1_000));
  expect(journal.list(all).entries.length).toBe(20);
  expect(await journal.verify()).toMatchObject({ checked: 20, broken: null });
});

test('an untouched journal is sound', async () => {
  const { journal } = filled();
  expect(await journal.verify()).toEqual({ checked: 20, since: clock.wall(), broken: null });
  expect(await open().journal.verify()).toEqual({ checked: 0, since: null, broken: null });
});

test.each<[string, string, object]>([
  ['an entry was edited', `UPDATE journal SET entry = replace(entry, 'K-3', 'K-X') WHERE seq = 7`, { seq: 7, problem: 'changed' }],
  ['an entry is no JSON any more', `UPDATE journal SET entry = '{' WHERE seq = 7`, { seq: 7, problem: 'changed' }],
  [
    'an operator was exchanged',
    `UPDATE journal SET entry = replace(entry, '"Lan"', '"Minh"') WHERE seq = 20`,
    { seq: 20, problem: 'changed' },
  ],
  ['a hash was edited', `UPDATE journal SET hash = 'f' || substr(hash, 2) || '0' WHERE seq = 4`, { seq: 4, problem: 'changed' }],
  ['an entry in the middle was removed', 'DELETE FROM journal WHERE seq = 9', { seq: 9, problem: 'missing' }],
  ['the first was removed', 'DELETE FROM journal WHERE seq = 1', { seq: 1, problem: 'missing' }],
  ['the last was removed', 'DELETE FROM journal WHERE seq = 20', { seq: 20, problem: 'missing' }],
  [
    'one was put in behind the end',
    `INSERT INTO journal SELECT 21, entry, hash, at, what, is_ok, search FROM journal WHERE seq = 20`,
    { seq: 21, problem: 'changed' },
  ],
  [
    'one was put in before the beginning',
    `INSERT INTO journal SELECT 0, entry, hash, at, what, is_ok, search FROM journal WHERE seq = 1`,
    { seq: 0, problem: 'changed' },
  ],
  [
    'two were exchanged',
    `UPDATE journal SET seq = CASE seq WHEN 5 THEN -6 ELSE -5 END WHERE seq IN (5, 6); UPDATE journal SET seq = -seq WHERE seq < 0`,
    { seq: 5, problem: 'changed' },
  ],
  ['a body was edited', `UPDATE journal_bodies SET sent = '{"n":99}' WHERE seq = 5`, { seq: 5, problem: 'bodyChanged' }],
  ['a body was removed', 'DELETE FROM journal_bodies WHERE seq = 5', { seq: 5, problem: 'bodyChanged' }],
])('verify finds it when %s', async (_what, sql, broken) => {
  const { database, journal } = filled();
  for (const each of sql.split('; ')) expect(database.run(each)).toBeGreaterThan(0);
  expect((await journal.verify()).broken).toEqual(broken);
});

test('whoever edits an entry and hashes it anew is found at the next one', async () => {
  const { database, journal } = filled();
  const text = (seq: number, column: string): string => String(database.get(`SELECT ${column} FROM journal WHERE seq = ?`, seq)?.[column]);
  const edited = text(7, 'entry').replace('K-3', 'K-X');
  const hash = createHash('sha256')
    .update(`${text(6, 'hash')}\n${edited}`)
    .digest('hex');
  database.run('UPDATE journal SET entry = ?, hash = ? WHERE seq = 7', edited, hash);
  expect((await journal.verify()).broken).toEqual({ seq: 8, problem: 'changed' });
});

test('the journal keeps 90 days, and what is left can still be verified', async () => {
  const { database, journal } = open();
  for (const days of [120, 91, 89, 100, 1])
    journal.addRequest(request({ at: clock.wall() - days * day, naturalKey: `${days}` }), { sent: '{}', answered: null });
  // The one of 100 days came after one of 89: the clock had jumped. It goes with its turn.
  expect(journal.prune(clock.wall() - 90 * day, 1_000)).toBe(2);
  expect(keysOf(journal.list(all).entries)).toEqual(['1', '100', '89']);
  expect(await journal.verify()).toMatchObject({ checked: 3, broken: null });
  expect(database.get('SELECT count(*) AS rows FROM journal_bodies')).toEqual({ rows: 3 });
  journal.addRequest(request({ naturalKey: 'new' }), none);
  expect(await journal.verify()).toMatchObject({ checked: 4, broken: null });
  database.run("UPDATE journal SET entry = replace(entry, '89', '88') WHERE seq = 3");
  expect((await journal.verify()).broken).toEqual({ seq: 3, problem: 'changed' });
});

test('a journal all of which is old is emptied, and the chain goes on', async () => {
  const { journal } = filled();
  clock.advance(91 * day);
  expect(journal.prune(clock.wall() - 90 * day, 1_000)).toBe(20);
  journal.addOutbox(step());
  expect(journal.list(all).entries.map((entry) => entry.seq)).toEqual([21]);
  expect(await journal.verify()).toMatchObject({ checked: 1, broken: null });
});

test('a journal of the version before is replaced when the desk is updated', () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  openDatabase(file, clock, migrations.slice(0, 1)).close();
  const database = openDatabase(file, clock, migrations);
  onTestFinished(() => database.close());
  journalOn(database).addRequest(request(), none);
  expect(journalOn(database).get(1)?.entry).toMatchObject({ call: 'shipments.create' });
});

test('of what a search finds no more is counted than 10,000, and all of it is read page by page', () => {
  const { database, journal } = filled();
  const entry = `json_object('seq', n, 'at', n, 'operator', NULL, 'naturalKey', 'M-' || n, 'what', 'outbox', 'kind', 'shipment', 'event', 'queued', 'state', 'queued', 'code', NULL, 'error', NULL)`;
  database.run(`WITH RECURSIVE many (n) AS (SELECT 21 UNION ALL SELECT n + 1 FROM many WHERE n < 10050)
    INSERT INTO journal (seq, entry, hash, at, what, is_ok, search) SELECT n, ${entry}, '', n, 'outbox', 1, 'm-' || n FROM many`);
  database.run('UPDATE journal_chain SET ends_with = 10050');
  expect(journal.list(all)).toMatchObject({ total: 10_050 });
  expect(journal.list(journalPage({ search: 'm-123' }))).toMatchObject({ total: 11 });
  expect(journal.list(journalPage({ search: 'm-123' }))).not.toHaveProperty('isMore');

  const seen: number[] = [];
  for (let at: JournalQuery['at'] = null; ;) {
    const page = journal.list(journalPage({ search: 'm-', pageSize: 200, at }));
    expect(page).toMatchObject({ total: 10_000, isMore: true });
    seen.push(...page.entries.map(({ seq }) => seq));
    if (page.next === null) break;
    at = page.next;
  }
  expect(seen).toEqual(Array.from({ length: 10_030 }, (_, index) => 10_050 - index));
});
