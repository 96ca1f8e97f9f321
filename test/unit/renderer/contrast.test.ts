/** That text can be read in both themes and in every environment: WCAG AA, 4.5 to 1, and 3 to 1 for the frames of fields. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');
type Theme = 'light' | 'dark';

/** The tokens of `:root`, overlaid with those of an environment. */
function tokens(environment: string | null): ReadonlyMap<string, string> {
  const block = (selector: string) => css.slice(css.indexOf(selector)).match(/\{([^}]*)\}/)?.[1] ?? '';
  const own = environment === null ? '' : block(`[data-environment='${environment}']`);
  return new Map(
    [...(block(':root {') + own).matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', (match[2] ?? '').trim()]),
  );
}

function colour(all: ReadonlyMap<string, string>, name: string, theme: Theme): string {
  const value = all.get(`--${name}`) ?? '';
  const alias = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (alias !== undefined) return colour(all, alias, theme);
  const pair = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value);
  return (theme === 'light' ? pair?.[1] : pair?.[2]) ?? value;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const onAllGrounds = ['ground', 'surface', 'raised', 'hover', 'accent-soft'];
const textPairs: readonly (readonly [string, string])[] = [
  ...['text', 'text-soft', 'accent'].flatMap((text) => onAllGrounds.map((ground) => [text, ground] as const)),
  ['text', 'sunken'],
  ['text-soft', 'sunken'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ...['neutral', 'info', 'good', 'warn', 'bad'].flatMap((tone) => [[tone, `${tone}-soft`] as const, ['text', `${tone}-soft`] as const]),
  ['bad', 'surface'],
  ['bad', 'raised'],
  ['on-found', 'found'],
  ['on-found-here', 'found-here'],
  ['on-env', 'env'],
  ['text', 'env-soft'],
  ['text-soft', 'env-soft'],
  // The top bar: the server is busy, the network is gone.
  ['warn', 'env-soft'],
  ['bad', 'env-soft'],
  // Beside a list: what could not be read or refreshed.
  ['warn', 'surface'],
  ['warn', 'ground'],
];

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  test.each([null, 'practice', 'staging'])('text is readable (environment %s)', (environment) => {
    const all = tokens(environment);
    const weak = textPairs
      .map(([text, ground]) => ({ pair: `${text} on ${ground}`, ratio: contrast(colour(all, text, theme), colour(all, ground, theme)) }))
      .filter(({ ratio }) => !(ratio >= 4.5));
    expect(weak).toEqual([]);
  });

  test('frames of fields and the focus can be seen', () => {
    const all = tokens(null);
    const weak = ['line-field', 'focus'].flatMap((frame) =>
      ['surface', 'raised']
        .map((ground) => ({ pair: `${frame} on ${ground}`, ratio: contrast(colour(all, frame, theme), colour(all, ground, theme)) }))
        .filter(({ ratio }) => !(ratio >= 3)),
    );
    expect(weak).toEqual([]);
  });
});
