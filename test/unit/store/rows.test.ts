/** What is kept beside documents: settings, files, uploads, and which connections there are. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { ConnectionId } from '../../../contract/connection.ts';
import { DeskFailure } from '../../../contract/errors.ts';
import { openAppDatabase } from '../../../main/store/appDatabase.ts';
import { openStore } from '../../../main/store/index.ts';
import type { Store } from '../../../main/store/index.ts';
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
  expect(fileRows.uploadOf(file.file_id, 'https://a.example')).toEqual({ url: 'https://cdn.example/1', uploadedAt: 1 });
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

const shop = {
  id: 'shop' as ConnectionId,
  name: 'Shop Hoa Mai',
  environment: 'staging',
  baseUrl: 'https://open-api-dev.nandh.vn',
  profile: '',
  identity: 'of-shop',
} as const;

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
  refused(() => app.connections.insert({ ...shop, id: 'second' as ConnectionId, name: 'SHOP HOA MAI' }), {
    code: 'nameTaken',
    params: { name: 'SHOP HOA MAI' },
  });
  refused(() => app.connections.setProfile('gone' as ConnectionId, ''), { code: 'noConnection' });
});

test('no database has a place for a token', () => {
  const folder = temporaryFolder();
  const app = openAppDatabase(folder, clock, () => undefined);
  onTestFinished(app.close);
  expect(Object.keys(app.connections.insert(shop)).sort()).toEqual([
    'baseUrl',
    'createdAt',
    'environment',
    'id',
    'identity',
    'lastOpenedAt',
    'name',
    'profile',
  ]);
});
