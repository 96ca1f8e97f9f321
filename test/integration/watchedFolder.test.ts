/** A folder that is watched: what has arrived there is checked and waits; nothing is sent, and nothing is read twice. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Intake } from '../../contract/intake.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { createWatched } from '../../main/desk/watchedFolder.ts';
import { systemClock } from '../../main/time/clock.ts';
import { practiceConnectionId } from '../../contract/connection.ts';
import { cleanUp, newFolder, start } from './wholeDesk.ts';

function watching(begin: (names: string[]) => void) {
  const folder = newFolder();
  const kept = new Map<string, unknown>();
  const closing = new AbortController();
  const settings = {
    get: (name: string, _shape: unknown, fallback: unknown) => kept.get(name) ?? fallback,
    set: (name: string, value: unknown) => void kept.set(name, value),
  } as Parameters<typeof createWatched>[0]['settings'];
  const watched = createWatched({
    settings,
    clock: systemClock,
    log: () => undefined,
    askFolder: () => Promise.resolve(folder),
    begin: (files) => {
      begin(files.map(({ name }) => name));
      return Promise.resolve({} as Intake);
    },
    closing: closing.signal,
    everyMs: 60,
  });
  cleanUp.push(async () => {
    closing.abort();
    await watched.close();
  });
  return { folder, watched };
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

test('what is still coming in is waited for, what belongs together is taken together, and once', async () => {
  const taken: string[][] = [];
  const { folder, watched } = watching((names) => taken.push(names));
  expect(await watched.set({ isOn: true, choose: true })).toMatchObject({ folder, isOn: true });
  writeFileSync(join(folder, 'nhãn.pdf.crdownload'), '%PDF');
  writeFileSync(join(folder, 'ghi chú.docx'), 'PK');
  writeFileSync(join(folder, 'nhãn.pdf'), '%PDF');
  writeFileSync(join(folder, 'đơn.csv'), 'a,b\n');
  for (let count = 0; count < 8; count += 1) {
    appendFileSync(join(folder, 'đơn.csv'), `${count},x\n`);
    await pause(40);
  }
  expect(taken).toEqual([]);
  await expect.poll(() => taken, { timeout: 10_000 }).toEqual([['đơn.csv', 'nhãn.pdf'].toSorted((a, b) => a.localeCompare(b, 'vi'))]);
  await pause(300);
  expect(taken).toHaveLength(1);
  appendFileSync(join(folder, 'đơn.csv'), 'mới,x\n');
  await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(2);
  await watched.set({ isOn: false, choose: false });
  writeFileSync(join(folder, 'sau.csv'), 'a\n');
  await pause(300);
  expect(taken).toHaveLength(2);
});

test('a file whose bytes came in before is told of and not read again', async () => {
  let count = 0;
  const { watched } = watching(() => {
    count += 1;
    throw new DeskFailure({ code: 'intakeFileTwice', params: { name: 'a.csv', of: 'b' } });
  });
  const { folder } = await watched.set({ isOn: true, choose: true });
  writeFileSync(join(folder ?? '', 'a.csv'), 'x\n');
  await expect.poll(() => watched.state().trouble?.code, { timeout: 10_000 }).toBe('intakeFileTwice');
  await pause(300);
  expect(count).toBe(1);
});

test('is off until a person chooses a folder, which no page can name', async () => {
  const desk = await start(newFolder());
  await desk.get('connections.open', { id: practiceConnectionId });
  expect(await desk.get('watched.get', undefined)).toEqual({ folder: null, isOn: false, trouble: null });
  expect(await desk.ask('watched.set', { isOn: true, choose: false })).toEqual({ ok: false, error: { code: 'notFound' } });
  // The operator thinks better of it.
  expect(await desk.get('watched.set', { isOn: true, choose: true })).toMatchObject({ folder: null, isOn: false });
});
