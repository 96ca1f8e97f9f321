/** Labels of what was sent: a parcel that went without its label gets none by being told so afterwards. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { IntakeId } from '../../../contract/intake.ts';
import type { PilePiece } from '../../../contract/pile.ts';
import { keepPieces, matchPieces } from '../../../main/intake/labelling.ts';
import { openIntakes } from '../../../main/intake/store.ts';
import { attach } from '../../../main/intake/words.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { handClock, temporaryFolder } from '../store/temporary.ts';

const piece = (page: number, tracking: string, order: string): PilePiece => ({
  file: 'pile.pdf',
  page,
  region: null,
  text: `Mã vận đơn: ${tracking}\nMã đơn hàng: ${order}`,
  bars: [{ text: tracking, format: 'Code128', isRow: true, place: null, legible: true }],
  kind: 'label',
  trouble: null,
  perhapsSeveral: false,
});

function twoOrders() {
  const connection = join(temporaryFolder(), 'shop');
  mkdirSync(connection);
  const database = openIntakes(connection);
  const desk = openDatabase(join(connection, 'desk.sqlite'), handClock(), migrations);
  onTestFinished(() => {
    database.close();
    desk.close();
  });
  const id = IntakeId.parse(randomUUID());
  database.run("INSERT INTO intakes (id, name, made_at, came_from, stage) VALUES (?, 'đơn', 1, 'drop', 'done')", id);
  database.run("INSERT INTO files (intake, file, name, sha256, size, kind) VALUES (?, 0, 'pile.pdf', '', 1, 'labels')", id);
  const orders = [1, 2].map((number) => ({
    id: `order-${number}`,
    order: `261126ABCDE${number}0`,
    tracking: `SPXVN05512345670${number}`,
  }));
  for (const { id: document } of orders)
    database.run(
      `INSERT INTO documents (intake, gen, id, kind, file, sheet, state, shown, search, body, send_order)
        VALUES (?, 0, ?, 'shipment', 0, 0, 'new', '{}', '', '{}', ?)`,
      id,
      document,
      document === 'order-1' ? 0 : null,
    );
  keepPieces(database, id, connection, {
    file: 0,
    sources: [],
    pieces: orders.map(({ tracking, order }, index) => piece(index + 1, tracking, order)),
    done: 2,
    total: 2,
  });
  const shipments = orders.map(({ id: document, order, tracking }) => ({
    checked: {
      id: document,
      reference: order,
      typed: { courier_tracking_code: tracking, partner_tracking_code: order, platform: 'shopee' },
      aside: null,
      rows: [1],
      state: 'new' as const,
    },
    order,
    package: '',
  }));
  return { database, id, match: () => matchPieces(database, id, shipments, desk) };
}

test('one that was sent gets no label any more, by what the label says or by a word; the other one does', () => {
  const { database, id, match } = twoOrders();
  const [ofSent, ofOther] = match();
  expect(ofSent).toMatchObject({ verdict: 'ask', document: null, told: { findings: ['sent'] } });
  expect(ofOther).toMatchObject({ verdict: 'matched', document: 'order-2' });
  expect(() => attach(database, id, ofSent?.id ?? '', 'order-1')).toThrow('wrongState');
  attach(database, id, ofSent?.id ?? '', 'order-2');
  expect(match().map(({ document }) => document)).toEqual(['order-2', null]);
});

test('a label that went stays with its parcel', () => {
  const { database, id, match } = twoOrders();
  const [label] = match();
  database.run("UPDATE documents SET piece = ? WHERE id = 'order-1'", label?.id ?? '');
  expect(match()[0]).toMatchObject({ verdict: 'matched', document: 'order-1', told: { findings: [] } });
  for (const document of ['order-2', null]) expect(() => attach(database, id, label?.id ?? '', document)).toThrow('wrongState');
});
