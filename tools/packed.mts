/**
 * `npm run packed`: looks at the package that `npm run pack` or `npm run dist` made (its files, their size, its fuses, keytar's binary),
 * and has it test itself. Ends with 0, with 1 where the package is not what it must be, else with the code of what does not work
 * (docs/decisions/packages.md). `--standin` starts the packed files in the stand-in over a Chromium, which is all that can be done with a
 * package against a placeholder. `--platform`, `--arch` and `--output` as for `npm run pack`;
 * `--program FILE` has another one test itself: what an installer has put in place.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './machine/build.mts';
import { packedIn, problemsOf, shareOf } from './packing/packed.mts';
import type { PackPlatform } from './packing/placeholder.mts';
import { startSmoke } from './packing/startSmoke.mts';

const { values: flags } = parseArgs({
  options: {
    platform: { type: 'string', default: process.platform },
    arch: { type: 'string', default: process.arch },
    output: { type: 'string', default: resolve(root, 'dist') },
    standin: { type: 'boolean', default: false },
    program: { type: 'string' },
  },
});
const packed = packedIn(resolve(flags.output), flags.platform as PackPlatform, flags.arch);
function refuse(problem: string): never {
  console.error(problem);
  process.exit(2);
}
if (flags.program === undefined) {
  const program = statSync(packed.program, { throwIfNoEntry: false });
  if (program === undefined) refuse(`There is no package at ${packed.program}: npm run pack makes one`);
  // Electron's own has more than a hundred.
  if (program.size < 1_000_000 && packed.platform !== 'darwin' && !flags.standin)
    refuse(`${packed.program} is a placeholder for Electron: --standin starts what was packed with it`);
  const problems = await problemsOf(packed);
  for (const problem of problems) console.error(`FAILED: ${problem}`);
  if (problems.length > 0) process.exit(1);
  console.log(`The package is what it must be; our own share is ${(shareOf(packed.asar) / 1e6).toFixed(2)} MB.`);
}

// Root has no sandbox of Chromium's.
const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
const { code, said, left } = await startSmoke(
  flags.standin
    ? { standin: true, app: packed.asar }
    : { standin: false, app: flags.program ?? packed.program, args: asRoot ? ['--no-sandbox'] : [] },
);
console.log(said.trimEnd());
// Chromium closes its files after the desk has gone; the next test of itself takes them along.
if (left.length > 0) console.log(`It left its folder behind: ${left.join(', ')}`);
if (code === null) console.error('FAILED: it did not end');
process.exit(code ?? 1);
