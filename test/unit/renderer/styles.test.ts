/** Sheets hold nothing that nobody wears: no class without a component, no token without a sheet. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '../../../renderer');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => ({
  name: name.replaceAll('\\', '/'),
  read: () => readFileSync(join(folder, name), 'utf8'),
}));
const sheets = files
  .filter(({ name }) => name.endsWith('.css'))
  .map(({ name, read }) => ({ name, text: read().replaceAll(/\/\*.*?\*\//gs, '') }));
const programs = files.filter(({ name }) => /\.tsx?$/.test(name)).map(({ read }) => read());

test.each(sheets.filter(({ name }) => name.endsWith('.module.css')))('$name has only classes that a component wears', ({ name, text }) => {
  const wearing = programs.filter((program) => program.includes(`/${basename(name)}'`)).join('\n');
  const selectors = text.replaceAll(/\{[^{}]*\}/g, '{}');
  const classes = [...new Set([...selectors.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, each = '']) => each))];
  // By a name made at run time (`styles[state]`) any may be meant.
  const unworn = /styles\[/.test(wearing)
    ? []
    : classes.filter((each) => !new RegExp(`styles\\.${each}\\b|['"\`]${each}['"\`]`).test(wearing));
  expect(unworn).toEqual([]);
});

test('every token is used by a sheet or a component', () => {
  const all = sheets.map(({ text }) => text).join('\n');
  const used = `${all}\n${programs.join('\n')}`;
  const tokens = [...new Set([...all.matchAll(/(--[\w-]+)\s*:/g)].map(([, token = '']) => token))];
  expect(tokens.filter((token) => !used.includes(`var(${token}`) && !used.includes(`'${token}'`))).toEqual([]);
});
