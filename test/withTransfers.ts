/**
 * The desk with a fifth kind of document: a copy of the sources, the files of `test/samples/transfer` laid into it as they lie there, and
 * one line a list. Nothing else of the desk is touched: that is the proof.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { lines } from './samples/transfer/lines.ts';

const root = resolve(import.meta.dirname, '..');
const sample = join(root, 'test/samples/transfer');
const sources = ['contract', 'main', 'preload', 'renderer', 'build', 'package.json', 'tsconfig.json', 'electron.vite.config.ts'];

export interface Copy extends Disposable {
  readonly folder: string;
  /** Runs a program of the desk's own tools in the copy. Answers how it ended, and what it said. */
  run(program: string, ...args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }>;
}

/** `without`: lists that are forgotten. */
export function deskWithTransfers({ without = [] }: { readonly without?: readonly string[] } = {}): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'onflow-desk-transfers-'));
  for (const source of sources) cpSync(join(root, source), join(folder, source), { recursive: true });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  rmSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const part of ['contract', 'main', 'renderer']) cpSync(join(sample, part), join(folder, part), { recursive: true });
  const tsconfig = JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ ...tsconfig, include: ['contract', 'main', 'preload', 'renderer'], exclude: [] }),
  );
  for (const [path, { imports, entries, after }] of Object.entries(lines).filter(([path]) => !without.includes(path))) {
    const text = readFileSync(join(folder, path), 'utf8');
    if (text.split(after).length !== 2) throw new Error(`${path} is no list any more: it has no '${after}'`);
    const listed = text.replace(after, `${after}\n  ${entries.join('\n  ')}`);
    writeFileSync(join(folder, path), listed.replace(/^import /m, `${imports}\nimport `));
  }
  return {
    folder,
    run: async (program, ...args) => {
      const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const code = await new Promise<number | null>((done, failed) => void child.on('error', failed).on('close', done));
      return { code, output };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
