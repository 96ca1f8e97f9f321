/** What is told before a connection is put away: nothing that is only in its database is left out. */
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { BatchId } from '../../../contract/outbox.ts';
import { contentsOf } from '../../../main/store/contents.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { enteringRowsOn } from '../../../main/store/enteringRows.ts';
import { openIntakes } from '../../../main/intake/store.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { unfinishedIn } from '../../../main/store/unfinished.ts';
import { handClock, temporaryFolder } from './temporary.ts';

test('what was asked to be done to many and has not entered the outbox yet is on its way too', () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const database = openDatabase(file, handClock(), migrations);
  const bodies = Array.from({ length: 95 }, (_, number) => ({ tracking_code: `OASC${number}` }));
  const entering = enteringRowsOn(database);
  entering.begin('of-many' as BatchId, { kind: 'shipment.cancel', operator: null, begunAt: 1, bodies });
  expect(entering.take('of-many' as BatchId)?.bodies).toHaveLength(40);
  database.close();
  expect(contentsOf(file, () => undefined)).toEqual({ drafts: 0, templates: 0, underWay: 55, needsPerson: 0 });
  // As an older desk left it.
  const old = new DatabaseSync(file);
  old.exec('DROP TABLE outbox_entering');
  old.close();
  expect(contentsOf(file, () => undefined)).toEqual({ drafts: 0, templates: 0, underWay: 0, needsPerson: 0 });
});

test('what was dropped and told to go is on its way, also before it has entered the outbox, and keeps the folder from going', () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  openDatabase(file, handClock(), migrations).close();
  expect(unfinishedIn(file)).toBe(0);
  const intakes = openIntakes(dirname(file));
  intakes.run("INSERT INTO intakes (id, name, made_at, came_from, stage, gen) VALUES ('a', 'x', 1, 'drop', 'sending', 2)");
  const document = (number: number, gen: number, handed: string | null): void => {
    intakes.run(
      `INSERT INTO documents (intake, gen, id, kind, file, sheet, state, shown, search, send_order, handed)
        VALUES ('a', ?, ?, 'shipment', 0, 0, 'new', '{}', '', ?, ?)`,
      gen,
      String(number),
      number,
      handed,
    );
  };
  document(1, 2, 'entered');
  document(2, 2, null);
  document(3, 2, null);
  // Made anew meanwhile, and left.
  document(4, 1, null);
  intakes.close();
  expect(contentsOf(file, () => undefined)).toMatchObject({ underWay: 2, needsPerson: 0 });
  expect(unfinishedIn(file)).toBe(2);
});
