/** Whose a question is: a desk with several connections answers each about its own, and says so where it cannot. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../contract/bridge.ts';
import { type ConnectionId, practiceConnectionId } from '../../contract/connection.ts';
import type { DraftId, OutboxId, OutboxItem } from '../../contract/outbox.ts';
import { systemClock } from '../../main/time/clock.ts';
import { withItem } from '../../renderer/stores/outboxStore.ts';
import { connect, newFolder, provider, start, until } from './severalDesks.ts';

const product = (sku: string) => ({ id: randomUUID() as DraftId, kind: 'product' as const, body: { sku, name: 'Áo thun' } });

describe('a question about a connection', () => {
  it('is answered by that connection, and refused with its name where another is open', async () => {
    const desk = await start();
    const [one, two] = [await connect(desk, 'Shop Một', await provider()), await connect(desk, 'Shop Hai', await provider())];
    await desk.get('connections.open', { id: one.id });
    const draft = product('OF-ONE');
    expect(await desk.of(one.id)('drafts.save', draft)).toMatchObject({ ok: true });
    await desk.get('connections.open', { id: two.id });
    const refused = { ok: false, error: { code: 'otherConnection', params: { name: 'Shop Một' } } };
    expect(await desk.of(one.id)('drafts.list', undefined)).toEqual(refused);
    expect(await desk.of(one.id)('outbox.queue', { draftId: draft.id })).toEqual(refused);
    expect(await desk.of(one.id)('connections.saveProfile', { text: '' })).toEqual(refused);
    expect(await desk.of(one.id)('practice.reset', undefined)).toEqual(refused);
    expect(await desk.of('gone' as ConnectionId)('drafts.list', undefined)).toEqual({ ok: false, error: { code: 'noConnection' } });
    expect(await desk.of(two.id)('drafts.list', undefined)).toEqual({ ok: true, value: [] });
  });

  it('is answered after the change of connections that was under way when it came', async () => {
    const desk = await start();
    const one = await connect(desk, 'Shop Một', await provider());
    await desk.get('connections.open', { id: one.id });
    const opening = desk.get('connections.open', { id: practiceConnectionId });
    expect(await desk.of(practiceConnectionId)('drafts.list', undefined)).toEqual({ ok: true, value: [] });
    expect(await desk.of(one.id)('drafts.list', undefined)).toMatchObject({ ok: false, error: { code: 'otherConnection' } });
    await opening;
  });
});

describe('while connections change', () => {
  it('a file that was dropped a moment ago arrives with the draft it was dropped on', async () => {
    const desk = await start();
    const one = await connect(desk, 'Shop Một', await provider());
    await desk.get('connections.open', { id: one.id });
    const path = join(desk.folder, 'nhan.pdf');
    writeFileSync(path, Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(8 * 1024 * 1024, 0x20), Buffer.from('\n%%EOF\n')]));
    const staging = desk.of(one.id)('files.stage', { path, name: 'nhan.pdf' });
    const pasting = desk.of(one.id)('files.paste', {
      name: 'dan.png',
      bytes: new Uint8Array(readFileSync(new URL('../samples/photo.png', import.meta.url))),
    });
    await Promise.all([staging, pasting, desk.get('connections.open', { id: practiceConnectionId })]);
    const [staged, pasted] = [await staging, await pasting];
    if (!staged.ok || !pasted.ok) throw new Error(JSON.stringify([staged, pasted]));
    await desk.get('connections.open', { id: one.id });
    for (const file of [staged.value, pasted.value])
      expect((await desk.from(one.id)('files.preview', { file_id: file.file_id })).bytes.length).toBe(file.size);
  });

  it('what was still being answered is said to be so, and is no defect', async () => {
    const switched = Promise.withResolvers<void>();
    const desk = await start({ openFile: () => switched.promise.then(() => Promise.reject(new Error('the database is closed'))) });
    const one = await connect(desk, 'Shop Một', await provider());
    await desk.get('connections.open', { id: one.id });
    const { file_id } = await desk.from(one.id)('files.paste', {
      name: 'dan.png',
      bytes: new Uint8Array(readFileSync(new URL('../samples/photo.png', import.meta.url))),
    });
    const opening = desk.of(one.id)('files.open', { file_id });
    await desk.get('connections.open', { id: practiceConnectionId });
    switched.resolve();
    expect(await opening).toEqual({ ok: false, error: { code: 'otherConnection', params: { name: 'Shop Một' } } });
    expect(desk.lines.filter((line) => line.startsWith('defect'))).toEqual([]);
  });
});

it('what a connection tells bears its id', async () => {
  const desk = await start();
  const one = await connect(desk, 'Shop Một', await provider());
  await desk.get('connections.open', { id: one.id });
  const draft = product('TOLD-1');
  await desk.of(one.id)('drafts.save', draft);
  await desk.of(one.id)('outbox.queue', { draftId: draft.id });
  await expect
    .poll(() => new Set(desk.events.map(({ name }) => name)))
    .toEqual(new Set(['app.changed', 'session.changed', 'catalogue.changed', 'drafts.changed', 'outbox.changed']));
  for (const { name, payload } of desk.events) {
    if (name === 'app.changed') continue;
    expect(payload, name).toMatchObject(name === 'session.changed' ? { connection: { id: one.id } } : { connection: one.id });
  }
});

describe('a connection that was removed', () => {
  it("never comes back: nothing of it is seen in one of its name, or sent to that one's server", async () => {
    const items = new Map<string, string>();
    const desk = await start({ items });
    const [a, b] = [await provider(), await provider()];
    const one = await connect(desk, 'Shop', a);
    await desk.get('connections.open', { id: one.id });
    await desk.from(one.id)('outbox.pause', undefined);
    const [draft, queued] = [product('DRAFT-OF-A'), product('QUEUED-FOR-A')];
    await desk.from(one.id)('drafts.save', draft);
    await desk.from(one.id)('drafts.save', queued);
    await desk.from(one.id)('outbox.queue', { draftId: queued.id });

    expect(await desk.get('connections.contents', { id: one.id })).toEqual({ drafts: 1, templates: 0, underWay: 1, needsPerson: 0 });
    await desk.get('connections.remove', { id: one.id });
    expect(await desk.get('app.state', undefined)).toMatchObject({ session: null });
    // Neither the token nor the mark of its folder is left with this computer.
    expect([...items]).toEqual([]);
    const two = await connect(desk, 'Shop', b);
    expect(two.id).not.toBe(one.id);
    await desk.get('connections.open', { id: two.id });
    expect(await desk.from(two.id)('drafts.list', undefined)).toEqual([]);
    expect((await desk.from(two.id)('outbox.list', { states: null, kind: null })).items).toEqual([]);
    await desk.from(two.id)('outbox.resume', undefined);
    await until(
      'the second shop is read',
      async () =>
        (
          await desk.from(two.id)('records.list', {
            kind: 'product',
            search: '',
            status: null,
            warehouse: null,
            page: 0,
            pageSize: 1,
            refresh: true,
          })
        ).total > 0,
    );
    expect(b.counts().products['QUEUED-FOR-A']).toBeUndefined();
  });

  it('is put away whole, with a word on whose it was', async () => {
    const desk = await start();
    const one = await connect(desk, 'Shop', await provider());
    await desk.get('connections.open', { id: one.id });
    await desk.from(one.id)('drafts.save', product('KEPT'));
    await desk.get('connections.remove', { id: one.id });
    expect(existsSync(join(desk.folder, 'connections', one.id))).toBe(false);
    const [away = ''] = readdirSync(join(desk.folder, 'removed'));
    expect(away.startsWith(`${one.id}.`)).toBe(true);
    expect(JSON.parse(readFileSync(join(desk.folder, 'removed', away, 'removed.json'), 'utf8'))).toMatchObject({
      id: one.id,
      name: 'Shop',
      baseUrl: one.baseUrl,
    });
    expect(existsSync(join(desk.folder, 'removed', away, 'desk.sqlite'))).toBe(true);
  });

  it('says that it cannot say what is in it, where it cannot be read; and one that was never opened has nothing', async () => {
    const desk = await start();
    const one = await connect(desk, 'Shop', await provider());
    expect(await desk.get('connections.contents', { id: one.id })).toEqual({ drafts: 0, templates: 0, underWay: 0, needsPerson: 0 });
    mkdirSync(join(desk.folder, 'connections', one.id), { recursive: true });
    writeFileSync(join(desk.folder, 'connections', one.id, 'desk.sqlite'), Buffer.alloc(40_000, 7));
    expect(await desk.get('connections.contents', { id: one.id })).toEqual({
      drafts: null,
      templates: null,
      underWay: null,
      needsPerson: null,
    });
  });
});

describe('a folder', () => {
  it('of one connection is not opened in the place of another', async () => {
    const desk = await start();
    const at = await provider();
    const [one, two] = [await connect(desk, 'Shop Một', at), await connect(desk, 'Shop Hai', at)];
    for (const { id } of [one, two]) await desk.get('connections.open', { id });
    await desk.get('connections.open', { id: practiceConnectionId });
    const place = (id: ConnectionId): string => join(desk.folder, 'connections', id);
    rmSync(place(two.id), { recursive: true });
    renameSync(place(one.id), place(two.id));
    const refused = { code: 'folderOfAnother', params: { name: 'Shop Hai' } };
    expect(await desk.of(two.id)('connections.open', { id: two.id })).toEqual({ ok: false, error: refused });
    expect(await desk.get('app.state', undefined)).toMatchObject({ session: null, trouble: refused });
    // Back in its place it is what it was.
    renameSync(place(two.id), place(one.id));
    expect(await desk.get('connections.open', { id: one.id })).toMatchObject({ connection: { id: one.id } });
  });

  it("of an older desk, which says nothing of whose it is, becomes its connection's", async () => {
    const folder = newFolder();
    const at = await provider();
    const older = await start({ folder });
    const { id } = await connect(older, 'Shop', at);
    await older.get('connections.open', { id });
    await older.from(id)('drafts.save', product('OLD'));
    await older.desk.close();
    const own = new DatabaseSync(join(folder, 'desk.sqlite'));
    own.exec('UPDATE connections SET identity = NULL');
    own.close();
    const its = new DatabaseSync(join(folder, 'connections', id, 'desk.sqlite'));
    its.exec("DELETE FROM settings WHERE name IN ('whose', 'mark')");
    its.close();

    const newer = await start({ folder });
    expect((await newer.from(id)('drafts.list', undefined)).map(({ title }) => title)).toEqual(['OLD']);
    expect((await newer.get('app.state', undefined)).session?.isCopied).toBe(false);
    await newer.desk.close();
    const again = new DatabaseSync(join(folder, 'desk.sqlite'), { readOnly: true });
    expect(again.prepare('SELECT identity FROM connections WHERE id = ?').get(id)?.['identity']).toEqual(expect.any(String));
    again.close();
  });
});

describe('what changes the open connection', () => {
  it('waits its turn: two that are opened together leave one', async () => {
    const desk = await start();
    const [one, two] = [await connect(desk, 'Shop Một', await provider()), await connect(desk, 'Shop Hai', await provider())];
    const ids = [one.id, practiceConnectionId, two.id, practiceConnectionId, one.id];
    expect(await Promise.all(ids.map((id) => desk.get('connections.open', { id })))).toMatchObject(
      ids.map((id) => ({ connection: { id } })),
    );
    expect((await desk.get('app.state', undefined)).session?.connection.id).toBe(one.id);
    // A session that was left behind would go on telling of itself.
    desk.events.length = 0;
    await desk.from(one.id)('records.list', {
      kind: 'product',
      search: '',
      status: null,
      warehouse: null,
      page: 0,
      pageSize: 1,
      refresh: true,
    });
    await until('it reads', () => desk.events.filter(({ name }) => name === 'catalogue.changed').length > 3);
    expect(
      new Set(
        desk.events.flatMap(({ name, payload }) =>
          name === 'app.changed'
            ? []
            : [(payload as { connection: ConnectionId | { id: ConnectionId } }).connection].map((each) =>
                typeof each === 'string' ? each : each.id,
              ),
        ),
      ),
    ).toEqual(new Set([one.id]));
  });

  it('leaves nothing behind where it fails: the file is free, and the next try opens', async () => {
    const desk = await start();
    const one = await connect(desk, 'Shop', await provider());
    // Where the folder for files should be there is a file.
    const place = join(desk.folder, 'connections', one.id);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'files'), '');
    const handles = (): string[] =>
      readdirSync('/proc/self/fd')
        .map((fd) => {
          try {
            return readlinkSync(`/proc/self/fd/${fd}`);
          } catch {
            return '';
          }
        })
        .filter((path) => path.startsWith(place));
    expect(await desk.of(one.id)('connections.open', { id: one.id })).toMatchObject({ ok: false, error: { code: 'storageReadOnly' } });
    if (process.platform === 'linux') expect(handles()).toEqual([]);
    rmSync(join(place, 'files'));
    expect(await desk.get('connections.open', { id: one.id })).toMatchObject({ connection: { id: one.id } });
    expect((await desk.get('app.state', undefined)).trouble).toBeNull();
  });
});

describe('what was typed while connections changed', () => {
  it('is kept in the connection it was typed for, whichever is open by then', async () => {
    const desk = await start();
    const [one, two] = [await connect(desk, 'Shop Một', await provider()), await connect(desk, 'Shop Hai', await provider())];
    await desk.get('connections.open', { id: one.id });
    const [during, after] = [product('DURING'), product('AFTER')];
    const opening = desk.get('connections.open', { id: two.id });
    expect(await desk.of(one.id)('drafts.save', during)).toMatchObject({ ok: true, value: { id: during.id } });
    await opening;
    expect(await desk.of(one.id)('drafts.save', after)).toMatchObject({ ok: true, value: { id: after.id } });
    expect(await desk.from(two.id)('drafts.list', undefined)).toEqual([]);
    await desk.get('connections.open', { id: one.id });
    expect((await desk.from(one.id)('drafts.list', undefined)).map(({ title }) => title).toSorted()).toEqual(['AFTER', 'DURING']);
  });

  it('is refused by name where that connection is gone', async () => {
    const desk = await start();
    const one = await connect(desk, 'Shop', await provider());
    await desk.get('connections.open', { id: one.id });
    await desk.get('connections.remove', { id: one.id });
    expect(await desk.of(one.id)('drafts.save', product('LATE'))).toEqual({ ok: false, error: { code: 'noConnection' } });
    expect(existsSync(join(desk.folder, 'connections', one.id))).toBe(false);
  });
});

describe('the rows of the outbox', () => {
  it('have one order on both sides of the bridge, whatever the clock said: as they are told, and as they are read after a restart', async () => {
    const queued: OutboxId[] = [];
    // It is set back with every row.
    const desk = await start({ clock: { ...systemClock, wall: () => Date.now() - 60_000 * queued.length } });
    await desk.get('connections.open', { id: practiceConnectionId });
    const ask = desk.from(practiceConnectionId);
    await ask('outbox.pause', undefined);
    for (const sku of ['ORDER-1', 'ORDER-2', 'ORDER-3']) {
      const draft = product(sku);
      await ask('drafts.save', draft);
      queued.push((await ask('outbox.queue', { draftId: draft.id })).id);
    }
    const told = desk.events
      .flatMap(({ name, payload }) => (name === 'outbox.changed' ? [(payload as EventOf<'outbox.changed'>).item] : []))
      .filter((item) => item !== null);
    const shown = told.reduce<readonly OutboxItem[]>(withItem, []).map(({ id }) => id);
    expect(shown).toEqual(queued.toReversed());
    expect((await ask('outbox.list', { states: null, kind: null })).items.map(({ id }) => id)).toEqual(shown);
    await desk.desk.close();
    const again = await start({ folder: desk.folder });
    expect((await again.from(practiceConnectionId)('outbox.list', { states: null, kind: null })).items.map(({ id }) => id)).toEqual(shown);
  });

  it('that cannot be read keep no other from leaving, and are seen to be there', async () => {
    const at = await provider();
    const keychain = new Map<string, string>();
    const first = await start({ items: keychain });
    const { id } = await connect(first, 'Shop', at);
    await first.get('connections.open', { id });
    await first.from(id)('outbox.pause', undefined);
    const [bad, good] = [product('BAD-ROW'), product('GOOD-ROW')];
    for (const draft of [bad, good]) {
      await first.from(id)('drafts.save', draft);
      await first.from(id)('outbox.queue', { draftId: draft.id });
    }
    await first.desk.close();
    const sqlite = new DatabaseSync(join(first.folder, 'connections', id, 'desk.sqlite'));
    sqlite.exec("UPDATE outbox SET steps = '[' WHERE natural_key = 'BAD-ROW'");
    sqlite.close();

    const second = await start({ folder: first.folder, items: keychain });
    await second.from(id)('outbox.resume', undefined);
    await until('the good one is sent', () => at.counts().products['GOOD-ROW'] === 1);
    const { items, counts } = await second.from(id)('outbox.list', { states: null, kind: null });
    const row = items.find(({ naturalKey }) => naturalKey === 'BAD-ROW');
    expect(row).toMatchObject({ state: 'needs_attention', attention: { reason: 'unreadable' } });
    expect(counts.needs_attention).toBe(1);
    expect(await second.get('app.state', undefined)).toMatchObject({ trouble: null });
    // Given up, it is a draft again, and is looked up before it leaves as a new one.
    await second.from(id)('outbox.resolve', { id: row?.id as OutboxId, decision: 'giveUp', code: null });
    expect((await second.from(id)('drafts.list', undefined)).map(({ title }) => title)).toEqual(['BAD-ROW']);
    expect(at.counts().products['BAD-ROW']).toBeUndefined();
  });
});

it('an outbox that does not start is said on the screen', async () => {
  const at = await provider();
  const items = new Map<string, string>();
  const first = await start({ items });
  const { id } = await connect(first, 'Shop', at);
  await first.get('connections.open', { id });
  await first.desk.close();
  const sqlite = new DatabaseSync(join(first.folder, 'connections', id, 'desk.sqlite'));
  // Whatever it is that keeps it from being marked anew: nothing may leave unmarked.
  sqlite.exec("CREATE TRIGGER held BEFORE UPDATE ON settings WHEN old.name = 'mark' BEGIN SELECT raise(ABORT, 'no'); END");
  sqlite.close();
  const second = await start({ folder: first.folder, items });
  await until('it is said', async () => (await second.get('app.state', undefined)).trouble?.code === 'outboxStopped');
  expect(await second.from(id)('drafts.list', undefined)).toEqual([]);
});
