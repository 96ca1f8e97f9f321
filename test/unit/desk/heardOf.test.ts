import { expect, test } from 'vitest';
import { heardOf } from '../../../main/desk/heardOf.ts';

test('counts for its time, and what is longer ago takes no room', () => {
  let now = 0;
  const heard = heardOf({ now: () => now }, 1_000);
  for (let n = 0; n < 20_000; n += 1) {
    heard.note(`DH-${n}`);
    now += 1;
  }
  expect(heard.isRecent('DH-19999')).toBe(true);
  expect(heard.isRecent('DH-18000')).toBe(false);
  expect(heard.size).toBe(1_000);
});

test('what is heard of again counts anew', () => {
  let now = 0;
  const heard = heardOf({ now: () => now }, 1_000);
  heard.note('DH-1');
  now = 900;
  heard.note('DH-1');
  now = 1_500;
  heard.note('DH-2');
  expect(heard.isRecent('DH-1')).toBe(true);
  heard.clear();
  expect(heard.isRecent('DH-1')).toBe(false);
});
