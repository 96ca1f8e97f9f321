/** The diagnosis that is copied into a message: what support asks first, and nothing that says who somebody is. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AppState } from '../../../contract/bridge.ts';
import type { Connection } from '../../../contract/connection.ts';
import { firstNotices } from '../../../contract/notices.ts';
import { diagnosis } from '../../../main/support/diagnosis.ts';

const shop = {
  id: 'shop-hoa-mai-1a2b3c4d',
  name: 'Shop Hoa Mai 0912345678',
  environment: 'staging',
  baseUrl: 'https://open-api-dev.nandh.vn',
  key: 'stored',
} as Connection;
const app: AppState = {
  version: '1.2.3',
  platform: 'win32',
  language: 'vi',
  theme: 'system',
  scanner: { prefix: '', sound: true },
  notices: firstNotices,
  connections: [shop],
  keychain: 'locked',
  session: null,
  opening: null,
  trouble: { code: 'storageReadOnly', params: { path: join(homedir(), 'desk', 'tok-5f2c9e0b7a') } },
  operators: [{ id: 'o-1', name: 'Nguyễn Thị Mai' } as AppState['operators'][number]],
  operator: null,
  clockIsBehind: false,
  proxies: [],
};
const text = diagnosis({
  app,
  versions: { electron: '45.4.1', node: '24.1.0' },
  folder: join(homedir(), 'desk'),
  secrets: ['tok-5f2c9e0b7a'],
  now: Date.UTC(2026, 10, 25),
  builtAt: Date.UTC(2026, 10, 20),
});

test.each([
  'Onflow Desk 1.2.3, built 2026-11-20',
  'electron 45.4.1, node 24.1.0',
  `Data: ${join('~', 'desk')}`,
  `Logs: ${join('~', 'desk', 'logs')}`,
  '"keychain": "locked"',
  '"storageReadOnly"',
  'https://open-api-dev.nandh.vn',
])('it says: %s', (words) => expect(text).toContain(words));
test.each(['tok-5f2c9e0b7a', 'Mai', '0912345678', homedir()])('it does not say: %s', (words) => expect(text).not.toContain(words));
