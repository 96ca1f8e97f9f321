/** Nothing is kept for ever, and nothing goes that anybody still needs. */
import { spawnSync } from 'node:child_process';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { DraftId } from '../../../contract/outbox.ts';
import { codeHoldersOn } from '../../../main/store/codeHolders.ts';
import { ownThings } from '../../../main/keeping/index.ts';
import { day, handClock, openPlace } from './place.ts';

const handedOver = { handover_time: 1_700_000_000, packed_time: 1_700_000_000, picked_time: 1_700_000_000 };

/** The last changes lie beside the file until they are moved into it. */
const allBytes = (root: string): string =>
  ['desk.sqlite', 'desk.sqlite-wal'].map((name) => readFileSync(join(root, name)).toString('latin1')).join('');

describe('labels and documents', () => {
  test('go thirty days after their shipment was handed over, and not before', async () => {
    const place = openPlace();
    const label = await place.stage();
    const row = place.confirm(place.queue(place.draft('DH-1', label)), 'OASC1');
    place.provider('OASC1', {});
    await place.live(60, 5);
    expect(place.isOnDisk(label)).toBe(true);
    place.provider('OASC1', handedOver);
    await place.live(30);
    expect(place.isOnDisk(label)).toBe(true);
    await place.live(1);
    expect(place.isOnDisk(label)).toBe(false);
    expect(place.onDisk()).toEqual([]);
    expect(place.store.fileRows.uploadOf(label.file_id, '')).toBeNull();
    expect(place.rows.get(row.id)?.code).toBe('OASC1');
  });

  test('are recognised for ever: the same file on another parcel, when the file, the draft and the row in the list have long gone', async () => {
    const place = openPlace();
    const label = await place.stage('one label');
    const draft = place.draft('DH-1', label);
    const row = place.confirm(place.queue(draft), 'OASC1');
    place.provider('OASC1', handedOver);
    await place.live(800, 20);
    expect(place.isOnDisk(label)).toBe(false);
    expect(place.drafts.get(draft)).toBeNull();
    expect(place.rows.list({ states: null, kind: null, limit: 10 }).map(({ id }) => id)).not.toContain(row.id);
    const again = await place.stage('one label');
    expect(codeHoldersOn(place.store.database).of('shipment', 'label', again.file_id, randomUUID() as DraftId)).toMatchObject([
      { where: 'outbox', key: 'DH-1', code: 'OASC1' },
    ]);
  });

  test('of a shipment of which nothing is known any more go after half a year', async () => {
    const place = openPlace();
    const label = await place.stage();
    place.confirm(place.queue(place.draft('DH-1', label)), null);
    await place.live(179, 5);
    expect(place.isOnDisk(label)).toBe(true);
    await place.live(2);
    expect(place.isOnDisk(label)).toBe(false);
  });

  test('stay as long as anything unfinished names them too: another draft, another row, one thrown away that can be brought back', async () => {
    const place = openPlace();
    const label = await place.stage('the same bytes');
    place.confirm(place.queue(place.draft('DH-1', label)), 'OASC1');
    place.provider('OASC1', handedOver);
    const other = place.draft('DH-2', label);
    await place.live(40, 5);
    expect(place.isOnDisk(label)).toBe(true);
    const row = place.queue(other, { state: 'needs_attention' });
    await place.live(40, 5);
    expect(place.isOnDisk(label)).toBe(true);
    place.put(row, { state: 'withdrawn' });
    place.drafts.bringBack(other, null);
    place.drafts.discard(other);
    await place.live(29, 5);
    expect(place.isOnDisk(label)).toBe(true);
    await place.live(2);
    expect(place.isOnDisk(label)).toBe(false);
  });

  test.each(['queued', 'sending', 'unknown', 'needs_attention', 'rejected'] as const)(
    'of a row that is %s stay for years, by the row alone, and so does the row',
    async (state) => {
      const place = openPlace();
      const label = await place.stage();
      const row = place.queue(place.draft('DH-1', label), { state, code: 'OASC1' });
      place.provider('OASC1', handedOver);
      place.store.database.run("UPDATE drafts SET body = '{}'");
      await place.live(400, 6);
      for (const what of ownThings) await place.keeping.deleteNow(what);
      expect(place.isOnDisk(label)).toBe(true);
      expect(place.rows.get(row.id)).toEqual(row);
      expect(place.rows.list({ states: null, kind: null, limit: 1 })).toEqual([row]);
    },
  );

  test('stay where a person wants them kept for ever; what nothing names goes all the same', async () => {
    const place = openPlace();
    place.keeping.setDays('files', null);
    const [sent, dropped] = [await place.stage(), await place.stage()];
    place.confirm(place.queue(place.draft('DH-1', sent)), 'OASC1');
    place.provider('OASC1', handedOver);
    await place.live(400, 5);
    expect(place.isOnDisk(sent)).toBe(true);
    expect(place.isOnDisk(dropped)).toBe(false);
    place.keeping.setDays('files', 7);
    await place.live(1);
    expect(place.onDisk()).toEqual([]);
  });
});

