/**
 * `npm test`: build, types, lint, unused, walls, format, unit, integration, end-to-end. Each step keeps its own exit code; a failed one
 * does not hide the others. The last line is `N passed, N failed`: every test counts, and each step that is no suite counts as one.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from './machine/build.mts';
import { chooseHost, meantHost } from './machine/hosts.mts';
import { hasKeyring, surrounded } from './machine/surroundings.mts';

interface Result {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  /** Printed when something failed, and for suites always. */
  readonly output: string;
}

const scratch = mkdtempSync(join(tmpdir(), 'onflow-desk-test-'));
const results: Result[] = [];

async function timed(name: string, step: () => Promise<Omit<Result, 'name' | 'seconds'>>): Promise<void> {
  const start = performance.now();
  const result = { name, ...(await step()), seconds: (performance.now() - start) / 1000 };
  results.push(result);
  if (result.failed > 0) console.log(`\n--- ${name} ---\n${result.output.trimEnd()}`);
  console.log(`${result.failed > 0 ? 'FAILED' : 'ok'}  ${name}  ${line(result)}`);
}

function line({ passed, failed, skipped, seconds }: Result): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}  ${seconds.toFixed(1)} s`;
}

async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  // `exit`, not `close`: a daemon that a step left behind may hold the pipes open.
  const code = await new Promise<number>((done) => {
    child.on('error', (reason) => {
      output += reason.message;
      done(1);
    });
    child.on('exit', (status, signal) => {
      setTimeout(() => {
        done(status ?? (signal ? 1 : 0));
      }, 100);
    });
  });
  return { code, output };
}

const one = (ok: boolean, output: string): Omit<Result, 'name' | 'seconds'> => ({
  passed: ok ? 1 : 0,
  failed: ok ? 0 : 1,
  skipped: 0,
  output,
});

async function script(path: string, ...args: string[]): Promise<Omit<Result, 'name' | 'seconds'>> {
  const { code, output } = await run(process.execPath, [join(root, path), ...args]);
  return one(code === 0, output);
}

const command = (path: string, ...args: string[]): ReturnType<typeof script> => script(join('node_modules', path), ...args);

async function suite(project: 'unit' | 'integration' | 'e2e'): Promise<Omit<Result, 'name' | 'seconds'>> {
  const report = join(scratch, `${project}.json`);
  const vitest = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const inner: [string, ...string[]] = [process.execPath, ...vitest];
  const [program, args, env] =
    project === 'unit'
      ? [inner[0], inner.slice(1), {}]
      : surrounded(inner, { scratch, needsDisplay: project === 'e2e' && meantHost() === 'electron' });
  const { code, output } = await run(program, args, env);
  if (!existsSync(report)) return one(false, output);
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  };
  // A file that could not even be loaded has no failed tests, yet it failed.
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const failed = numFailedTests + brokenFiles;
  return { passed: numPassedTests, failed: failed > 0 ? failed : code === 0 ? 0 : 1, skipped: numPendingTests, output };
}

// Two cores: the bundler beside the type checker, then the linter (which uses both) beside nothing heavy.
await Promise.all([
  timed('build', async () => {
    try {
      await build();
      return one(true, '');
    } catch (reason) {
      return one(false, (reason as Error).message);
    }
  }),
  timed('types', () => command('typescript/bin/tsc', '--noEmit'))
    .then(() => timed('lint', () => command('oxlint/bin/oxlint', '--type-aware', '--deny-warnings')))
    .then(() => timed('unused', () => command('knip/bin/knip.js')))
    .then(() => timed('walls', () => script('tools/house.mts', '--walls')))
    .then(() => timed('format', () => command('prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'))),
]);
await timed('unit', () => suite('unit'));
if (!hasKeyring) {
  const text = 'The keychain tests need dbus-run-session and gnome-keyring-daemon (apt-get install dbus gnome-keyring): not tested.';
  console.log(text);
  if (process.env['CI']) results.push({ name: 'keyring', passed: 0, failed: 1, skipped: 0, seconds: 0, output: text });
}
await timed('integration', () => suite('integration'));
await timed('e2e', async () => {
  try {
    console.log(`End-to-end tests in ${chooseHost().words}.`);
  } catch (reason) {
    return one(false, (reason as Error).message);
  }
  return suite('e2e');
});
rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

const total = results.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
  passed: 0,
  failed: 0,
});
console.log(`\n${results.map((result) => `${result.name.padEnd(12)} ${line(result)}`).join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
