/** A production connection sends nothing that a person decides while it is locked, and the journal tells who unlocked it, and why. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { journalPage } from '../../contract/journal.ts';
import { draftId, newFolder, product, provider, start } from './wholeDesk.ts';

async function production(folder = newFolder()) {
  const practice = await provider();
  const file = join(newFolder(), 'provision.json');
  writeFileSync(file, JSON.stringify({ name: 'Shop Hoa Mai', environment: 'production', baseUrl: practice.baseUrl }));
  return start(folder, { argv: ['--provision', file], token: practice.token });
}

test('what a person sends is refused until the desk is unlocked with a reason, and nothing typed is lost', async () => {
  const desk = await production();
  expect((await desk.get('app.state', undefined)).session?.writing).toBe('locked');
  const { id } = await desk.get('drafts.save', { id: draftId(), kind: 'product', body: product('KHOA-1') });
  expect(await desk.ask('outbox.queue', { draftId: id })).toEqual({ ok: false, error: { code: 'writingLocked' } });
  expect((await desk.get('drafts.get', { id }))?.body).toMatchObject({ sku: 'KHOA-1' });
  expect(await desk.ask('outbox.act', { kind: 'product.deactivate', body: { oasin: 'OASIN1' } })).toMatchObject({
    error: { code: 'writingLocked' },
  });
  expect(await desk.ask('writing.unlock', { reason: ' x ' })).toMatchObject({ ok: false, error: { code: 'malformed' } });
  expect((await desk.get('writing.unlock', { reason: 'đơn sáng nay' })).writing).toBe('open');
  await desk.get('outbox.queue', { draftId: id });
  await desk.until(
    'the product is there',
    async () => (await desk.get('outbox.list', { states: ['confirmed'], kind: null })).items.length === 1,
  );
  const { entries } = await desk.get('journal.list', journalPage({}));
  expect(entries.find(({ what }) => what === 'desk')).toMatchObject({ event: 'writingUnlocked', reason: 'đơn sáng nay' });
});

test('it is locked again for whoever comes next, and when the desk is opened again; what was sent goes on', async () => {
  const folder = newFolder();
  const desk = await production(folder);
  const lan = await desk.get('operators.add', { name: 'Lan', pin: '2468' });
  await desk.get('writing.unlock', { reason: 'đơn sáng nay' });
  const { id } = await desk.get('drafts.save', { id: draftId(), kind: 'product', body: product('KHOA-2') });
  await desk.get('outbox.pause', undefined);
  await desk.get('outbox.queue', { draftId: id });
  await desk.get('operators.lock', undefined);
  await desk.get('operators.enter', { id: lan.id, pin: '2468' });
  expect((await desk.get('app.state', undefined)).session?.writing).toBe('locked');
  expect(await desk.ask('outbox.resume', undefined)).toMatchObject({ error: { code: 'writingLocked' } });
  const { entries } = await desk.get('journal.list', journalPage({}));
  expect(entries.filter(({ what }) => what === 'desk').map((entry) => [entry.operator, 'event' in entry && entry.event])).toEqual([
    ['Lan', 'writingLocked'],
    ['Lan', 'writingUnlocked'],
  ]);
});

test('it is locked again when the computer sleeps: somebody else may wake it', async () => {
  const desk = await production();
  await desk.get('writing.unlock', { reason: 'đơn sáng nay' });
  desk.desk.sleep();
  desk.desk.wake();
  expect((await desk.get('app.state', undefined)).session?.writing).toBe('locked');
});