describe('staged files that nothing names', () => {
  test('stay for a day, because an open form has perhaps not saved yet, and then go', async () => {
    const place = openPlace();
    const file = await place.stage();
    await place.live(0.9);
    expect(place.isOnDisk(file)).toBe(true);
    await place.live(0.2);
    expect(place.isOnDisk(file)).toBe(false);
    // Dropped once more, it is there again.
    expect(place.isOnDisk(await place.stage())).toBe(true);
  });

  test('after everything was discarded nothing is left, once it cannot be brought back any more', async () => {
    const place = openPlace();
    const drafts = await Promise.all(Array.from({ length: 12 }, async (_, index) => place.draft(`DH-${index}`, await place.stage())));
    for (const id of drafts) place.drafts.discard(id);
    await place.live(29, 5);
    expect(place.onDisk()).toHaveLength(12);
    const [first = '' as DraftId] = drafts;
    place.drafts.restore(first);
    await place.live(3);
    expect(place.onDisk()).toHaveLength(1);
    expect(place.drafts.get(first)).not.toBeNull();
  });

  test('that are named when the sweep has marked them already stay', async () => {
    const place = openPlace();
    const [first, second] = [await place.stage(), await place.stage()];
    place.clock.live(2 * day);
    // Everything is marked, and the first files are about to go: now somebody saves a form with one of them.
    const { fileRows } = place.store;
    const after = fileRows.after;
    let saved: DraftId | null = null;
    fileRows.after = (from, limit) => {
      saved ??= place.draft('DH-1', first);
      return after(from, limit);
    };
    await place.keeping.deleteNow('files');
    expect([place.isOnDisk(first), place.isOnDisk(second)]).toEqual([true, false]);
  });

  test('that are staged anew just when they go are there afterwards, whole', async () => {
    const place = openPlace();
    await place.stage('again');
    place.clock.live(2 * day);
    // The bytes lie there under their name, and the row is not written yet.
    const { fileRows } = place.store;
    const remember = fileRows.remember;
    let removed = -1;
    fileRows.remember = (file, stagedAt) => {
      removed = place.files.remove([file.file_id]).count;
      remember(file, stagedAt);
    };
    const again = await place.stage('again');
    expect(removed).toBe(0);
    expect((await place.files.read(again.file_id)).bytes.length).toBe(again.size);
    await place.keeping.deleteNow('files');
    expect(place.isOnDisk(again)).toBe(true);
  });

  test('a desk killed between the row and the bytes leaves no bytes for ever, and loses nothing that is named', async () => {
    const place = openPlace();
    const [named, ...loose] = [await place.stage(), await place.stage(), await place.stage()];
    if (named === undefined) throw new Error('no file');
    place.draft('DH-1', named);
    await place.close();
    const killed = spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'killedSweep.mts'), place.root, String(place.clock.wall() + 2 * day)],
      { encoding: 'utf8' },
    );
    // Windows knows no signals: there a process that was killed ends with 1.
    expect([process.platform === 'win32' ? killed.status : killed.signal, killed.stderr]).toEqual([
      process.platform === 'win32' ? 1 : 'SIGKILL',
      '',
    ]);
    const later = openPlace(place.root, handClock(place.clock.wall() + 2 * day));
    expect(loose.filter((file) => later.store.fileRows.find(file.file_id) === null)).toHaveLength(2);
    expect(later.onDisk()).toHaveLength(3);
    // Bytes without a row have only the time on the disk to go by.
    for (const name of later.onDisk()) utimesSync(join(later.folder, name), 0, 0);
    await later.keeping.tidy();
    expect(later.onDisk()).toEqual([named.file_id]);
    expect((await later.files.read(named.file_id)).bytes.length).toBe(named.size);
  }, 60_000);
});

