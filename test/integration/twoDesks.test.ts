/**
 * Two desks on one account, which know nothing of each other: each keeps the provider's limit, together they exceed it. Real HTTP, real
 * SQLite.
 */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { DraftId } from '../../contract/outbox.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { pacedClock, pacedLimit } from '../../main/desk/pace.ts';
import { connect, start } from './severalDesks.ts';
import { anOasin, openDesk, send, shipmentBody, startCompany, until } from './outboxDesk.ts';

/** Seconds of the limit pass so many times faster; no faster than two desks exceed it on a crowded machine too. */
const pace = 3;
const each = 40;

test('share the limit peacefully: what the other one caused is waited out, nothing fails, nothing is sent twice', async () => {
  const company = await startCompany({ rateLimit: pacedLimit(pace) });
  const desks = ['desk-one', 'desk-two'].map((name) =>
    openDesk(company, {}, { name, limiter: createLimiter({ clock: pacedClock(pace) }) }),
  );
  const oasin = await anOasin(desks[0] as (typeof desks)[number]);

  for (const desk of desks) for (let sent = 0; sent < each; sent += 1) send(desk, 'shipment', shipmentBody(oasin));
  const left = (): number[] =>
    desks.map((desk) => desk.rows.list({ states: ['queued', 'sending', 'unknown'], kind: null, limit: 1_000 }).length);
  await until(() => left().every((count) => count === 0), 'both desks to be done');

  // They did get into each other's way …
  const { rejected429, shipments } = company.practice.counts();
  expect(rejected429).toBeGreaterThan(0);
  // … and nobody was told of it: all sent at the first attempt, each once.
  for (const desk of desks) {
    const rows = desk.rows.list({ states: null, kind: 'shipment', limit: 1_000 });
    expect(rows.map(({ state, attempts, error }) => ({ state, attempts, error }))).toEqual(
      Array.from({ length: each }, () => ({ state: 'confirmed', attempts: 1, error: null })),
    );
    expect(desk.trouble).toEqual([]);
  }
  expect(Object.values(shipments).filter((times) => times > 1)).toEqual([]);
});

test('make the same new reference twice where both send it at once and the provider takes it; who has read the list since is warned', async () => {
  const company = await startCompany();
  const desks = ['desk-one', 'desk-two'].map((name) => openDesk(company, {}, { name }));
  const oasin = await anOasin(desks[0] as (typeof desks)[number]);
  // Neither can know of the other: nothing but the provider is between them, and this one keeps no reference unique.
  for (const desk of desks) send(desk, 'shipment', shipmentBody(oasin, 'DH-SAME'));
  await until(() => company.practice.counts().shipments['DH-SAME'] === 2, 'both');

  const third = await start();
  const { id } = await connect(third, 'Shop', company.practice);
  await third.get('connections.open', { id });
  const from = third.from(id);
  const query = { kind: 'shipment', search: 'DH-SAME', status: null, warehouse: null, page: 0, pageSize: 5, refresh: true } as const;
  await expect.poll(async () => (await from('records.list', query)).total, { timeout: 10_000 }).toBe(2);
  const draft = { id: randomUUID() as DraftId, kind: 'shipment' as const, body: shipmentBody(oasin, 'DH-SAME') };
  await from('drafts.save', draft);
  const { warnings } = await from('drafts.check', { id: draft.id });
  expect(warnings).toContainEqual(
    expect.objectContaining({ problem: 'referenceExists', params: expect.objectContaining({ found: 'exact' }) as unknown }),
  );
});
