/** What the page's first screen loads: the built `index.html`, what it links, and what that imports before it runs. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Of all that is loaded before the first screen, in bytes, each file gzipped: what reading, carrying and compiling it costs goes with this.
 */
export const firstLoadBudget = 300_000;

/** @param renderer the built renderer's folder @param language whose wording is linked; main leaves the others out */
export function firstLoad(renderer: string, language: string): string[] {
  const html = readFileSync(join(renderer, 'index.html'), 'utf8');
  const linked = Array.from(html.matchAll(/<(?:script|link)\b[^>]*>/g), ([tag]) => ({
    path: / (?:src|href)="\.?\/?([^"]+)"/.exec(tag)?.[1],
    language: / hreflang="([^"]+)"/.exec(tag)?.[1] ?? language,
  }));
  const files = new Set(['index.html']);
  const follow = (path: string): void => {
    if (files.has(path)) return;
    files.add(path);
    if (path.endsWith('.js'))
      for (const each of staticImports(readFileSync(join(renderer, path), 'utf8'))) follow(posix.join(posix.dirname(path), each));
  };
  for (const link of linked) if (link.path !== undefined && link.language === language) follow(link.path);
  return [...files];
}

/**
 * As the bundler writes them, in front of everything else: `import{a as b}from"./c.js";import"./d.js";`. What is imported later has a
 * bracket behind the word.
 */
function staticImports(program: string): string[] {
  return Array.from(program.matchAll(/(?:^|[;\n}])(?:import|export)(?:[\w\s{},*$]*?from)?\s*"(\.[^"]+)"/g), ([, path = '']) => path);
}

/** Together, each gzipped. */
export const gzipped = (renderer: string, files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(renderer, file))).length, 0);
