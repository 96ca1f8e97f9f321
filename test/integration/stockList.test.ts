/** The stock of many products at once. */
import { expect, test } from 'vitest';
import { practiceConnectionId } from '../../contract/connection.ts';
import { firstPage } from '../../contract/recordQuery.ts';
import { newFolder, start } from './wholeDesk.ts';

test(
  'ten pasted codes are ten stocks without a click, an unknown code is named, and what was read lately is not asked for again',
  { timeout: 60_000 },
  async () => {
    const desk = await start(newFolder());
    await desk.get('connections.open', { id: practiceConnectionId });
    const list = () =>
      desk.get('records.list', { ...firstPage('product', { pageSize: 10, facets: { status: ['ACTIVE'] } }), refresh: false });
    await desk.until('products come', async () => (await list()).rows.length === 10);
    const { rows } = await list();
    const codes = [...rows.map(({ reference }) => reference.toLowerCase()), 'NOWHERE-1'];
    const found = await desk.get('stock.find', { codes });
    expect(found.map(({ row }) => row?.code ?? null)).toEqual([...rows.map(({ code }) => code), null]);

    const oasins = rows.map(({ code }) => code);
    await desk.get('stock.list', { oasins, refresh: true });
    const known = () => desk.get('stock.list', { oasins, refresh: false });
    await desk.until('all ten stocks come', async () => (await known()).products.every(({ asOf }) => asOf !== null));
    const { products, freshness } = await known();
    expect(products.map(({ oasin }) => oasin)).toEqual(oasins);
    expect(new Set(products.flatMap((each) => each.rows.map(({ stock_level }) => stock_level)))).toEqual(
      new Set(['A', 'D1', 'D2', 'D3', 'L']),
    );
    expect(freshness.error).toBeNull();

    await desk.get('stock.list', { oasins, refresh: true });
    expect((await known()).freshness.refreshing).toBe(false);
    expect((await known()).products.map(({ asOf }) => asOf)).toEqual(products.map(({ asOf }) => asOf));
  },
);
