/** The walls of the house: what is seen of who imports whom. That the house itself keeps to them is a step of `npm test`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { breaches, circles, readHouse } from '../../../tools/house/measure.mts';
import type { Room } from '../../../tools/house/rooms.mts';

function house(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'onflow-house-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return readHouse(folder, ['contract', 'cellar', 'attic']);
}
const two: readonly Room[] = [
  { path: 'contract', knows: [] },
  { path: 'cellar', knows: [] },
  { path: 'attic', knows: ['cellar'] },
];

test.each([
  ['a value', "import { a } from '../attic/a.ts';"],
  ['a type', "import type { A } from '../attic/a.ts';"],
  ['what is handed on', "export * from '../attic/a.ts';"],
  ['what is read later', "export const later = () => import('../attic/a.ts');"],
  ['a type in passing', "export type B = import('../attic/a.ts').A;"],
])('a room that imports %s from one that it does not know is named, with both files', (_what, text) => {
  const sources = house({ 'attic/a.ts': 'export const a = 1; export type A = 1;', 'cellar/c.ts': text, 'contract/x.ts': '' });
  expect(breaches(sources, two)).toEqual(['cellar/c.ts may not import attic/a.ts: cellar does not know attic']);
});

test('what stands above may look down, and everybody at the contract', () => {
  const sources = house({
    'contract/x.ts': 'export type X = 1;',
    'cellar/c.ts': "import type { X } from '../contract/x.ts'; export type C = X;",
    'attic/a.ts': "export type { C } from '../cellar/c.ts';",
  });
  expect(breaches(sources, two)).toEqual([]);
});

test('a room may not be let to know one above it, and no file stands outside', () => {
  const upside: readonly Room[] = [
    { path: 'cellar', knows: ['attic'] },
    { path: 'attic', knows: [] },
  ];
  expect(breaches(house({ 'attic/a.ts': '', 'cellar/c.ts': '', 'contract/x.ts': '' }), upside)).toEqual([
    'cellar may not know attic, which stands above it or is no room',
    'contract/x.ts stands in no room',
  ]);
});

test('files that know each other in a circle are found, types included', () => {
  const sources = house({
    'contract/x.ts': "import type { Y } from './y.ts'; export type X = Y;",
    'contract/y.ts': "import type { Z } from './z.ts'; export type Y = Z;",
    'contract/z.ts': "import type { X } from './x.ts'; export type Z = X;",
    'cellar/c.ts': '',
    'attic/a.ts': '',
  });
  expect(circles(sources).map((circle) => circle.toSorted())).toEqual([['contract/x.ts', 'contract/y.ts', 'contract/z.ts']]);
});

test('a function is as long as the lines it stands on', () => {
  const [source] = house({
    'contract/x.ts': 'const a = 1;\nexport function b() {\n  return a;\n}\n',
    'cellar/c.ts': '',
    'attic/a.ts': '',
  }).filter(({ path }) => path === 'contract/x.ts');
  expect(source).toMatchObject({ lines: 4, longestFunction: { lines: 3, at: 2 } });
});

test('a room that nobody lives in any more is named', () => {
  const sources = house({ 'contract/x.ts': '', 'cellar/c.ts': '', 'attic/a.ts': '' });
  expect(breaches(sources, [...two, { path: 'shed', knows: [] }])).toEqual(['shed is empty']);
});