describe('confirmed rows', () => {
  test('leave the list for the archive thirty days after their record is finished, are found there, and their reference stays taken', async () => {
    const place = openPlace();
    const label = await place.stage();
    const row = place.confirm(place.queue(place.draft('ĐH-Á-1', label)), 'OASC1');
    const waits = place.queue(place.draft('DH-2', null), { state: 'unknown', doubtSince: 5 });
    place.provider('OASC1', handedOver);
    await place.live(31);
    expect(place.archivings()).toBe(1);
    expect(place.rows.list({ states: null, kind: null, limit: 10 }).map((each) => each.naturalKey)).toEqual(['DH-2']);
    expect(place.rows.archived('dh-a oasc1', 10).map((each) => each.id)).toEqual([row.id]);
    expect(place.rows.archived('dh-2', 10)).toEqual([]);
    expect(() => place.queue(place.draft('ĐH-Á-1', null))).toThrow('referenceTaken');
    expect(place.rows.get(row.id)).toMatchObject({ state: 'confirmed', code: 'OASC1', naturalKey: 'ĐH-Á-1' });
    expect(place.rows.get(waits.id)).toEqual(waits);
  });

  test('keep in the archive what was sent, without names and notes', async () => {
    const place = openPlace();
    const label = await place.stage();
    const { id } = place.confirm(place.queue(place.draft('DH-1', label)), 'OASC1');
    place.provider('OASC1', handedOver);
    await place.live(31);
    const archived = place.rows.get(id);
    expect(archived?.body).toEqual({
      merchant_tracking_code_reference: 'DH-1',
      platform: 'shopee',
      items: [{ oasin: 'OASIN1', product_quantity: 1 }],
      label: { file_id: label.file_id },
    });
    expect(JSON.stringify(archived)).not.toMatch(/Lan|0903/);
  });

  test('that cannot be read stay as they are, and keep no other from the archive', async () => {
    const place = openPlace();
    const damaged = place.confirm(place.queue(place.draft('DH-1', null)), 'OASC1');
    const whole = place.confirm(place.queue(place.draft('DH-2', null)), 'OASC2');
    for (const code of ['OASC1', 'OASC2']) place.provider(code, handedOver);
    place.store.database.run(`UPDATE outbox SET steps = '[{"name' WHERE id = ?`, damaged.id);
    await place.live(31);
    expect(place.store.database.all('SELECT id FROM outbox WHERE archived_at IS NOT NULL').map(({ id }) => id)).toEqual([whole.id]);
    expect(place.store.database.get('SELECT steps FROM outbox WHERE id = ?', damaged.id)).toMatchObject({ steps: '[{"name' });
  });

  test('are overwritten where they lay: neither file nor log holds what was deleted', async () => {
    const place = openPlace();
    for (let index = 0; index < 50; index += 1) {
      place.confirm(place.queue(place.draft(`DH-${index}`, await place.stage())), `OASC${index}`);
      place.provider(`OASC${index}`, handedOver);
    }
    expect(allBytes(place.root)).toContain('Lan 0903');
    await place.live(32);
    expect(allBytes(place.root)).not.toContain('Lan 0903');
  });

  test('a doubt that nobody cleared up outlives its draft', async () => {
    const place = openPlace();
    const id = place.draft('DH-1', null);
    const row = place.queue(id, { state: 'unknown', doubtSince: 77, misses: 1 });
    place.put(row, { state: 'withdrawn' });
    place.drafts.bringBack(id, null);
    place.drafts.discard(id);
    await place.live(40, 5);
    expect(place.drafts.get(id)).toBeNull();
    expect(place.rows.doubtOf('shipment', 'DH-1')).toMatchObject({ since: 77 });
    expect(allBytes(place.root)).not.toContain('chị Lan');
  });
});

