/** What happens to a database file that is damaged, or cannot be written. The whole desk, no window. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RequestOf } from '../../contract/bridge.ts';
import { practiceConnectionId } from '../../contract/connection.ts';
import { newFolder, start, provider, provisioned, shopFolder, draftId, anOasin, confirmed, warehouse } from './wholeDesk.ts';

describe('a damaged database', () => {
  it('is set aside and named, its copy is offered, and nothing that was sent since is sent again', async () => {
    const practice = await provider();
    const folder = newFolder();
    const first = await provisioned(practice, folder);
    const file = join(shopFolder(folder), 'desk.sqlite');
    await first.get('outbox.pause', undefined);
    // Shipments: the provider takes the same reference twice.
    const oasin = await anOasin(first);
    const shipment = (reference: string): RequestOf<'drafts.save'> => ({
      id: draftId(),
      kind: 'shipment',
      body: {
        warehouse_code: warehouse,
        platform: 'lazada',
        merchant_tracking_code_reference: reference,
        items: [{ oasin, product_quantity: '1' }],
      },
    });
    const waiting = await first.get('outbox.queue', { draftId: (await first.get('drafts.save', shipment('DMG-1'))).id });
    const { id: open } = await first.get('drafts.save', shipment('DMG-2'));
    await first.desk.close();
    // The copy of the day, made while both had not left.
    mkdirSync(join(shopFolder(folder), 'backups'));
    writeFileSync(join(shopFolder(folder), 'backups', 'desk.sqlite.20261124-030000000.daily'), readFileSync(file));
    const second = await provisioned(practice, folder);
    await second.get('outbox.resume', undefined);
    await confirmed(second, waiting.id);
    await confirmed(second, (await second.get('outbox.queue', { draftId: open })).id);
    await second.desk.close();
    writeFileSync(file, Buffer.alloc(40_000, 7));

    const third = await provisioned(practice, folder);
    const { session, trouble } = await third.get('app.state', undefined);
    expect(session).toBeNull();
    expect(trouble).toMatchObject({
      code: 'storageDamaged',
      params: {
        connection: basename(shopFolder(folder)),
        path: file,
        name: expect.stringMatching(/^desk\.sqlite\.damaged-/),
        copiedAt: expect.any(Number),
      },
    });
    expect(readFileSync(join(shopFolder(folder), String(trouble?.params?.['name']))).equals(Buffer.alloc(40_000, 7))).toBe(true);

    // Closing the desk over it does not make it forget.
    await third.desk.close();
    const fourth = await provisioned(practice, folder);
    expect(await fourth.get('app.state', undefined)).toMatchObject({ session: null, trouble });

    const id = (await fourth.get('app.state', undefined)).connections.find((each) => each.id !== practiceConnectionId)?.id;
    if (id === undefined) throw new Error('no connection');
    await fourth.get('storage.restoreBackup', { id });
    expect((await fourth.get('app.state', undefined)).trouble).toBeNull();
    await fourth.get('outbox.resume', undefined);
    await confirmed(fourth, waiting.id);
    await confirmed(fourth, (await fourth.get('outbox.queue', { draftId: open })).id);
    expect([practice.counts().shipments['DMG-1'], practice.counts().shipments['DMG-2']]).toEqual([1, 1]);
    expect(readdirSync(shopFolder(folder)).filter((name) => name.includes('damaged-')).length).toBeGreaterThan(0);
  });

  it('without a copy there is nothing to restore, and the connection starts empty beside it', async () => {
    const practice = await provider();
    const folder = newFolder();
    await (await provisioned(practice, folder)).desk.close();
    writeFileSync(join(shopFolder(folder), 'desk.sqlite'), Buffer.alloc(40_000, 7));
    const desk = await provisioned(practice, folder);
    const { trouble, connections } = await desk.get('app.state', undefined);
    expect(trouble?.params?.['copiedAt']).toBeUndefined();
    const id = connections.find((each) => each.id !== practiceConnectionId)?.id;
    if (id === undefined) throw new Error('no connection');
    expect(await desk.ask('storage.restoreBackup', { id })).toMatchObject({ ok: false, error: { code: 'notFound' } });
    expect(await desk.get('connections.open', { id })).toMatchObject({ connection: { id } });
  });

  it("the desk's own file comes back from its copy, and that is said", async () => {
    const practice = await provider();
    const folder = newFolder();
    const first = await provisioned(practice, folder);
    await first.desk.close();
    mkdirSync(join(folder, 'backups'));
    writeFileSync(join(folder, 'backups', 'desk.sqlite.20261124-030000000.daily'), readFileSync(join(folder, 'desk.sqlite')));
    writeFileSync(join(folder, 'desk.sqlite'), 'no database at all, but long enough to be taken for one by nobody');
    const second = await start(folder);
    const { connections, trouble } = await second.get('app.state', undefined);
    expect(connections.map((each) => each.name)).toContain('Shop Hoa Mai');
    expect(trouble).toMatchObject({ code: 'storageDamaged', params: { restoredFrom: expect.any(Number) } });
    expect(readdirSync(folder).some((name) => basename(name).startsWith('desk.sqlite.damaged-'))).toBe(true);
  });

  it('a folder that cannot be written is said in words', async () => {
    const file = join(newFolder(), 'a file');
    writeFileSync(file, '');
    await expect(start(join(file, 'desk'))).rejects.toMatchObject({ error: { code: 'storageReadOnly' } });
  });
});
