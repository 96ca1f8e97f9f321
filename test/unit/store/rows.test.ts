/** What is kept beside documents: settings, files, uploads, the journal of requests, and which connections there are. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { ConnectionId } from '../../../contract/connection.ts';
import { DeskFailure } from '../../../contract/errors.ts';
import { openAppDatabase } from '../../../main/store/appDatabase.ts';
import { openStore } from '../../../main/store/index.ts';
import type { Store } from '../../../main/store/index.ts';
import type { JournalEntry } from '../../../main/store/journal.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const clock = handClock();
const unreadable: string[] = [];

function openHere(folder = temporaryFolder()): Store {
  const store = openStore(join(folder, 'connection.sqlite'), clock, (name) => unreadable.push(name));
  onTestFinished(() => store.close());
  return store;
}

const file = { file_id: 'a'.repeat(64), name: 'hóa đơn.pdf', mime: 'application/pdf', size: 12 };

test('settings outlive the desk', () => {
  const folder = temporaryFolder();
  const Width = z.object({ width: z.number() });
  const first = openHere(folder);
  expect(first.settings.get('list', Width, { width: 300 })).toEqual({ width: 300 });
  first.settings.set('list', { width: 420 });
  first.close();
  expect(openHere(folder).settings.get('list', Width, { width: 300 })).toEqual({ width: 420 });
});

test('a setting that cannot be read is reported and replaced, and the desk opens all the same', () => {
  const { settings, database } = openHere();
  settings.set('language', 'klingon');
  database.run("INSERT INTO settings VALUES ('theme', '{not json')");
  expect(settings.get('language', z.enum(['vi', 'en']), 'vi')).toBe('vi');
  expect(settings.get('theme', z.string(), 'dark')).toBe('dark');
  expect(unreadable).toEqual(['language', 'theme']);
});

test('an upload is remembered per provider, so that it is not repeated', () => {
  const { fileRows } = openHere();
  fileRows.rememberUpload({ fileId: file.file_id, baseUrl: 'https://a.example', url: 'https://cdn.example/1', uploadedAt: 1 });
  expect(fileRows.uploadOf(file.file_id, 'https://a.example')).toBe('https://cdn.example/1');
  expect(fileRows.uploadOf(file.file_id, 'https://b.example')).toBeNull();
  expect(fileRows.uploadOf('b'.repeat(64), 'https://a.example')).toBeNull();
  expect(fileRows.fileAt('https://cdn.example/1')).toBeNull();
  fileRows.remember(file, 1);
  expect(fileRows.fileAt('https://cdn.example/1')).toEqual(file);
  expect(fileRows.fileAt('https://cdn.example/2')).toBeNull();
});

test('a staged file is found by its bytes and keeps its newest name', () => {
  const { fileRows } = openHere();
  fileRows.remember(file, 1);
  fileRows.remember({ ...file, name: 'invoice.pdf' }, 2);
  expect(fileRows.find(file.file_id)).toEqual({ ...file, name: 'invoice.pdf' });
  expect(fileRows.find('b'.repeat(64))).toBeNull();
});

const entry = (given: Partial<JournalEntry>): JournalEntry => ({
  at: clock.wall(),
  call: 'shipments.create',
  method: 'POST',
  path: '/api/v1/shipments/b2c/create',
  naturalKey: null,
  outcome: 'ok',
  httpStatus: 200,
  providerCode: null,
  durationMs: 120,
  logId: null,
  priority: 'person',
  ...given,
});

test('the journal answers the newest requests first, and finds them by key, code and log_id', () => {
  const { journal } = openHere();
  const lost = entry({ naturalKey: 'ĐH-001', outcome: 'connectionLost', httpStatus: null });
  const refused = entry({ naturalKey: 'ĐH-002', outcome: 'provider', httpStatus: 422, providerCode: 'ALREADY_EXISTS', logId: 'log-77' });
  journal.add(lost);
  journal.add(refused);
  expect(journal.recent(10)).toEqual([refused, lost]);
  expect(journal.recent(1)).toEqual([refused]);
  expect(journal.recent(10, 'dh-001')).toEqual([lost]);
  expect(journal.recent(10, 'LOG-77 already')).toEqual([refused]);
  expect(journal.recent(10, 'log-77 connectionlost')).toEqual([]);
});

test('the journal keeps 90 days', () => {
  const { journal } = openHere();
  const day = 24 * 60 * 60 * 1000;
  journal.add(entry({ at: clock.wall() - 91 * day, naturalKey: 'old' }));
  journal.add(entry({ at: clock.wall() - 89 * day, naturalKey: 'young' }));
  expect(journal.prune(clock.wall())).toBe(1);
  expect(journal.recent(10).map((each) => each.naturalKey)).toEqual(['young']);
});

test('the journal has no place for a body or a header', () => {
  const { database } = openHere();
  const names = database.all("SELECT name FROM pragma_table_info('journal')").map((row) => row['name']);
  expect(names).toEqual([
    'seq', 'at', 'call', 'method', 'path', 'natural_key', 'outcome', 'http_status', 'provider_code', 'duration_ms', 'log_id', 'priority', 'search',
  ]);
});

const shop = { id: 'shop' as ConnectionId, name: 'Shop Hoa Mai', environment: 'staging', baseUrl: 'https://open-api-dev.nandh.vn', profile: '' } as const;

test('connections are kept, with their profile and when they were opened', () => {
  const folder = temporaryFolder();
  const open = () => {
    const app = openAppDatabase(folder, clock, () => undefined);
    onTestFinished(app.close);
    return app;
  };
  const first = open();
  const made = first.connections.insert(shop);
  first.connections.insert({ ...shop, id: 'other' as ConnectionId, name: 'Other' });
  clock.advance(5);
  first.connections.touch(shop.id);
  first.connections.setProfile(shop.id, '{"pageSize":100}');
  first.close();
  const again = open().connections;
  expect(again.get(shop.id)).toEqual({ ...made, profile: '{"pageSize":100}', lastOpenedAt: clock.wall() });
  again.remove(shop.id);
  expect(again.list().map((each) => each.name)).toEqual(['Other']);
  expect(again.get(shop.id)).toBeNull();
});

test('two connections cannot have one name, and the profile of a missing one cannot be set', () => {
  const app = openAppDatabase(temporaryFolder(), clock, () => undefined);
  onTestFinished(app.close);
  app.connections.insert(shop);
  const refused = (work: () => unknown, error: object): void => {
    expect(work).toThrow(DeskFailure);
    expect(work).toThrow(expect.objectContaining({ error }));
  };
  refused(() => app.connections.insert({ ...shop, id: 'second' as ConnectionId, name: 'SHOP HOA MAI' }), { code: 'nameTaken', params: { name: 'SHOP HOA MAI' } });
  refused(() => app.connections.setProfile('gone' as ConnectionId, ''), { code: 'noConnection' });
});

test('no database has a place for a token', () => {
  const folder = temporaryFolder();
  const app = openAppDatabase(folder, clock, () => undefined);
  onTestFinished(app.close);
  expect(Object.keys(app.connections.insert(shop)).sort()).toEqual(['baseUrl', 'createdAt', 'environment', 'id', 'lastOpenedAt', 'name', 'profile']);
});
