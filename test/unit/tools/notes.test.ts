/** Named notes: an explanation is told once, and whoever refers to it finds it. That the house keeps to it is a step of `npm run lint`. */
import { expect, test } from 'vitest';
import { longComments, longLines, untrueNotes } from '../../../tools/house/notes.mts';

const file = (path: string, text: string) => ({ path, text });

test('a note that is told once and referred to is fine, in whatever comment', () => {
  expect(
    untrueNotes([
      file('a.ts', '/**\n * NOTE(lost-answer): it may have arrived.\n */'),
      file('b.ts', '// As in NOTE(lost-answer).'),
      file('c.ts', '// NOTE(lost-answer), and more.'),
    ]),
  ).toEqual([]);
});

test('a name that nobody tells, that two tell, or that nobody needs is named with its files', () => {
  const told = (name: string): string => `// NOTE(${name}): so it is.`;
  const refers = (name: string): string => `// NOTE(${name})`;
  expect(
    untrueNotes([
      file('a.ts', `${told('twice')}\n${refers('nowhere')}`),
      file('b.ts', `${told('twice')}\n${told('unneeded')}`),
      file('c.ts', `${refers('twice')}\n${refers('nowhere')}`),
    ]),
  ).toEqual([
    'the note nowhere is told by nobody; a.ts c.ts refer to it',
    'the note twice is told more than once: a.ts b.ts',
    'nobody refers to the note unneeded in b.ts: it needs no name',
  ]);
});

test('a comment that is too long for its line is named; code is prettier’s, and a text may be as long as it is', () => {
  const long = 'a'.repeat(140);
  expect(longComments([file('a.ts', `// short\n  // ${long}\n/** ${long} */\nconst a = '${long}';`)])).toEqual([
    'a.ts:2 is longer than 140 signs',
    'a.ts:3 is longer than 140 signs',
  ]);
});

test('a line of a page that is too long is named, but for rows of tables', () => {
  const long = 'a'.repeat(141);
  expect(longLines([file('README.md', `short\n${long}\n| ${long} |`)])).toEqual(['README.md:2 is longer than 140 signs']);
});
