/** What is told before a connection is put away: nothing that is only in its database is left out. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { BatchId } from '../../../contract/outbox.ts';
import { contentsOf } from '../../../main/store/contents.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { enteringRowsOn } from '../../../main/store/enteringRows.ts';
import { migrations } from '../../../main/store/migrations.ts';
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
