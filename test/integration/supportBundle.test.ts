/** What support gets, and what it never gets. The whole desk, no window. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { journalPage } from '../../contract/journal.ts';
import { noFaults } from '../../contract/practice.ts';
import { newFolder, provider, provisioned, send, confirmed, unzip } from './wholeDesk.ts';

describe('the support bundle', () => {
  it('holds log, versions, settings, journal and outbox states; no token, phone, address, name or body', async () => {
    const practice = await provider();
    const folder = newFolder();
    const desk = await provisioned(practice, folder);
    await desk.get('operators.add', { name: 'Nguyễn Thị Lan', pin: '2468' });
    await confirmed(
      desk,
      (await send(desk, 'BND-1', { name: 'Áo của chị Hạnh', product_characteristics: ['giao 12 Lý Thường Kiệt, 0912 345 678'] })).id,
    );
    await practice.setFaults({ ...noFaults, kind: 'error500BeforeCommit', share: 1, times: 1, onlyWrites: true });
    await send(desk, 'BND-0987654321', { name: 'Quần của anh Minh', product_characteristics: ['gọi +84 987 654 321'] });
    await desk.until(
      'it failed once',
      async () => (await desk.get('journal.list', journalPage({ facets: { ok: ['no'] }, pageSize: 5 }))).entries.length > 0,
    );
    mkdirSync(join(folder, 'crashes'), { recursive: true });
    writeFileSync(join(folder, 'crashes', '2026-11-24.txt'), `TypeError at 0283 8123 456 with ${practice.token}`);
    mkdirSync(join(folder, 'logs'), { recursive: true });
    writeFileSync(join(folder, 'logs', 'desk.log'), 'a line\n');
    writeFileSync(join(folder, 'logs', 'desk.old.log'), `called 0912.345.678, token ${practice.token}, mail lan@example.vn\n`);
    desk.goesTo = join(newFolder(), 'bundle.zip');
    expect(await desk.get('support.bundle', { personal: false })).toMatchObject({ saved: true, name: 'bundle.zip' });
    const files = unzip(readFileSync(desk.goesTo));
    expect([...files.keys()].sort()).toEqual([
      'crashes/2026-11-24.txt',
      'desk.json',
      'journal.jsonl',
      'logs/desk.log',
      'logs/desk.old.log',
      'outbox.json',
      'profile.json',
      'settings.json',
    ]);
    const all = [...files.values()].join('\n');
    expect(JSON.parse(files.get('desk.json') ?? '')).toMatchObject({ version: '1.2.3', versions: { node: process.versions.node } });
    expect(files.get('journal.jsonl')).toContain('BND-1');
    expect(JSON.parse(files.get('outbox.json') ?? '')).toEqual(
      expect.arrayContaining([expect.objectContaining({ naturalKey: 'BND-1', state: 'confirmed' })]),
    );
    for (const secret of [
      practice.token,
      '0912',
      '345 678',
      '987 654',
      '0987654321',
      '8123 456',
      'Lý Thường Kiệt',
      'Hạnh',
      'Minh',
      'Nguyễn',
      'Lan"',
      'lan@',
      '2468',
      'Hoa Mai',
    ])
      expect(all, secret).not.toContain(secret);

    await desk.get('support.bundle', { personal: true });
    const ticked = [...unzip(readFileSync(desk.goesTo)).values()].join('\n');
    expect(ticked).toContain('987 654 321');
    expect(ticked).not.toContain(practice.token);
  });
});
