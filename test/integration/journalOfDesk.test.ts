/**
 * What is written down of what was done: in order, linked, and without what is personal unless it is asked for. The whole desk, no window.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { journalPage } from '../../contract/journal.ts';
import { unfiltered } from '../../contract/query.ts';
import { newFolder, provider, provisioned, shopFolder, send, confirmed } from './wholeDesk.ts';

describe('the journal', () => {
  it('names call, key, outcome and operator of every request and every step of the outbox', async () => {
    const desk = await provisioned(await provider());
    await desk.get('operators.add', { name: 'Lan', pin: '2468' });
    const item = await send(desk, 'JRN-1');
    await confirmed(desk, item.id);
    expect(item.operator).toBe('Lan');
    const page = await desk.get('journal.list', journalPage({ search: 'jrn-1' }));
    // The desk looks for it by itself as well, in nobody's name.
    const entries = page.entries.filter((entry) => entry.naturalKey === 'JRN-1');
    expect(entries.find((entry) => entry.what === 'request')).toMatchObject({
      call: 'products.create',
      method: 'POST',
      naturalKey: 'JRN-1',
      outcome: 'ok',
      httpStatus: 201,
      operator: 'Lan',
    });
    expect(entries.flatMap((entry) => (entry.what === 'outbox' ? [entry.event] : []))).toEqual(['stepDone', 'leaves', 'queued']);
    expect(entries.every((entry) => entry.operator === 'Lan')).toBe(true);
    expect(await desk.get('journal.verify', undefined)).toMatchObject({ broken: null });
    // What the desk does by itself has nobody's name on it.
    await desk.until('the background has read', async () =>
      (await desk.get('journal.list', journalPage({ facets: { what: ['request'] }, pageSize: 200 }))).entries.some(
        (entry) => entry.what === 'request' && entry.priority === 'background',
      ),
    );
    const background = (await desk.get('journal.list', journalPage({ facets: { what: ['request'] }, pageSize: 200 }))).entries.filter(
      (entry) => entry.what === 'request' && entry.priority === 'background',
    );
    expect(background.every((entry) => entry.operator === null)).toBe(true);
  });

  it('tells the page that something was written, once for what comes together', async () => {
    const desk = await provisioned(await provider());
    const told = (): number => desk.events.filter((event) => (event as { name: string }).name === 'journal.changed').length;
    const item = await send(desk, 'JRN-TOLD');
    await confirmed(desk, item.id);
    await desk.until('it was told', () => told() > 0);
    const written = (await desk.get('journal.list', journalPage())).total;
    expect(told()).toBeLessThan(written / 2);
    expect(desk.events).toContainEqual({ name: 'journal.changed', payload: { connection: expect.stringMatching(/^shop-hoa-mai/u) } });
  });

  it('shows bodies without people unless asked, and a curl command without the token', async () => {
    const practice = await provider();
    const desk = await provisioned(practice);
    const item = await send(desk, "JRN-'2", { product_characteristics: ['gọi 0912 345 678'] });
    await confirmed(desk, item.id);
    const { entries } = await desk.get(
      'journal.list',
      journalPage({ search: 'products.create', facets: { what: ['request'] }, pageSize: 5 }),
    );
    const seq = entries[0]?.seq ?? 0;
    const hidden = await desk.get('journal.entry', { seq, personal: false });
    const shown = await desk.get('journal.entry', { seq, personal: true });
    expect(shown?.sent).toContain('0912 345 678');
    expect(shown?.sent).toContain('Áo thun');
    expect(hidden?.sent).not.toContain('0912 345 678');
    expect(hidden?.sent).not.toContain('Áo thun');
    expect(hidden?.sent).toContain('"sku":');
    expect(hidden?.answered).toContain('oasin');
    expect(shown?.curl).toContain(`curl -X POST '${practice.baseUrl}/`);
    expect(shown?.curl).toContain('"Authorization: $ONFLOW_TOKEN"');
    expect(shown?.curl).toContain(`JRN-'\\''2`);
    expect(JSON.stringify([hidden, shown])).not.toContain(practice.token);
  });

  it('says which entry was edited in the file', async () => {
    const folder = newFolder();
    const practice = await provider();
    const first = await provisioned(practice, folder);
    await confirmed(first, (await send(first, 'JRN-3')).id);
    await first.desk.close();
    const sqlite = new DatabaseSync(join(shopFolder(folder), 'desk.sqlite'));
    const seq = Number(sqlite.prepare(`SELECT seq FROM journal WHERE entry LIKE '%"event":"leaves"%'`).get()?.['seq']);
    sqlite.prepare(`UPDATE journal SET entry = replace(entry, 'JRN-3', 'JRN-4') WHERE seq = ?`).run(seq);
    sqlite.close();
    const second = await provisioned(practice, folder);
    expect((await second.get('journal.verify', undefined)).broken).toEqual({ seq, problem: 'changed' });
  });

  it.each(['csv', 'jsonl'] as const)('is exported as %s where the operator wants it, or not at all', async (format) => {
    const practice = await provider();
    const desk = await provisioned(practice);
    await confirmed(desk, (await send(desk, '=1+1', { product_characteristics: ['gọi 0912345678'] })).id);
    const query = { filter: unfiltered, format, personal: false };
    expect(await desk.get('journal.export', query)).toEqual({ saved: false, name: '', size: 0 });
    desk.goesTo = join(newFolder(), `journal.${format}`);
    expect(await desk.get('journal.export', query)).toEqual({ saved: true, name: `journal.${format}`, size: statSync(desk.goesTo).size });
    const text = readFileSync(desk.goesTo, 'utf8');
    expect(text).toContain('products.create');
    expect(text).not.toContain('0912345678');
    expect(text).not.toContain(practice.token);
    // No cell that a spreadsheet would take for a formula.
    if (format === 'csv') expect(text).toContain(`,'=1+1,`);
    expect(existsSync(`${desk.goesTo}.partial`)).toBe(false);
    await desk.get('journal.export', { ...query, personal: true });
    expect(readFileSync(desk.goesTo, 'utf8')).toContain('0912345678');
    desk.goesTo = join(newFolder(), 'no such folder', 'a.csv');
    expect(await desk.ask('journal.export', query)).toMatchObject({ ok: false, error: { code: 'storageReadOnly' } });
  });
});
