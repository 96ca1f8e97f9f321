/**
 * Comments. Named notes: what several places need is told once in full, with a colon behind its name; elsewhere only the name stands. And
 * lines that fit, in comments and pages: prettier sees to the code alone.
 */
import type { Source } from './measure.mts';

const note = /\bNOTE\((?<name>[a-z-]+)\)(?<tells>:?)/g;

/** What is wrong with them, in sentences: told by nobody, told twice, or told and referred to by nobody. */
export function untrueNotes(sources: readonly Pick<Source, 'path' | 'text'>[]): string[] {
  const told = new Map<string, string[]>();
  const referred = new Map<string, string[]>();
  for (const { path, text } of sources)
    for (const { groups } of text.matchAll(note)) {
      const places = groups?.['tells'] === ':' ? told : referred;
      const name = groups?.['name'] ?? '';
      places.set(name, [...(places.get(name) ?? []), path]);
    }
  return [...new Set([...told.keys(), ...referred.keys()])].toSorted().flatMap((name) => {
    const [first, ...more] = told.get(name) ?? [];
    if (first === undefined) return [`the note ${name} is told by nobody; ${referred.get(name)?.join(' ')} refer to it`];
    if (more.length > 0) return [`the note ${name} is told more than once: ${[first, ...more].join(' ')}`];
    return referred.has(name) ? [] : [`nobody refers to the note ${name} in ${first}: it needs no name`];
  });
}

const mostSigns = 140;

/** Lines of comments that are too long, each with its place. */
export const longComments = (sources: readonly Pick<Source, 'path' | 'text'>[]): string[] =>
  sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        /^\s*(?:\/\/|\/\*|\*)/.test(line) && Array.from(line).length > mostSigns
          ? [`${path}:${index + 1} is longer than ${mostSigns} signs`]
          : [],
      ),
  );

/** Lines of pages that are too long; a row of a table cannot be broken. */
export const longLines = (pages: readonly Pick<Source, 'path' | 'text'>[]): string[] =>
  pages.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        !line.startsWith('|') && Array.from(line).length > mostSigns ? [`${path}:${index + 1} is longer than ${mostSigns} signs`] : [],
      ),
  );
