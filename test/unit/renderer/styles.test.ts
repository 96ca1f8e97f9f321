/** Sheets and components fit together: no class without a component and none that no sheet has, no token without a sheet. */
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

/** The components that import a sheet, each with the name it has for it; without their imports. */
const wearersOf = (sheet: string): { readonly own: string; readonly text: string }[] =>
  programs.flatMap((program) => {
    const own = new RegExp(`import (\\w+) from '[^']*/${basename(sheet).replaceAll('.', String.raw`\.`)}'`).exec(program)?.[1];
    return own === undefined ? [] : [{ own, text: program.replaceAll(/^import .*$/gm, '') }];
  });

test.each(sheets.filter(({ name }) => name.endsWith('.module.css')))(
  '$name has the classes that components wear, and no other',
  (sheet) => {
    const selectors = sheet.text.replaceAll(/\{[^{}]*\}/g, '{}');
    const classes = new Set([...selectors.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, each = '']) => each));
    const wearers = wearersOf(sheet.name);
    const worn = new Set(
      wearers.flatMap(({ own, text }) => [...text.matchAll(new RegExp(`\\b${own}\\.(\\w+)`, 'g'))].map(([, each = '']) => each)),
    );
    expect([...worn].filter((each) => !classes.has(each))).toEqual([]);
    // By a name made at run time (`styles[state]`) any may be meant.
    const isOpen = wearers.some(({ own, text }) => text.includes(`${own}[`));
    const named = (each: string): boolean => wearers.some(({ text }) => new RegExp(`['"\`]${each}['"\`]`).test(text));
    expect(isOpen ? [] : [...classes].filter((each) => !worn.has(each) && !named(each))).toEqual([]);
  },
);

test('every token is used by a sheet or a component', () => {
  const all = sheets.map(({ text }) => text).join('\n');
  const used = `${all}\n${programs.join('\n')}`;
  const tokens = [...new Set([...all.matchAll(/(--[\w-]+)\s*:/g)].map(([, token = '']) => token))];
  expect(tokens.filter((token) => !used.includes(`var(${token}`) && !used.includes(`'${token}'`))).toEqual([]);
});
