/**
 * `npm run house`: what the house is like, in counts. `--json`: as one line; `--walls`: only what is broken. Exit code 1 where something is
 * imported through a wall, files stand in a circle, a named note is not told once, or a line of a comment or a page is too long.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './machine/build.mts';
import { breaches, circles, readHouse } from './house/measure.mts';
import { longComments, longLines, untrueNotes } from './house/notes.mts';
import { rooms } from './house/rooms.mts';

const mostLines = 300;
const kinds = ['product', 'purchase-order', 'shipment', 'return'] as const;
/** Where a kind is at home, and where its words and its practice are. */
const atHome =
  /^contract\/kinds\/|^contract\/documents\/|^main\/kinds\/|^main\/documents\/\w+\.ts$|^renderer\/kinds\/|\/messages\/|^main\/practice\//;

const { values: flags } = parseArgs({ options: { json: { type: 'boolean', default: false }, walls: { type: 'boolean', default: false } } });
// Tests may know everybody, and nobody knows them.
const sources = readHouse(root, ['contract', 'preload', 'main', 'renderer', 'tools', 'test']).filter(
  ({ path }) => !path.startsWith('test/'),
);
const product = sources.filter(({ path }) => !path.startsWith('tools/'));
const broken = breaches(sources, rooms);
const inCircles = circles(sources);
const pages = ['', 'docs', 'docs/decisions', 'tools/standin', 'test/samples'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') })),
);
const notes = [...untrueNotes(sources), ...longComments(sources), ...longLines(pages)];
const long = sources.filter(({ lines }) => lines > mostLines).toSorted((one, other) => other.lines - one.lines);
const [longest] = sources.toSorted((one, other) => other.longestFunction.lines - one.longestFunction.lines);
const naming = Object.fromEntries(
  kinds.map((kind) => [kind, product.filter(({ path, text }) => !atHome.test(path) && text.includes(`'${kind}'`)).map(({ path }) => path)]),
);

if (flags.json) {
  console.log(
    JSON.stringify({
      filesNamingAKind: Object.fromEntries(Object.entries(naming).map(([kind, paths]) => [kind, paths.length])),
      circles: inCircles.length,
      breaches: broken.length,
      rooms: rooms.length,
      filesOver300: long.length,
      longestFunction: longest?.longestFunction.lines ?? 0,
    }),
  );
} else if (flags.walls) {
  tellBroken();
} else {
  for (const [kind, paths] of Object.entries(naming)) console.log(`${paths.length} files name '${kind}': ${paths.join(' ')}`);
  console.log(`${rooms.length} rooms, ${broken.length} imports through a wall, ${inCircles.length} circles`);
  tellBroken();
  console.log(`${long.length} files over ${mostLines} lines: ${long.map(({ path, lines }) => `${path} ${lines}`).join(', ')}`);
  if (longest !== undefined)
    console.log(`longest function: ${longest.longestFunction.lines} lines, ${longest.path}:${longest.longestFunction.at}`);
}
function tellBroken(): void {
  for (const line of [...broken, ...inCircles.map((circle) => `a circle: ${circle.join(' ')}`), ...notes]) console.log(line);
}

process.exitCode = broken.length + inCircles.length + notes.length > 0 ? 1 : 0;