describe('drafts', () => {
  test('that were sent go after thirty days; those open, refused or on their way stay for ever', async () => {
    const place = openPlace();
    const sent = place.draft('DH-1', null);
    place.confirm(place.queue(sent), 'OASC1');
    const open = place.draft('DH-2', null);
    const [underWay, refused] = [place.draft('DH-3', null), place.draft('DH-4', null)];
    place.queue(underWay, { state: 'needs_attention' });
    place.put(place.queue(refused), { state: 'rejected' });
    place.drafts.bringBack(refused, { code: 'provider' });
    place.drafts.discard(refused);
    await place.live(29, 5);
    expect(place.drafts.get(sent)).not.toBeNull();
    await place.live(400, 5);
    expect(place.drafts.get(sent)).toBeNull();
    for (const id of [open, underWay, refused]) expect(place.drafts.get(id)).not.toBeNull();
  });

  test('discarded by a desk that did not write down when count from the day it is first seen', async () => {
    const place = openPlace();
    const id = place.draft('DH-1', null);
    place.drafts.discard(id);
    place.store.database.run('UPDATE drafts SET settled_at = NULL, updated_at = 1');
    await place.live(30);
    expect(place.drafts.get(id)).not.toBeNull();
    await place.live(2);
    expect(place.drafts.get(id)).toBeNull();
  });
});

describe('the journal', () => {
  test('keeps ninety days in small bites, and what is left can be verified', async () => {
    const place = openPlace();
    const add = (): void =>
      place.store.journal.addOutbox({
        at: place.clock.wall(),
        operator: null,
        naturalKey: randomUUID(),
        kind: 'shipment',
        event: 'queued',
        state: 'queued',
        code: null,
        error: null,
      });
    place.store.database.transaction(() => {
      for (let index = 0; index < 1_200; index += 1) add();
    });
    await place.live(50, 5);
    add();
    await place.live(41, 5);
    expect(await place.store.journal.verify()).toMatchObject({ checked: 1, broken: null });
  });

  test('of the last week stays, whoever asks', async () => {
    const place = openPlace();
    const add = (): void =>
      place.store.journal.addOutbox({
        at: place.clock.wall(),
        operator: null,
        naturalKey: 'K',
        kind: 'shipment',
        event: 'queued',
        state: 'queued',
        code: null,
        error: null,
      });
    add();
    await place.live(2);
    add();
    await place.live(6);
    expect(await place.keeping.deleteNow('journal')).toMatchObject({ count: 1 });
    expect(await place.store.journal.verify()).toMatchObject({ checked: 1, broken: null });
  });
});

