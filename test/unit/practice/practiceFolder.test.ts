/** Practice that starts over never leaves half a folder behind. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeLeftPractice, removePractice } from '../../../main/desk/practiceFolder.ts';

const many = 1_500;
function practice(): { readonly folder: string; readonly parent: string } {
  const parent = mkdtempSync(join(tmpdir(), 'desk-practice-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }));
  const folder = join(parent, 'practice');
  mkdirSync(folder);
  for (let index = 0; index < many; index += 1) writeFileSync(join(folder, String(index)), 'x');
  return { folder, parent };
}

/** It may go between two questions: then it is not there. */
function filesIn(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return 0;
  }
}

it('at every moment the whole folder is there, or none of it', { timeout: 30_000 }, async () => {
  const { folder, parent } = practice();
  const seen = new Set<number>();
  const removing = { isOver: false };
  const removal = removePractice(folder).finally(() => (removing.isOver = true));
  while (!removing.isOver) {
    seen.add(filesIn(folder));
    await new Promise((done) => setImmediate(done));
  }
  await removal;
  expect([...seen].filter((count) => count !== 0 && count !== many)).toEqual([]);
  expect(readdirSync(parent)).toEqual([]);
});

it('what a removal that was cut short left is removed at the next start, and before the next removal', async () => {
  const { folder, parent } = practice();
  mkdirSync(join(parent, 'practice.gone'));
  writeFileSync(join(parent, 'practice.gone', 'left'), 'x');
  await removeLeftPractice(folder);
  expect(readdirSync(parent)).toEqual(['practice']);
  mkdirSync(join(parent, 'practice.gone'));
  await removePractice(folder);
  expect(readdirSync(parent)).toEqual([]);
});

it('where there is no folder there is nothing to do', async () => {
  const { folder } = practice();
  rmSync(folder, { recursive: true });
  await removePractice(folder);
  expect(existsSync(folder)).toBe(false);
});
