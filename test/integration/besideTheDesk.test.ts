/** What takes long is done beside the desk's own work: the event loop turns meanwhile. */
import { expect, test } from 'vitest';
import { practiceConnectionId } from '../../contract/connection.ts';
import { start } from './severalDesks.ts';

test('the journal is searched by a thread: the desk turns meanwhile, and ends it with the connection', async () => {
  const desk = await start();
  await desk.get('connections.open', { id: practiceConnectionId });
  const ask = desk.from(practiceConnectionId);
  let turns = 0;
  let isAnswered = false;
  const turn = (): void => {
    turns += 1;
    if (!isAnswered) setImmediate(turn);
  };
  setImmediate(turn);
  const answered = ask('journal.list', { search: 'x', what: 'all', troubleOnly: false, before: null, limit: 5 });
  const page = await answered;
  isAnswered = true;
  expect(page).toEqual({ entries: [], hasMore: false });
  // Answered on the loop itself, it would be there before the first turn.
  expect(turns).toBeGreaterThan(1);
  const late = desk.of(practiceConnectionId)('journal.verify', undefined);
  await desk.desk.close();
  expect(await late).toMatchObject({ ok: false });
});