describe('a clock that leaps', () => {
  test('years ahead deletes nothing before the desk has run under it for a day', async () => {
    const place = openPlace();
    const label = await place.stage();
    place.confirm(place.queue(place.draft('DH-1', label)), 'OASC1');
    place.provider('OASC1', handedOver);
    const dropped = place.draft('DH-2', await place.stage());
    place.drafts.discard(dropped);
    await place.keeping.tidy();
    place.clock.leap(4 * 365 * day);
    await place.keeping.tidy();
    expect(place.keeping.isClockDoubted()).toBe(true);
    await place.live(0.9);
    expect(place.isOnDisk(label)).toBe(true);
    expect(place.drafts.get(dropped)).not.toBeNull();
    expect(place.rows.archived('', 10)).toEqual([]);
    // Also what is staged under the wrong time.
    const late = await place.stage();
    await place.keeping.tidy();
    expect(place.isOnDisk(late)).toBe(true);
    await place.live(0.2);
    expect(place.keeping.isClockDoubted()).toBe(false);
    expect(place.isOnDisk(label)).toBe(false);
    expect(place.isOnDisk(late)).toBe(true);
  });

  test('and is set right again has deleted nothing, and nothing stays for ever for it', async () => {
    const place = openPlace();
    await place.keeping.tidy();
    place.clock.leap(4 * 365 * day);
    const [loose, dropped] = [await place.stage(), place.draft('DH-1', null)];
    place.drafts.discard(dropped);
    await place.live(0.5);
    place.clock.leap(-4 * 365 * day);
    await place.keeping.tidy();
    expect(place.keeping.isClockDoubted()).toBe(false);
    expect(place.isOnDisk(loose)).toBe(true);
    await place.live(2);
    expect(place.isOnDisk(loose)).toBe(false);
    await place.live(32);
    expect(place.drafts.get(dropped)).toBeNull();
  });

  test('is doubted over a restart too; a desk that was closed for a weekend is not', async () => {
    const first = openPlace();
    await first.keeping.tidy();
    await first.close();
    const monday = openPlace(first.root, handClock(first.clock.wall() + 3 * day));
    await monday.keeping.tidy();
    expect(monday.keeping.isClockDoubted()).toBe(false);
    await monday.close();
    const leapt = openPlace(first.root, handClock(monday.clock.wall() + 900 * day));
    await leapt.keeping.tidy();
    expect(leapt.keeping.isClockDoubted()).toBe(true);
    await leapt.close();
    const again = openPlace(first.root, leapt.clock);
    await again.keeping.tidy();
    expect(again.keeping.isClockDoubted()).toBe(true);
  });
});

test('what is kept is measured, and what may go by itself', async () => {
  const place = openPlace();
  const [sent, loose, named] = [await place.stage('a'), await place.stage('bb'), await place.stage('ccc')];
  place.confirm(place.queue(place.draft('DH-1', sent)), 'OASC1');
  place.draft('DH-2', named);
  place.clock.live(2 * day);
  const before = await place.keeping.measure();
  const of = (measured: typeof before, what: string) => measured.rows.find((each) => each.what === what);
  expect(of(before, 'files')).toEqual({ what: 'files', days: 30, kept: { count: 1, size: sent.size }, removable: { count: 0, size: 0 } });
  expect(before.leftovers).toEqual({ count: 1, size: loose.size });
  place.provider('OASC1', handedOver);
  const after = await place.keeping.measure();
  expect(of(after, 'files')?.removable).toEqual({ count: 1, size: sent.size });
  expect(of(after, 'rows')).toMatchObject({ kept: { count: 1 }, removable: { count: 1 } });
  expect(of(after, 'sentDrafts')).toMatchObject({ kept: { count: 1 }, removable: { count: 1 } });
  expect(await place.keeping.deleteNow('files')).toEqual({ count: 2, size: sent.size + loose.size });
  expect(await place.keeping.deleteNow('rows')).toMatchObject({ count: 1 });
  expect(await place.keeping.deleteNow('sentDrafts')).toMatchObject({ count: 1 });
  expect(place.onDisk()).toEqual([named.file_id]);
  expect(of(await place.keeping.measure(), 'rows')).toMatchObject({ kept: { count: 0 } });
});

test('copies for the system’s viewer are gone a day later, although the desk was not closed', async () => {
  const place = openPlace();
  const file = await place.stage();
  place.draft('DH-1', file);
  const viewed = await place.files.viewable(file.file_id);
  utimesSync(viewed, 0, 0);
  await place.keeping.tidy();
  expect(() => readFileSync(viewed)).toThrow('ENOENT');
  writeFileSync(viewed, '');
  await place.keeping.tidy();
  expect(readFileSync(viewed).length).toBe(0);
});
