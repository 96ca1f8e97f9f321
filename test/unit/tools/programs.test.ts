/** A fresh clone on Windows: paths with blanks, and a Node that is deleted while it runs. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { moveRunningNode, npmProgram, packagedNode, removeMovedNodes } from '../../../tools/machine/programs.mjs';
import { temporaryFolder } from '../store/temporary.ts';

const file = (...path: string[]): string => {
  mkdirSync(dirname(join(...path)), { recursive: true });
  writeFileSync(join(...path), '');
  return join(...path);
};
/** A clone in a folder with a blank and Vietnamese letters in its name, and a Node with its npm outside. */
function clone() {
  const root = join(temporaryFolder(), 'Bàn làm việc của tôi');
  const system = join(temporaryFolder(), 'Program Files');
  return {
    root,
    inside: file(root, 'node_modules', 'node', 'bin', 'node.exe'),
    outside: file(system, 'nodejs', 'node.exe'),
    script: file(system, 'nodejs', 'npm-cli.js'),
  };
}

test('npm is run without a shell, by a Node that it does not replace', () => {
  const { root, inside, outside, script } = clone();
  const environment = { npm_execpath: script, npm_node_execpath: outside };
  expect(npmProgram(root, { platform: 'win32', execPath: inside, environment })).toEqual({
    command: outside,
    before: [script],
    shell: false,
  });
  expect(npmProgram(root, { platform: 'linux', execPath: inside, environment })).toEqual({
    command: outside,
    before: [script],
    shell: false,
  });
});

test('an npm that itself runs on a packaged Node is run by the one outside', () => {
  const { root, inside, outside, script } = clone();
  expect(
    npmProgram(root, { platform: 'win32', execPath: outside, environment: { npm_execpath: script, npm_node_execpath: inside } }).command,
  ).toBe(outside);
});

test('typed by hand, npm is found by the shell of Windows and by the path elsewhere, and no path is given to either', () => {
  const { root, inside } = clone();
  expect(npmProgram(root, { platform: 'win32', execPath: inside, environment: {} })).toEqual({
    command: 'npm.cmd',
    before: [],
    shell: true,
  });
  expect(npmProgram(root, { platform: 'darwin', execPath: inside, environment: {} })).toEqual({ command: 'npm', before: [], shell: false });
});

test('another package manager is not taken for npm', () => {
  const { root, outside } = clone();
  expect(npmProgram(root, { platform: 'linux', execPath: outside, environment: { npm_execpath: file(root, 'pnpm.cjs') } }).command).toBe(
    'npm',
  );
});

test('on Windows the running Node is moved out of the way of npm ci, and goes at the next start', () => {
  const { root, inside } = clone();
  writeFileSync(inside, 'running');
  const aside = moveRunningNode(root, { platform: 'win32', execPath: inside });
  expect([existsSync(inside), readFileSync(aside ?? '', 'utf8')]).toEqual([false, 'running']);
  // With no Node among the packages, what comes after is run by the one that runs.
  expect(packagedNode(root, { platform: 'win32', execPath: 'other' })).toBe('other');
  file(root, 'out', 'main', 'index.cjs');
  removeMovedNodes(root);
  expect(readdirSync(join(root, 'out'))).toEqual(['main']);
});

test('a Node from elsewhere stays where it is, and so does every Node on other systems', () => {
  const { root, inside, outside } = clone();
  expect(moveRunningNode(root, { platform: 'win32', execPath: outside })).toBeNull();
  expect(moveRunningNode(root, { platform: 'linux', execPath: inside })).toBeNull();
  expect([inside, outside].every((each) => existsSync(each))).toBe(true);
  expect(packagedNode(root, { platform: 'win32', execPath: outside })).toBe(inside);
});
