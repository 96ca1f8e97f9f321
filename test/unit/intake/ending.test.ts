/** When an intake counts as sent: said by one who knows of everything that was told to go. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { IntakeId } from '../../../contract/intake.ts';
import { BatchId } from '../../../contract/outbox.ts';
import { endSending, intakeOf, setStage } from '../../../main/intake/intakes.ts';
import { openIntakes } from '../../../main/intake/store.ts';
import { temporaryFolder } from '../store/temporary.ts';

test('it is not over by the word of one who knows of the first batch alone, and what looks at it anew does not stop it', () => {
  const connection = join(temporaryFolder(), 'shop');
  mkdirSync(connection);
  const database = openIntakes(connection);
  onTestFinished(() => database.close());
  const id = IntakeId.parse(randomUUID());
  const [first, second] = [BatchId.parse(randomUUID()), BatchId.parse(randomUUID())];
  database.run("INSERT INTO intakes (id, name, made_at, came_from, stage, batch) VALUES (?, 'đơn', 1, 'drop', 'sending', ?)", id, second);
  const stage = (): string | undefined => intakeOf(database, id)?.stage;
  expect(endSending(database, id, { as: 'done', batch: first, at: 2 })).toBe(false);
  setStage(database, id, 'checking', null, 2);
  setStage(database, id, 'failed', null, 2);
  expect(stage()).toBe('sending');
  expect(endSending(database, id, { as: 'undone', batch: second, at: 3 })).toBe(true);
  expect(stage()).toBe('undone');
});
