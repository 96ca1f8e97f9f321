/** What the project's own pages say of it: commands that exist, links that lead somewhere, files that are there. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const pages = ['', 'docs', 'docs/decisions', 'tools/standin', 'test/samples'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name).replaceAll('\\', '/')),
);
const read = (page: string): string => readFileSync(join(root, page), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };

test.each(pages)('%s names commands that there are', (page) => {
  const named = [...read(page).matchAll(/\bnpm (?:run (?:-s )?([\w-]+(?::[\w-]+)*)|(start|test)\b)/g)].map(
    ([, script, short]) => script ?? short ?? '',
  );
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test('a contributor is told of every command that is typed by hand', () => {
  const told = read('CONTRIBUTING.md') + read('README.md');
  const hooks = Object.keys(scripts).filter((name) => Object.hasOwn(scripts, name.replace(/^pre/, '')) && name.startsWith('pre'));
  const typed = Object.keys(scripts).filter((name) => !hooks.includes(name) && !['build', 'icons', 'proof'].includes(name));
  expect(typed.filter((name) => !new RegExp(`npm (?:run )?${name}(?![\\w-]|:\\w)`).test(told))).toEqual([]);
});

test.each(pages)('%s links to what is there', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
  const missing = links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, dirname(page), link)));
  expect(missing).toEqual([]);
});

test.each(['CONTRIBUTING.md', 'docs/adding-a-kind.md', 'docs/architecture.md'])('%s names files that are there', (page) => {
  const rooms = ['contract/', 'main/', 'renderer/', 'preload/', 'test/', 'tools/', 'docs/', 'node_modules/'];
  const paths = [...read(page).matchAll(/`([^`\s]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => rooms.some((room) => path.startsWith(room)) && !/[<{*…]/.test(path));
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
