/** Reads the sources as they stand: who imports whom, and how large things are. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { parseAst } from 'vite';
import type { Room } from './rooms.mts';

export interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly lines: number;
  /** The files of this house that it imports, in whatever way, types included. */
  readonly imports: readonly string[];
  readonly longestFunction: { readonly lines: number; readonly at: number };
  readonly text: string;
}

const isSource = (name: string): boolean => /\.(?:ts|tsx|mts|mjs|cjs)$/.test(name) && !name.endsWith('.d.ts');

/** @throws where a file cannot be parsed */
export function readHouse(root: string, folders: readonly string[]): Source[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isSource(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  const known = new Set(paths);
  return paths.toSorted().map((path) => readSource(root, path, known));
}

function readSource(root: string, path: string, known: ReadonlySet<string>): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const lineAt = lineCounter(text);
  const imports = new Set<string>();
  const longest = { lines: 0, at: 1 };
  walk(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path), (node) => {
    const source = node['source'] as Node | null | undefined;
    if (typeof source?.['value'] === 'string') {
      const target = normalize(join(dirname(path), source['value']))
        .split(sep)
        .join('/');
      if (source['value'].startsWith('.') && known.has(target)) imports.add(target);
    }
    if (!/Function/.test(node.type) || node['body'] == null || node.type.startsWith('TS')) return;
    const at = lineAt(node.start);
    const lines = lineAt(node.end) - at + 1;
    if (lines > longest.lines) Object.assign(longest, { lines, at });
  });
  return { path, lines: text.trimEnd().split('\n').length, imports: [...imports], longestFunction: longest, text };
}

interface Node extends Record<string, unknown> {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) return node.forEach((each) => walk(each, visit));
  if (node === null || typeof node !== 'object') return;
  if (typeof (node as Node).type === 'string') visit(node as Node);
  for (const child of Object.values(node)) if (typeof child === 'object') walk(child, visit);
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** Groups of files that import each other in a circle. */
export function circles(sources: readonly Source[]): string[][] {
  const imports = new Map(sources.map((each) => [each.path, each.imports]));
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (path: string): void => {
    order.set(path, order.size);
    low.set(path, order.get(path) ?? 0);
    stack.push(path);
    for (const next of imports.get(path) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(path, Math.min(low.get(path) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(path) !== order.get(path)) return;
    const circle = stack.splice(stack.indexOf(path));
    if (circle.length > 1) found.push(circle);
  };
  for (const { path } of sources) if (!order.has(path)) visit(path);
  return found;
}

/** The room with the longest path that holds the file. */
export const roomOf = (path: string, rooms: readonly Room[]): Room | null =>
  rooms
    .filter((room) => path === room.path || path.startsWith(`${room.path}/`))
    .toSorted((one, other) => other.path.length - one.path.length)[0] ?? null;

/** Imports that no wall has a door for, and files that stand in no room: each as a sentence. */
export function breaches(sources: readonly Source[], rooms: readonly Room[]): string[] {
  const place = new Map(rooms.map((room, index) => [room.path, index]));
  const upside = rooms.flatMap((room) =>
    room.knows
      .filter((known) => (place.get(known) ?? Number.POSITIVE_INFINITY) >= (place.get(room.path) ?? 0))
      .map((known) => `${room.path} may not know ${known}, which stands above it or is no room`),
  );
  const through = sources.flatMap(({ path, imports }) => {
    const room = roomOf(path, rooms);
    if (room === null) return [`${path} stands in no room`];
    return imports.flatMap((target) => {
      const other = roomOf(target, rooms);
      const isOpen = other !== null && (other === room || other.path === 'contract' || room.knows.includes(other.path));
      return isOpen ? [] : [`${path} may not import ${target}: ${room.path} does not know ${other?.path ?? 'what stands in no room'}`];
    });
  });
  const empty = rooms.filter(({ path }) => !sources.some((each) => roomOf(each.path, rooms)?.path === path));
  return [...upside, ...empty.map(({ path }) => `${path} is empty`), ...through];
}
